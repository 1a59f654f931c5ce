// SPDX-License-Identifier: MIT
#include "ui/widgets/table_panel.h"

#include "ui/base/language.h"
#include "ui/look/background_fill.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

TablePanel::TablePanel(const Theme& theme, QAbstractItemModel* model, const QString& name,
                       const std::function<QString()>& hint, QWidget* parent)
    : QWidget(parent), theme_(theme), head_(new QHBoxLayout), lines_(new QVBoxLayout),
      table_(new DataTable(theme, model, name + QStringLiteral("_table"))), hint_(new QLabel),
      complaint_(new QLabel), hint_text_(hint) {
    setObjectName(name);
    new BackgroundFill(this, theme_, Role::panel);
    keep_translated(this, [this] { renew_hint(); });
    hint_->setProperty("role", "dim");
    hint_->setWordWrap(true);
    hint_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    hint_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    complaint_->setObjectName(name + QStringLiteral("_complaint"));
    complaint_->setProperty("role", "error");
    complaint_->setWordWrap(true);
    complaint_->hide();
    auto* column = new QVBoxLayout(this);
    lines_->addLayout(head_);
    column->addLayout(lines_);
    column->addWidget(complaint_);
    column->addWidget(table_, 1);
    column->addWidget(hint_, 1);
    connect(model, &QAbstractItemModel::modelReset, this, &TablePanel::follow_rows);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TablePanel::follow_rows);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &TablePanel::follow_rows);
    connect(&theme_, &Theme::changed, this, &TablePanel::lay_out);
    lay_out();
    follow_rows();
}

void TablePanel::lay_out() {
    layout()->setContentsMargins(theme_.ipx(8), theme_.ipx(4), theme_.ipx(8), theme_.ipx(6));
    layout()->setSpacing(theme_.ipx(4));
    hint_->setContentsMargins(theme_.ipx(6), theme_.ipx(4), theme_.ipx(6), 0);
    lines_->setSpacing(theme_.ipx(4));
    for (int n = 0; n < lines_->count(); ++n) {
        lines_->itemAt(n)->layout()->setSpacing(theme_.ipx(6));
    }
    for (std::size_t n = 0; n < widths_.size(); ++n) {
        table_->setColumnWidth(static_cast<int>(n), theme_.ipx(widths_.at(n)));
    }
}

QHBoxLayout* TablePanel::add_line() {
    auto* line = new QHBoxLayout;
    line->setSpacing(theme_.ipx(6));
    lines_->addLayout(line);
    return line;
}

void TablePanel::set_widths(std::initializer_list<int> units) {
    widths_ = units;
    lay_out();
}

void TablePanel::follow_rows() {
    const bool empty = table_->model()->rowCount() == 0;
    table_->setVisible(!empty && instead_ == nullptr);
    hint_->setVisible(empty && instead_ == nullptr);
}

void TablePanel::show_instead(QWidget* other) {
    if (instead_ != nullptr) {
        instead_->hide();
    }
    instead_ = other;
    if (other != nullptr) {
        static_cast<QVBoxLayout*>(layout())->addWidget(other, 1);
        other->show();
    }
    follow_rows();
}

void TablePanel::complain(const QString& what) {
    complaint_->setText(what);
    complaint_->setVisible(!what.isEmpty());
}

} // namespace switchscope::ui

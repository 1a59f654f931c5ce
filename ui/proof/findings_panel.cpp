// SPDX-License-Identifier: MIT
#include "ui/proof/findings_panel.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/base/language.h"
#include "ui/look/theme.h"
#include "ui/proof/proof_tables.h"
#include "ui/widgets/table_copier.h"

namespace switchscope::ui {

FindingsPanel::FindingsPanel(const Theme& theme, WindowActions& actions, QWidget* parent)
    : QWidget(parent), theme_(theme), actions_(actions), delegate_(theme, model_),
      verdict_(new VerdictPlate(theme, model_)), list_(new QListView), matrix_heading_(new QLabel),
      matrix_(new MatrixView(theme)), content_(new QWidget), scroll_(new QScrollArea) {
    list_->setObjectName(QStringLiteral("findings"));
    keep_translated(this, [this] { matrix_heading_->setText(tr("SAVED AND RESTORED")); });
    keep_translated(this, [this] { list_->setAccessibleName(tr("Findings")); });
    list_->setModel(&model_);
    list_->setItemDelegate(&delegate_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAutoScroll(false);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    matrix_heading_->setProperty("role", "heading");
    matrix_heading_->setWordWrap(true); // else the panel could not be narrower than this line
    auto* content_column = new QVBoxLayout(content_);
    content_column->addWidget(verdict_);
    content_column->addWidget(list_);
    content_column->addWidget(matrix_heading_);
    content_column->addWidget(matrix_);
    content_column->addStretch();
    scroll_->setObjectName(QStringLiteral("proof"));
    scroll_->setWidget(content_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll_);
    setFocusProxy(list_);
    new TableCopier(list_, [this](TableFormat format) {
        return table_text(*make_findings_table(model_), format);
    });
    new TableCopier(matrix_, [this](TableFormat format) {
        return table_text(*make_matrix_table(matrix_->matrix()), format);
    });

    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        unfold();
        want_selected();
    });
    connect(list_, &QListView::activated, this, &FindingsPanel::want_selected);
    connect(&delegate_, &FindingDelegate::link_clicked, this, &FindingsPanel::follow);
    connect(matrix_, &MatrixView::instruction_wanted, this,
            [this](std::size_t instruction) { Q_EMIT instruction_wanted(instruction, {}); });
    connect(matrix_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (matrix_->hasFocus()) {
                    reveal(matrix_, matrix_->visualRect(current));
                }
            });
    connect(&model_, &FindingsModel::verdict_changed, this, &FindingsPanel::fit);
    connect(&theme_, &Theme::changed, this, &FindingsPanel::lay_out);
    add_actions();
    lay_out();
    show_session(nullptr);
}

void FindingsPanel::lay_out() {
    content_->layout()->setContentsMargins(theme_.ipx(8), theme_.ipx(10), theme_.ipx(8),
                                           theme_.ipx(6));
    content_->layout()->setSpacing(theme_.ipx(4));
    matrix_heading_->setIndent(theme_.ipx(5));
    matrix_heading_->setMargin(theme_.ipx(3));
    scroll_->verticalScrollBar()->setSingleStep(theme_.ipx(20));
    fit();
}

/// Makes each part as high as its content needs at the panel's width.
void FindingsPanel::fit() {
    const QMargins around = content_->layout()->contentsMargins();
    const int width =
        std::max(scroll_->viewport()->width() - around.left() - around.right(), theme_.ipx(60));
    verdict_->setFixedHeight(verdict_->heightForWidth(width));
    delegate_.set_width(width);
    int height = 0;
    for (int row = 0; row < model_.rowCount(); ++row) {
        height += delegate_.sizeHint({}, model_.index(row)).height();
    }
    list_->setVisible(height > 0);
    list_->setFixedHeight(height);
    list_->doItemsLayout();
    matrix_heading_->setVisible(!matrix_->matrix().empty());
    matrix_->setVisible(!matrix_->matrix().empty());
    matrix_->set_width(width);
    matrix_->setFixedHeight(matrix_->height_of_rows());
}

bool FindingsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        fit();
        if (selected()) { // the selected entry stays in sight
            reveal(list_, list_->visualRect(list_->currentIndex()));
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// Scrolls until `rect` of a view is in sight. Of one that is too high, the top is.
void FindingsPanel::reveal(QWidget* view, const QRect& rect) {
    content_->layout()->activate();
    const QRect there = rect.translated(view->mapTo(content_, QPoint()));
    const int air = theme_.ipx(12);
    QScrollBar* bar = scroll_->verticalScrollBar();
    const int room = scroll_->viewport()->height();
    if (there.bottom() + air <= room) {
        bar->setValue(0); // the verdict above it fits as well
    } else if (there.top() - air < bar->value() || there.height() + 2 * air > room) {
        bar->setValue(there.top() - air);
    } else if (there.bottom() + air > bar->value() + room) {
        bar->setValue(there.bottom() + air - room);
    }
}

void FindingsPanel::show_session(const std::shared_ptr<const SessionFacts>& facts) {
    delegate_.unfold(std::nullopt, std::nullopt);
    delegate_.show_session(facts);
    model_.show_session(facts);
    matrix_->show_session(facts, model_.report());
    fit();
    scroll_->verticalScrollBar()->setValue(0);
    actions_.changed();
}

void FindingsPanel::translate() {
    model_.translate();
    unfold();
    matrix_->viewport()->update();
    matrix_->horizontalHeader()->viewport()->update();
}

void FindingsPanel::show_moment(const Recording& recording) {
    model_.follow(recording);
    if (!model_.entries().empty()) {
        unfold();
    }
}

std::optional<int> FindingsPanel::selected() const {
    const QModelIndex current = list_->currentIndex();
    return current.isValid() ? std::optional(current.row()) : std::nullopt;
}

void FindingsPanel::select(std::optional<int> row) {
    list_->setCurrentIndex(row ? model_.index(*row) : QModelIndex());
}

void FindingsPanel::select_instruction(std::size_t instruction) {
    if (const auto row = model_.row_of_instruction(instruction)) {
        Q_EMIT finding_wanted();
        select(row);
    }
}

/// Unfolds the selected entry and folds all others.
void FindingsPanel::unfold() {
    const auto row = selected();
    std::optional<std::size_t> position;
    if (row) {
        const FindingEntry& entry = model_.entries().at(static_cast<std::size_t>(*row));
        if (entry.instruction && where_) {
            position = where_(*entry.instruction);
        }
        if (!position && entry.step) { // an earlier switch has executed it
            position = *entry.step + 1;
        }
    }
    delegate_.unfold(row, position);
    fit();
    list_->viewport()->update();
    actions_.changed();
}

void FindingsPanel::want_selected() {
    const auto row = selected();
    if (!row) {
        return;
    }
    const FindingEntry& entry = model_.entries().at(static_cast<std::size_t>(*row));
    if (entry.instruction) {
        std::vector<std::size_t> related;
        for (const Finding::Related& one : entry.related) {
            related.push_back(one.instruction);
        }
        reveal(list_, list_->visualRect(list_->currentIndex()));
        matrix_->show_instruction(*entry.instruction);
        Q_EMIT instruction_wanted(*entry.instruction, related);
    }
}

void FindingsPanel::step_to(int direction) {
    if (const auto row = model_.neighbour(selected(), direction)) {
        Q_EMIT finding_wanted();
        const bool same = row == selected(); // there is only one entry; it is shown again
        select(row);
        if (same) {
            want_selected();
        }
    }
}

void FindingsPanel::follow(const QUrl& link) {
    const auto number = static_cast<std::size_t>(link.path().toULongLong());
    if (link.scheme() == QLatin1String("step")) {
        Q_EMIT position_wanted(number);
    } else {
        Q_EMIT instruction_wanted(number, {});
    }
}

QString FindingsPanel::why_no_proof() const {
    return model_.checked() ? QString() : tr("no target is open");
}

QString FindingsPanel::why_no_finding() const {
    return model_.proven() ? tr("the routine is proven: no findings") : why_no_proof();
}

QString FindingsPanel::why_no_step() const {
    const QString none = why_no_finding();
    return !none.isEmpty()      ? none
           : !selected()        ? tr("no finding is selected")
           : offered_position() ? QString()
                                : tr("this world switch has not come to it yet");
}

void FindingsPanel::add_actions() {
    const auto why_none = [this] { return why_no_finding(); };
    actions_.add({ActionId::next_finding, why_none, [this] { step_to(1); }});
    actions_.add({ActionId::previous_finding, why_none, [this] { step_to(-1); }});
    actions_.add({ActionId::finding_step, [this] { return why_no_step(); },
                  [this] { Q_EMIT position_wanted(*offered_position()); }});
    connect(&model_, &FindingsModel::rowsInserted, &actions_, &WindowActions::changed);
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/findings_panel.h"

#include <algorithm>
#include <utility>

#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/theme.h"
#include "ui/window_actions.h"

namespace switchscope::ui {

FindingsPanel::FindingsPanel(const Theme& theme, WindowActions& actions, QWidget* parent)
    : QWidget(parent), theme_(theme), actions_(actions), delegate_(theme, model_),
      verdict_(new VerdictPlate(theme, model_)), list_(new QListView),
      matrix_heading_(new QLabel(tr("SAVED AND RESTORED"))), matrix_(new MatrixView(theme)),
      matrix_part_(new QWidget), splitter_(new QSplitter(Qt::Vertical)) {
    list_->setObjectName(QStringLiteral("findings"));
    list_->setAccessibleName(tr("Findings"));
    list_->setModel(&model_);
    list_->setItemDelegate(&delegate_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    matrix_heading_->setProperty("role", "heading");
    auto* matrix_column = new QVBoxLayout(matrix_part_);
    matrix_column->addWidget(matrix_heading_);
    matrix_column->addWidget(matrix_, 1);
    splitter_->setObjectName(QStringLiteral("proof_splitter"));
    splitter_->addWidget(list_);
    splitter_->addWidget(matrix_part_);
    splitter_->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(verdict_);
    column->addWidget(splitter_, 1);
    setFocusProxy(list_);

    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        unfold();
        want_selected();
    });
    connect(list_, &QListView::activated, this, &FindingsPanel::want_selected);
    connect(&delegate_, &FindingDelegate::link_clicked, this, &FindingsPanel::follow);
    connect(matrix_, &MatrixView::instruction_wanted, this,
            [this](std::size_t instruction) { Q_EMIT instruction_wanted(instruction, {}); });
    connect(splitter_, &QSplitter::splitterMoved, this, [this] { heights_chosen_ = true; });
    connect(&theme_, &Theme::changed, this, &FindingsPanel::lay_out);
    connect(actions_.get(ActionId::next_finding), &QAction::triggered, this,
            [this] { step_to(1); });
    connect(actions_.get(ActionId::previous_finding), &QAction::triggered, this,
            [this] { step_to(-1); });
    connect(actions_.get(ActionId::finding_step), &QAction::triggered, this, [this] {
        if (const auto position = offered_position()) {
            Q_EMIT position_wanted(*position);
        }
    });
    lay_out();
    show_session(nullptr);
}

void FindingsPanel::lay_out() {
    layout()->setContentsMargins(theme_.ipx(8), theme_.ipx(10), theme_.ipx(8), theme_.ipx(6));
    layout()->setSpacing(theme_.ipx(6));
    matrix_part_->layout()->setContentsMargins(0, theme_.ipx(8), 0, 0);
    matrix_part_->layout()->setSpacing(theme_.ipx(4));
    matrix_heading_->setIndent(theme_.ipx(5));
    splitter_->setHandleWidth(theme_.ipx(5));
    share_height();
}

/// The list takes what it needs, as long as the matrix can still be read.
void FindingsPanel::share_height() {
    list_->setVisible(!model_.entries().empty());
    delegate_.set_width(list_->viewport()->width());
    list_->doItemsLayout();
    if (heights_chosen_ || model_.entries().empty()) {
        return;
    }
    int wanted = theme_.ipx(4);
    for (int row = 0; row < model_.rowCount(); ++row) {
        wanted += delegate_.sizeHint({}, model_.index(row)).height();
    }
    const int room = splitter_->height() - splitter_->handleWidth();
    const int list = std::clamp(wanted, 0, std::max(room * 6 / 10, 0));
    splitter_->setSizes({list, room - list});
}

void FindingsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layout()->activate();
    share_height();
}

void FindingsPanel::show_session(const std::shared_ptr<const SessionFacts>& facts) {
    heights_chosen_ = false;
    delegate_.unfold(std::nullopt, std::nullopt);
    delegate_.show_session(facts);
    model_.show_session(facts);
    matrix_->show_session(facts, model_.report());
    matrix_part_->setVisible(!matrix_->matrix().empty());
    share_height();
    update_actions();
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
        select(row);
        Q_EMIT finding_wanted();
    }
}

/// The current entry tells all; the others stay short.
void FindingsPanel::unfold() {
    const auto row = selected();
    std::optional<std::size_t> position;
    if (row) {
        const FindingEntry& entry = model_.entries().at(static_cast<std::size_t>(*row));
        if (entry.instruction && where_) {
            position = where_(*entry.instruction);
        }
        if (!position && entry.step) { // not in this switch, but in an earlier one
            position = *entry.step + 1;
        }
    }
    delegate_.unfold(row, position);
    share_height();
    if (row) {
        list_->scrollTo(list_->currentIndex());
    }
    list_->viewport()->update();
    update_actions();
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
        matrix_->show_instruction(*entry.instruction);
        Q_EMIT instruction_wanted(*entry.instruction, related);
    }
}

void FindingsPanel::step_to(int direction) {
    if (const auto row = model_.neighbour(selected(), direction)) {
        const bool same = row == selected(); // the only one: shown again
        select(row);
        if (same) {
            want_selected();
        }
        Q_EMIT finding_wanted();
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

void FindingsPanel::update_actions() {
    const QString nothing = !model_.checked() ? tr("no target is open") : QString();
    const QString none = model_.proven() ? tr("the routine is proven: no findings") : nothing;
    actions_.set_available(ActionId::proof, nothing);
    actions_.set_available(ActionId::next_finding, none);
    actions_.set_available(ActionId::previous_finding, none);
    actions_.set_available(ActionId::finding_step,
                           !none.isEmpty()      ? none
                           : !selected()        ? tr("no finding is selected")
                           : offered_position() ? QString()
                                                : tr("this world switch has not been there yet"));
}

} // namespace switchscope::ui

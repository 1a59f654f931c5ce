// SPDX-License-Identifier: MIT
#include "ui/session_page.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/format.h"
#include "ui/provenance_text.h"
#include "ui/theme.h"
#include "ui/window_actions.h"

namespace switchscope::ui {

SessionPage::SessionPage(const Theme& theme, WindowActions& actions, SessionController& controller,
                         QWidget* parent)
    : QWidget(parent), theme_(theme), controller_(controller), heading_(new QLabel),
      routine_(new RoutineView(theme)), explain_(new ExplainBar(theme)),
      lanes_(new LanesView(theme)),
      inspector_(new InspectorPanel(theme, actions.get(ActionId::previous_write),
                                    actions.get(ActionId::next_write))),
      findings_(new FindingsPanel(theme, actions)),
      side_(new SidePanel(theme, inspector_, findings_)), timeline_(new TimelineBar(theme)),
      splitter_(new QSplitter(Qt::Horizontal)), routine_panel_(new QWidget), center_(new QWidget) {
    setObjectName(QStringLiteral("session_page"));
    setAttribute(Qt::WA_StyledBackground);
    routine_panel_->setObjectName(QStringLiteral("side_panel"));
    routine_panel_->setAttribute(Qt::WA_StyledBackground);
    heading_->setProperty("role", "heading");
    auto* routine_column = new QVBoxLayout(routine_panel_);
    routine_column->addWidget(heading_);
    routine_column->addWidget(routine_, 1);
    auto* center_column = new QVBoxLayout(center_);
    center_column->addWidget(explain_);
    center_column->addWidget(lanes_, 1);
    splitter_->addWidget(routine_panel_);
    splitter_->addWidget(center_);
    splitter_->addWidget(side_);
    splitter_->setStretchFactor(0, 0);
    splitter_->setStretchFactor(1, 1);
    splitter_->setStretchFactor(2, 0);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(splitter_, 1);
    column->addWidget(timeline_);
    setTabOrder(routine_, lanes_);
    setTabOrder(lanes_, side_);
    setTabOrder(side_, timeline_);

    connect(lanes_, &LanesView::selection_changed, this, &SessionPage::inspect_selection);
    connect(timeline_, &TimelineBar::position_wanted, &controller_, &SessionController::go_to);
    connect(inspector_, &InspectorPanel::position_wanted, &controller_, &SessionController::go_to);
    connect(findings_, &FindingsPanel::position_wanted, &controller_, &SessionController::go_to);
    connect(findings_, &FindingsPanel::instruction_wanted, routine_, &RoutineView::look_at);
    connect(&findings_->model(), &FindingsModel::verdict_changed, this,
            &SessionPage::mark_findings);
    connect(findings_, &FindingsPanel::finding_wanted, this, [this] { side_->show_proof(true); });
    connect(routine_, &RoutineView::instruction_clicked, findings_,
            &FindingsPanel::select_instruction);
    connect(actions.get(ActionId::proof), &QAction::triggered, this,
            [this] { side_->show_proof(!side_->shows_proof()); });
    findings_->ask_with(
        [this](std::size_t instruction) { return controller_.executed_at(instruction); });
    lanes_->describe_with([this](const Location& location) {
        return controller_.timeline() == nullptr
                   ? QString()
                   : provenance_sentence(*controller_.facts(), *controller_.timeline(),
                                         *controller_.now(), location);
    });
    connect(splitter_, &QSplitter::splitterMoved, this, [this] {
        widths_chosen_ = true;
        write_heading();
    });
    connect(&theme_, &Theme::changed, this, &SessionPage::lay_out);
    lay_out();
}

void SessionPage::lay_out() {
    const int pad = theme_.ipx(12);
    routine_panel_->layout()->setContentsMargins(0, pad, 0, 0);
    routine_panel_->layout()->setSpacing(theme_.ipx(8));
    heading_->setIndent(pad);
    center_->layout()->setContentsMargins(theme_.ipx(8), theme_.ipx(10), theme_.ipx(8), 0);
    center_->layout()->setSpacing(theme_.ipx(4));
    // Shrinkable: at a large zoom the lanes need the room more.
    routine_panel_->setMinimumWidth(200);
    side_->setMinimumWidth(200);
    center_->setMinimumWidth(300);
    share_width();
}

void SessionPage::share_width() {
    if (widths_chosen_ || width() < 600) {
        return;
    }
    const int left = std::min(theme_.ipx(346), width() * 21 / 100);
    const int right = std::min(theme_.ipx(300), width() * 19 / 100);
    splitter_->setSizes({left, width() - left - right, right});
    write_heading();
}

void SessionPage::write_heading() {
    const auto facts = controller_.shared_facts();
    if (!facts) {
        heading_->clear();
        return;
    }
    // The name matters more than the word in front of it, and its end is where routines differ.
    const QString name = text_of(facts->routine.name());
    const QString full = tr("ROUTINE \u00b7 %1").arg(name);
    const int room = routine_panel_->width() - 2 * theme_.ipx(12);
    const QFontMetrics metrics = heading_->fontMetrics();
    heading_->setText(metrics.horizontalAdvance(full) <= room
                          ? full
                          : metrics.elidedText(name, Qt::ElideMiddle, room));
}

void SessionPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    share_width();
    write_heading();
}

void SessionPage::show_session() {
    const auto facts = controller_.shared_facts();
    heading_->setToolTip(facts ? text_of(facts->title) : QString());
    write_heading();
    routine_->show_session(facts);
    lanes_->show_session(facts);
    timeline_->show_session(facts, controller_.file() != nullptr && controller_.file()->closed());
    inspector_->show_nothing();
    findings_->show_session(facts);
}

void SessionPage::mark_findings() {
    std::vector<RoutineMark> marks;
    for (const FindingEntry& entry : findings_->model().entries()) {
        if (entry.instruction) {
            marks.push_back({*entry.instruction, entry.severity, entry.message});
        }
    }
    routine_->mark(marks);
}

void SessionPage::show_moment() {
    const Timeline* timeline = controller_.timeline();
    if (timeline == nullptr) {
        return;
    }
    routine_->show_moment(*controller_.now());
    lanes_->show_moment(*timeline, *controller_.now());
    timeline_->show_moment(*timeline, controller_.switches(), *controller_.now());
    explain_->show_moment(*controller_.facts(), *timeline);
    setAccessibleDescription(explain_->sentence());
    lanes_->setAccessibleDescription(explain_->sentence());
    inspect_selection();
    findings_->show_moment(timeline->recording());
}

std::optional<Location> SessionPage::inspected() const {
    const LanesModel* model = lanes_->model();
    if (model == nullptr) {
        return std::nullopt;
    }
    if (const auto cell = lanes_->selected() ? lanes_->selected() : model->last_written()) {
        return model->cell(*cell).location;
    }
    // Outside the routine something may be written that the lanes do not show.
    const Step* last = controller_.timeline() ? controller_.timeline()->last_step() : nullptr;
    if (last != nullptr && !last->effects.empty()) {
        return last->effects.front().at;
    }
    return std::nullopt;
}

void SessionPage::inspect_selection() {
    const auto location = inspected();
    show_chain(location);
    if (location && controller_.timeline() != nullptr) {
        inspector_->show_inspection(
            inspect(*controller_.facts(), *controller_.timeline(), *controller_.now(), *location));
    } else {
        inspector_->show_nothing();
    }
    Q_EMIT inspection_changed();
}

/// What was chosen to be looked at shows the way it came, in the lanes and in the routine.
void SessionPage::show_chain(const std::optional<Location>& location) {
    std::vector<ChainMove> moves;
    std::vector<std::size_t> instructions;
    Owner owner = Owner::scratch;
    const Timeline* timeline = controller_.timeline();
    if (location && lanes_->selected() && timeline != nullptr) {
        const Provenance provenance = controller_.now()->provenance().of(*location);
        owner = provenance.owner;
        moves = moves_of_chain(timeline->recording(), provenance, *location);
        for (const std::size_t number : provenance.chain) {
            const Step& step = timeline->recording().step(number);
            if (const auto index = controller_.facts()->routine.index_of(step.pc);
                index && step.world == World::host) {
                instructions.push_back(*index);
            }
        }
    }
    lanes_->show_chain(moves, owner);
    routine_->show_chain(std::move(instructions), role_of(owner));
}

std::optional<std::size_t> SessionPage::previous_write() const {
    const auto& write = inspector_->inspection().previous_write;
    return write ? std::optional(*write + 1) : std::nullopt;
}

std::optional<std::size_t> SessionPage::next_write() const {
    const auto& write = inspector_->inspection().next_write;
    return write ? std::optional(*write + 1) : std::nullopt;
}

} // namespace switchscope::ui

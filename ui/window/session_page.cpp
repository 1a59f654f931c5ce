// SPDX-License-Identifier: MIT
#include "ui/window/session_page.h"

#include <array>

#include <QMenu>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/lanes/lanes_actions.h"
#include "ui/look/background_fill.h"
#include "ui/look/theme.h"
#include "ui/routine/routine_actions.h"
#include "ui/session/provenance_text.h"
#include "ui/timeline/timeline_actions.h"

namespace switchscope::ui {

namespace {

constexpr ActionId between = ActionId::count; ///< a line between two groups of a menu

constexpr std::array routine_menu{
    ActionId::run_to_here, ActionId::breakpoint, ActionId::show_pc, between,
    ActionId::bookmark,    ActionId::marker_a,   ActionId::marker_b};
constexpr std::array timeline_menu{ActionId::bookmark,        ActionId::marker_a,
                                   ActionId::marker_b,        between,
                                   ActionId::timeline_in,     ActionId::timeline_out,
                                   ActionId::timeline_switch, ActionId::timeline_all};
constexpr std::array cell_menu{
    ActionId::previous_write, ActionId::next_write, between, ActionId::watch_value,
    ActionId::break_on_write, ActionId::edit_value, between, ActionId::copy_value,
    ActionId::copy_name,      ActionId::copy_row,   between, ActionId::legend};
constexpr std::array lanes_menu{ActionId::lanes_by_register,
                                ActionId::lanes_memory,
                                ActionId::lanes_compact,
                                between,
                                ActionId::copy_text,
                                ActionId::save_picture,
                                between,
                                ActionId::legend};

} // namespace

SessionPage::SessionPage(const Theme& theme, WindowActions& actions, SessionController& controller,
                         LessonGuide& guide, QSettings* settings, QWidget* parent)
    : QWidget(parent), theme_(theme), actions_(actions), controller_(controller), guide_(guide),
      routine_(new RoutineView(theme)), explain_(new ExplainBar(theme)),
      lanes_(new LanesView(theme)), inspector_(new InspectorPanel(theme, actions)),
      findings_(new FindingsPanel(theme, actions)),
      side_(new SidePanel(theme, inspector_, findings_)), timeline_(new TimelineBar(theme)),
      center_(new QWidget), docks_(new DockArea(theme, center_)),
      lesson_(new LessonPanel(theme, actions, guide, controller)),
      note_editor_(new NoteEditor(theme, this)), legend_(new Legend(theme, *lanes_, this)),
      panels_(nullptr), layouts_(nullptr) {
    setObjectName(QStringLiteral("session_page"));
    docks_->add(Panel::routine, routine_);
    docks_->add(Panel::side, side_);
    docks_->add(Panel::lessons, lesson_);
    panels_ = new Panels(theme, actions, controller, *docks_, settings);
    layouts_ = new LayoutActions(actions, *docks_, lanes_, controller);
    inspected_ = std::make_unique<InspectedPlace>(
        actions, InspectedPlace::Views{lanes_, routine_, inspector_}, *panels_, *docks_,
        controller);
    marked_ =
        std::make_unique<MarkedMoments>(actions, *timeline_, *note_editor_, *panels_, controller);
    build();
    add_actions();
    connect_views();
    connect_menus();
    connect_lesson();
    connect(&theme_, &Theme::changed, this, &SessionPage::lay_out);
    lay_out();
}

void SessionPage::build() {
    new BackgroundFill(center_, theme_, Role::window);
    auto* center_column = new QVBoxLayout(center_);
    center_column->addWidget(explain_);
    center_column->addWidget(lanes_, 1);
    docks_->keep_center_with([this] { return lanes_->save_view(); },
                             [this](const QJsonObject& json) { lanes_->restore_view(json); });
    docks_->arrange(Layout::teach);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(docks_, 1);
    column->addWidget(timeline_);
    note_editor_->raise();
    setTabOrder(routine_, lanes_);
    setTabOrder(lanes_, side_);
    setTabOrder(side_, timeline_);
}

void SessionPage::add_actions() {
    add_routine_actions(actions_, *routine_, *docks_, controller_);
    add_lanes_actions(actions_, *lanes_, *legend_, controller_);
    add_timeline_actions(actions_, *timeline_, controller_);
    actions_.add({ActionId::proof, [this] { return findings_->why_no_proof(); },
                  [this] { show_side(!shows_proof()); }});
}

void SessionPage::connect_views() {
    SessionCursor* cursor = &controller_.cursor();
    connect(timeline_, &TimelineBar::position_wanted, cursor, &SessionCursor::go_to);
    connect(timeline_, &TimelineBar::hart_wanted, cursor, &SessionCursor::select_hart);
    connect(inspector_, &InspectorPanel::position_wanted, cursor, &SessionCursor::go_to);
    connect(findings_, &FindingsPanel::position_wanted, cursor, &SessionCursor::go_to);
    connect(&findings_->model(), &FindingsModel::steps_checked, timeline_,
            &TimelineBar::follow_check);
    connect(&findings_->model(), &FindingsModel::recorded_finding, timeline_,
            &TimelineBar::add_finding);
    connect(&findings_->model(), &FindingsModel::verdict_changed, this,
            &SessionPage::mark_findings);
    connect(findings_, &FindingsPanel::instruction_wanted, routine_,
            &RoutineView::show_instruction);
    connect(findings_, &FindingsPanel::finding_wanted, this, [this] { show_side(true); });
    connect(routine_, &RoutineView::instruction_clicked, findings_,
            &FindingsPanel::select_instruction);
    connect(routine_, &RoutineView::breakpoint_wanted, &controller_.breakpoints(),
            qOverload<std::size_t>(&BreakpointList::toggle));
    connect(&controller_.breakpoints(), &BreakpointList::changed, this,
            &SessionPage::show_breakpoints);
    connect(panels_, &Panels::instruction_wanted, this, [this](std::size_t instruction) {
        docks_->show_panel(Panel::routine);
        routine_->show_instruction(instruction);
    });
    connect(panels_, &Panels::said, this, &SessionPage::said);
    connect(marked_.get(), &MarkedMoments::said, this, &SessionPage::said);
    connect(inspected_.get(), &InspectedPlace::said, this, &SessionPage::said);
    connect(inspected_.get(), &InspectedPlace::inspector_wanted, this,
            [this] { show_side(false); });
    findings_->ask_with(
        [this](std::size_t instruction) { return controller_.cursor().executed_at(instruction); });
    lanes_->describe_with([this](const Location& location) {
        return controller_.timeline() == nullptr
                   ? QString()
                   : provenance_sentence(*controller_.facts(), *controller_.timeline(),
                                         *controller_.cursor().now(), location);
    });
}

void SessionPage::connect_menus() {
    connect(routine_, &RoutineView::menu_wanted, this,
            [this](const QPoint& global) { show_menu(routine_menu, global); });
    connect(timeline_, &TimelineBar::menu_wanted, this,
            [this](const QPoint& global) { show_menu(timeline_menu, global); });
    connect(lanes_, &LanesView::menu_wanted, this, [this](const QPoint& global) {
        show_menu(lanes_->selected() ? std::span<const ActionId>(cell_menu)
                                     : std::span<const ActionId>(lanes_menu),
                  global);
    });
}

void SessionPage::connect_lesson() {
    const auto show_lesson = [this] { docks_->show_panel(Panel::lessons); };
    connect(lesson_, &LessonPanel::script_chosen, this, show_lesson);
    connect(&guide_, &LessonGuide::started, this, show_lesson);
    connect(&guide_, &LessonGuide::changed, this, [this] { lanes_->point_at(guide_.pointed()); });
    connect(lanes_, &LanesView::place_taken, &guide_, &LessonGuide::answer_place);
}

void SessionPage::show_menu(std::span<const ActionId> ids, const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("context_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ActionId id : ids) {
        if (id == between) {
            menu->addSeparator();
        } else {
            menu->addAction(actions_.get(id));
        }
    }
    menu->setToolTipsVisible(true);
    menu->popup(global);
}

void SessionPage::lay_out() {
    center_->layout()->setSpacing(theme_.ipx(4));
    center_->setMinimumWidth(300);
    fold_timeline();
}

/// In a low window the lanes need the height more than the bands of the timeline do.
void SessionPage::fold_timeline() {
    constexpr double low = 440;
    const bool is_low = height() < theme_.ipx(low);
    timeline_->fold(is_low);
    explain_->lay_out(is_low);
    center_->layout()->setContentsMargins(theme_.ipx(8), theme_.ipx(is_low ? 3 : 10), theme_.ipx(8),
                                          0);
}

void SessionPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fold_timeline();
}

void SessionPage::show_side(bool proof) {
    docks_->show_panel(Panel::side);
    side_->show_proof(proof);
}

bool SessionPage::shows_proof() const {
    return side_->shows_proof() && !docks_->dock(Panel::side)->isHidden();
}

void SessionPage::show_session() {
    const auto facts = controller_.shared_facts();
    inspected_->forget();
    marked_->forget();
    routine_->show_session(facts);
    title_routine();
    lanes_->show_session(facts);
    timeline_->show_session(facts, controller_.file() != nullptr && controller_.file()->closed());
    inspector_->show_nothing();
    findings_->show_session(facts);
    panels_->show_session();
    show_breakpoints();
    marked_->show();
    actions_.changed();
}

void SessionPage::title_routine() {
    const auto facts = controller_.shared_facts();
    docks_->set_heading(Panel::routine,
                        facts ? tr("ROUTINE \u00b7 %1").arg(text_of(facts->routine.name()))
                              : QString(),
                        facts ? routine_->model()->naming() : QString());
}

void SessionPage::show_breakpoints() {
    routine_->show_breakpoints(controller_.breakpoints().places());
}

void SessionPage::mark_findings() {
    std::vector<RoutineFinding> marks;
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
    const SessionCursor& cursor = controller_.cursor();
    routine_->show_moment(*cursor.now());
    lanes_->show_moment(*timeline, *cursor.now());
    timeline_->show_moment(*timeline, cursor.switches(), *cursor.now());
    explain_->show_moment(*cursor.facts(), *timeline);
    setAccessibleDescription(explain_->sentence());
    lanes_->setAccessibleDescription(explain_->sentence());
    inspected_->show();
    findings_->show_moment(timeline->recording());
    panels_->show_moment();
    Q_EMIT moment_shown();
}

PictureCaption SessionPage::caption() const {
    const Timeline* timeline = controller_.timeline();
    const CurrentSwitch* now = controller_.cursor().now();
    const std::size_t position = timeline == nullptr ? 0 : timeline->position();
    const auto number = now == nullptr ? std::nullopt : now->number();
    const QString step = tr("step %1").arg(grouped(position));
    return {explain_->instruction(), explain_->sentence(),
            number ? tr("switch %1 \u00b7 %2").arg(grouped(*number), step) : step};
}

/// The models write their texts again. What was checked, asked for and chosen stays.
void SessionPage::translate() {
    const auto facts = controller_.shared_facts();
    const auto selected = lanes_->selected();
    routine_->translate(facts);
    title_routine();
    lanes_->show_session(facts);
    lanes_->select(selected);
    timeline_->translate(facts, controller_.file() != nullptr && controller_.file()->closed());
    inspector_->show_nothing();
    findings_->translate();
    panels_->translate();
    show_breakpoints();
    lanes_->point_at(guide_.pointed());
    marked_->show();
    show_moment();
}

} // namespace switchscope::ui

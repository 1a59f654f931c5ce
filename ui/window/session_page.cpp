// SPDX-License-Identifier: MIT
#include "ui/window/session_page.h"

#include <array>

#include <QMenu>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/actions/window_actions.h"
#include "ui/base/format.h"
#include "ui/lanes/lanes_table.h"
#include "ui/look/background_fill.h"
#include "ui/look/theme.h"
#include "ui/session/provenance_text.h"
#include "ui/widgets/table_text.h"

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
    : QWidget(parent), theme_(theme), controller_(controller), guide_(guide),
      routine_(new RoutineView(theme)), explain_(new ExplainBar(theme)),
      lanes_(new LanesView(theme)), inspector_(new InspectorPanel(theme, actions)),
      findings_(new FindingsPanel(theme, actions)),
      side_(new SidePanel(theme, inspector_, findings_)), timeline_(new TimelineBar(theme)),
      center_(new QWidget), docks_(new DockArea(theme, center_)), panels_(nullptr),
      lesson_(new LessonPanel(theme, actions, guide, controller)),
      note_editor_(new NoteEditor(theme, this)), legend_(new Legend(theme, *lanes_, this)) {
    setObjectName(QStringLiteral("session_page"));
    new BackgroundFill(center_, theme_, Role::window);
    auto* center_column = new QVBoxLayout(center_);
    center_column->addWidget(explain_);
    center_column->addWidget(lanes_, 1);
    docks_->add(Panel::routine, routine_);
    docks_->add(Panel::side, side_);
    docks_->add(Panel::lessons, lesson_);
    panels_ = new Panels(theme, actions, controller, *docks_, settings);
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
    connect_views(actions);
    connect_lesson();
    connect(&theme_, &Theme::changed, this, &SessionPage::lay_out);
    lay_out();
}

void SessionPage::connect_views(const WindowActions& actions) {
    connect(lanes_, &LanesView::selection_changed, this, [this] {
        asked_for_.reset();
        inspect_selection();
    });
    connect(timeline_, &TimelineBar::position_wanted, &controller_, &SessionController::go_to);
    connect(timeline_, &TimelineBar::hart_wanted, &controller_, &SessionController::select_hart);
    connect(&findings_->model(), &FindingsModel::steps_checked, timeline_,
            &TimelineBar::follow_check);
    connect(&findings_->model(), &FindingsModel::recorded_finding, timeline_,
            &TimelineBar::add_finding);
    connect(inspector_, &InspectorPanel::position_wanted, &controller_, &SessionController::go_to);
    connect(inspector_, &InspectorPanel::value_wanted, this, [this](qulonglong value) {
        if (const auto& place = inspector_->inspection().location) {
            controller_.write(*place, value);
        }
    });
    connect(inspector_, &InspectorPanel::release_wanted, this, &SessionPage::release);
    connect(findings_, &FindingsPanel::position_wanted, &controller_, &SessionController::go_to);
    connect(findings_, &FindingsPanel::instruction_wanted, routine_, &RoutineView::look_at);
    connect(&findings_->model(), &FindingsModel::verdict_changed, this,
            &SessionPage::mark_findings);
    connect(findings_, &FindingsPanel::finding_wanted, this, [this] { show_side(true); });
    connect(routine_, &RoutineView::instruction_clicked, findings_,
            &FindingsPanel::select_instruction);
    connect(routine_, &RoutineView::selection_changed, this, &SessionPage::inspection_changed);
    connect(routine_, &RoutineView::breakpoint_wanted, &controller_,
            &SessionController::toggle_breakpoint);
    connect(routine_, &RoutineView::menu_wanted, this,
            [this, &actions](const QPoint& global) { show_menu(actions, routine_menu, global); });
    connect(timeline_, &TimelineBar::menu_wanted, this,
            [this, &actions](const QPoint& global) { show_menu(actions, timeline_menu, global); });
    connect(lanes_, &LanesView::menu_wanted, this,
            [this, &actions](const QPoint& global) { show_lanes_menu(actions, global); });
    connect(&panels_->removals(), &Removals::removed, this,
            [this, undo = actions.get(ActionId::undo)](const QString& gone) {
                const QString key = undo->shortcut().toString(QKeySequence::NativeText);
                Q_EMIT told(
                    tr("%1 %2 brings it back.").arg(gone, key.isEmpty() ? undo->text() : key));
            });
    connect(&panels_->removals(), &Removals::changed, this, &SessionPage::inspection_changed);
    connect(&controller_, &SessionController::breakpoints_changed, this, [this] {
        routine_->show_breakpoints(controller_.breakpoint_places());
        Q_EMIT inspection_changed();
    });
    connect(actions.get(ActionId::proof), &QAction::triggered, this,
            [this] { show_side(!shows_proof()); });
    connect(panels_, &Panels::place_wanted, this, &SessionPage::inspect);
    connect(panels_, &Panels::instruction_wanted, this, [this](std::size_t instruction) {
        docks_->show_panel(Panel::routine);
        routine_->look_at(instruction);
    });
    connect(&controller_, &SessionController::bookmarks_changed, this, [this] {
        mark_moments();
        Q_EMIT inspection_changed();
    });
    connect(note_editor_, &NoteEditor::note_entered, this,
            [this](std::size_t position, const QString& note) {
                controller_.set_bookmark(position, note.toStdString());
            });
    findings_->ask_with(
        [this](std::size_t instruction) { return controller_.executed_at(instruction); });
    lanes_->describe_with([this](const Location& location) {
        return controller_.timeline() == nullptr
                   ? QString()
                   : provenance_sentence(*controller_.facts(), *controller_.timeline(),
                                         *controller_.now(), location);
    });
}

void SessionPage::connect_lesson() {
    connect(&guide_, &LessonGuide::started, this, [this] { docks_->show_panel(Panel::lessons); });
    connect(&guide_, &LessonGuide::changed, this, [this] {
        lanes_->point_at(guide_.pointed());
        Q_EMIT inspection_changed();
    });
    connect(lanes_, &LanesView::place_taken, &guide_, &LessonGuide::answer_place);
}

void SessionPage::show_menu(const WindowActions& actions, std::span<const ActionId> ids,
                            const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("context_menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ActionId id : ids) {
        if (id == between) {
            menu->addSeparator();
        } else {
            menu->addAction(actions.get(id));
        }
    }
    menu->setToolTipsVisible(true);
    menu->popup(global);
}

/// What can be done with the selected place, or with the lanes where none is.
void SessionPage::show_lanes_menu(const WindowActions& actions, const QPoint& global) {
    show_menu(actions,
              lanes_->selected() ? std::span<const ActionId>(cell_menu)
                                 : std::span<const ActionId>(lanes_menu),
              global);
}

QString SessionPage::inspected_name() const {
    const auto place = inspected();
    return place ? text_of(location_name(*place, controller_.facts()->area)) : QString();
}

QString SessionPage::copied_value() const {
    const auto place = inspected();
    const auto value = place ? controller_.timeline()->state().value(*place) : std::nullopt;
    return value ? QStringLiteral("0x") + hex_value(value, place->size) : QString();
}

QString SessionPage::copied_row() const {
    const auto place = inspected();
    const auto cell = place ? lanes_->model()->find(*place) : std::nullopt;
    if (!cell) { // the lanes have no row for it
        return place ? inspected_name() + QLatin1Char('\t') + copied_value() : QString();
    }
    return table_text(*make_lanes_table(*lanes_->model(), Arrangement::by_register),
                      {static_cast<int>(cell->row)}, TableFormat::tabs);
}

void SessionPage::toggle_break_on_write() {
    const auto place = inspected();
    if (!place || place->kind != LocationKind::slot) {
        return;
    }
    Breakpoint wanted;
    wanted.kind = Breakpoint::Kind::slot_write;
    wanted.slot = place->id;
    for (const BreakpointSet::Entry& entry : controller_.breakpoints().entries()) {
        if (entry.breakpoint == wanted) {
            controller_.remove_breakpoint(entry.id);
            Q_EMIT told(tr("Writes of %1 no longer stop the target.").arg(inspected_name()));
            return;
        }
    }
    controller_.add_breakpoint(wanted);
    Q_EMIT told(tr("What writes %1 stops the target from now on.").arg(inspected_name()));
}

std::optional<std::size_t> SessionPage::picked_instruction() const {
    const auto selected = routine_->selected();
    return selected || controller_.now() == nullptr ? selected
                                                    : controller_.now()->next_instruction();
}

void SessionPage::lay_out() {
    center_->layout()->setSpacing(theme_.ipx(4));
    center_->setMinimumWidth(300);
    fold_timeline();
}

/// Where the window is low, the lanes of registers need the room more than the bands of the timeline.
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
    asked_for_.reset();
    markers_ = {};
    routine_->show_session(facts);
    title_routine();
    lanes_->show_session(facts);
    timeline_->show_session(facts, controller_.file() != nullptr && controller_.file()->closed());
    inspector_->show_nothing();
    findings_->show_session(facts);
    panels_->show_session();
    routine_->show_breakpoints(controller_.breakpoint_places());
    mark_moments();
}

void SessionPage::title_routine() {
    const auto facts = controller_.shared_facts();
    docks_->set_heading(Panel::routine,
                        facts ? tr("ROUTINE \u00b7 %1").arg(text_of(facts->routine.name()))
                              : QString(),
                        facts ? routine_->model()->naming() : QString());
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
    panels_->show_moment();
}

std::optional<Location> SessionPage::inspected() const {
    const LanesModel* model = lanes_->model();
    if (model == nullptr) {
        return std::nullopt;
    }
    if (!lanes_->selected() && asked_for_) {
        return asked_for_;
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

void SessionPage::inspect(const Location& place) {
    const auto cell = lanes_->model() ? lanes_->model()->find(place) : std::nullopt;
    lanes_->select(cell);
    asked_for_ = cell ? std::nullopt : std::optional(place);
    show_side(false);
    inspect_selection();
}

void SessionPage::release() {
    lanes_->select(std::nullopt);
    asked_for_.reset();
    inspect_selection();
}

PictureCaption SessionPage::caption() const {
    const Timeline* timeline = controller_.timeline();
    const std::size_t position = timeline == nullptr ? 0 : timeline->position();
    const auto number = controller_.now() == nullptr ? std::nullopt : controller_.now()->number();
    const QString step = tr("step %1").arg(grouped(position));
    return {explain_->instruction(), explain_->sentence(),
            number ? tr("switch %1 \u00b7 %2").arg(grouped(*number), step) : step};
}

void SessionPage::inspect_selection() {
    const auto location = inspected();
    inspector_->show_pinned(pinned());
    show_chain(location);
    if (location && controller_.timeline() != nullptr) {
        inspector_->show_inspection(ui::inspect(*controller_.facts(), *controller_.timeline(),
                                                *controller_.now(), *location),
                                    controller_.shared_facts(), *controller_.timeline());
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

void SessionPage::translate() {
    // What is written in the models is written anew; what was checked, asked for and chosen stays.
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
    routine_->show_breakpoints(controller_.breakpoint_places());
    lanes_->point_at(guide_.pointed());
    mark_moments();
    show_moment();
}

void SessionPage::edit_bookmark() {
    const Timeline* timeline = controller_.timeline();
    if (timeline == nullptr) {
        return;
    }
    const std::size_t position = timeline->position();
    const Bookmark* there = controller_.bookmarks().at(position);
    note_editor_->edit(position,
                       there != nullptr ? tr("BOOKMARK AT STEP %1").arg(grouped(position))
                                        : tr("NEW BOOKMARK AT STEP %1").arg(grouped(position)),
                       there != nullptr ? text_of(there->name) : QString());
}

std::optional<std::size_t> SessionPage::next_bookmark() const {
    const Timeline* timeline = controller_.timeline();
    for (const Bookmark& one : controller_.bookmarks().all()) {
        if (timeline != nullptr && one.position > timeline->position()) {
            return one.position;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> SessionPage::previous_bookmark() const {
    const Timeline* timeline = controller_.timeline();
    std::optional<std::size_t> found;
    for (const Bookmark& one : controller_.bookmarks().all()) {
        if (timeline != nullptr && one.position < timeline->position()) {
            found = one.position;
        }
    }
    return found;
}

void SessionPage::set_marker(Marker which, std::size_t position) {
    markers_.at(static_cast<std::size_t>(which)) = position;
    mark_moments();
    if (markers_[0] && markers_[1]) {
        panels_->show_difference(*markers_[0], *markers_[1]);
    } else {
        Q_EMIT told(which == Marker::a
                        ? tr("A: step %1. Now set B (Ctrl+2) where it is to be compared.")
                              .arg(grouped(position))
                        : tr("B: step %1. Now set A (Ctrl+1) where it is to be compared.")
                              .arg(grouped(position)));
    }
}

void SessionPage::compare(std::size_t a, std::size_t b) {
    const bool moved = (markers_[0] && *markers_[0] != a) || (markers_[1] && *markers_[1] != b);
    markers_ = {a, b};
    mark_moments();
    if (moved) {
        Q_EMIT told(tr("A is at step %1 now, and B at step %2.").arg(grouped(a), grouped(b)));
    }
    panels_->show_difference(a, b);
}

void SessionPage::mark_moments() {
    std::vector<TimelineBar::Mark> marks;
    for (const Bookmark& one : controller_.bookmarks().all()) {
        marks.push_back(
            {one.position,
             Role::done,
             {},
             tr("Bookmark at step %1\n%2").arg(grouped(one.position), text_of(one.name))});
    }
    for (const auto& [which, letter] :
         {std::pair(Marker::a, QStringLiteral("A")), std::pair(Marker::b, QStringLiteral("B"))}) {
        if (const auto position = marker(which)) {
            marks.push_back({*position, Role::firmware, letter,
                             tr("Marker %1 at step %2").arg(letter, grouped(*position))});
        }
    }
    timeline_->mark(std::move(marks));
}

} // namespace switchscope::ui

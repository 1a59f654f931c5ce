// SPDX-License-Identifier: MIT
#include "ui/session/session_actions.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/actions/window_actions.h"
#include "ui/session/session_controller.h"

namespace switchscope::ui {

namespace {

using State = LiveTarget::State;

/// Gives the reasons their translation context.
struct SessionActionsText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

/// While the target runs, strides wait for their turn. They are refused once the window has said
/// that it runs: nobody presses quick keys for as long as that.
QString why_not_forward(const SessionController& controller) {
    if (controller.timeline() == nullptr) {
        return why_no_recording(controller.cursor());
    }
    const State state = controller.target().state();
    if (!controller.cursor().at_end() || state == State::ready) {
        return {};
    }
    if (state == State::recorded) {
        return SessionActionsText::tr("the recording ends here");
    }
    if (state == State::gone) {
        return SessionActionsText::tr("the target has ended; Restart starts it again");
    }
    return controller.target().takes_long()
               ? SessionActionsText::tr("the target is running; Esc stops it")
               : QString();
}

QString why_not_back(const SessionController& controller) {
    const Timeline* timeline = controller.timeline();
    return timeline == nullptr         ? why_no_recording(controller.cursor())
           : timeline->position() == 0 ? SessionActionsText::tr("the recording starts here")
                                       : QString();
}

QString why_not_to_now(const SessionController& controller) {
    return controller.timeline() == nullptr ? why_no_recording(controller.cursor())
           : controller.cursor().at_end()   ? SessionActionsText::tr("the cursor is there")
                                            : QString();
}

QString why_not_next_hart(const SessionController& controller) {
    return controller.timeline() == nullptr ? why_no_recording(controller.cursor())
           : controller.cursor().harts().size() < 2
               ? SessionActionsText::tr("there is one hart only")
           : controller.target().takes_long()
               ? SessionActionsText::tr("the target is running; Esc stops it")
               : QString();
}

QString why_no_breakpoint(const BreakpointList& breakpoints) {
    return breakpoints.empty()
               ? SessionActionsText::tr(
                     "there are no breakpoints; a click at the left of an instruction sets "
                     "one")
           : std::ranges::none_of(breakpoints.entries(),
                                  [](const auto& one) { return one.breakpoint.enabled; })
               ? SessionActionsText::tr("all breakpoints are switched off")
               : QString();
}

QString why_not_run_to_breakpoint(const SessionController& controller) {
    if (const QString reason = why_no_run(controller); !reason.isEmpty()) {
        return reason;
    }
    return why_no_breakpoint(controller.breakpoints());
}

QString why_not_clear(const BreakpointList& breakpoints) {
    const QString reason = breakpoints.why_none();
    return reason.isEmpty() && breakpoints.empty() ? why_no_breakpoint(breakpoints) : reason;
}

QString why_no_bookmark(const SessionController& controller, std::optional<std::size_t> position,
                        const QString& none_there) {
    if (controller.timeline() == nullptr) {
        return why_no_recording(controller.cursor());
    }
    if (controller.bookmarks().all().empty()) {
        return SessionActionsText::tr("there are no bookmarks; Bookmark Here sets one");
    }
    return position ? QString() : none_there;
}

void add_moves(WindowActions& actions, SessionController& controller) {
    for (const auto& [id, stride] :
         {std::pair(ActionId::instruction, Stride::instruction),
          std::pair(ActionId::macro, Stride::macro), std::pair(ActionId::half, Stride::half),
          std::pair(ActionId::world_switch, Stride::world_switch)}) {
        actions.add({id, [&controller] { return why_not_forward(controller); },
                     [&controller, stride = stride] { controller.target().forward(stride); }});
    }
    for (const auto& [id, stride] : {std::pair(ActionId::back_instruction, Stride::instruction),
                                     std::pair(ActionId::back_macro, Stride::macro),
                                     std::pair(ActionId::back_switch, Stride::world_switch)}) {
        actions.add({id, [&controller] { return why_not_back(controller); },
                     [&controller, stride = stride] { controller.cursor().back(stride); }});
    }
    actions.add({ActionId::to_start, [&controller] { return why_not_back(controller); },
                 [&controller] { controller.cursor().go_to(0); }});
    actions.add({ActionId::to_now, [&controller] { return why_not_to_now(controller); },
                 [&controller] { controller.cursor().go_to(controller.timeline()->size()); }});
    actions.add({ActionId::next_hart, [&controller] { return why_not_next_hart(controller); },
                 [&controller] {
                     const auto harts = controller.cursor().harts();
                     const auto now = std::ranges::find(harts, controller.timeline()->state().hart);
                     const auto next = now + 1 == harts.end() ? harts.begin() : now + 1;
                     controller.cursor().select_hart(static_cast<std::uint32_t>(*next));
                 }});
}

void add_bookmark_moves(WindowActions& actions, SessionController& controller) {
    const auto go = [&controller](std::optional<std::size_t> position) {
        if (position) {
            controller.cursor().go_to(*position);
        }
    };
    actions.add({ActionId::next_bookmark,
                 [&controller] {
                     return why_no_bookmark(
                         controller, controller.bookmarks().next(),
                         SessionActionsText::tr("no bookmark comes after this step"));
                 },
                 [&controller, go] { go(controller.bookmarks().next()); }});
    actions.add({ActionId::previous_bookmark,
                 [&controller] {
                     return why_no_bookmark(
                         controller, controller.bookmarks().previous(),
                         SessionActionsText::tr("no bookmark comes before this step"));
                 },
                 [&controller, go] { go(controller.bookmarks().previous()); }});
}

} // namespace

QString why_no_recording(const SessionCursor& cursor) {
    return cursor.timeline() == nullptr ? SessionActionsText::tr("no target is open") : QString();
}

std::function<QString()> needs_recording(const SessionController& controller) {
    return [&controller] { return why_no_recording(controller.cursor()); };
}

QString why_no_run(const SessionController& controller) {
    return controller.timeline() == nullptr ? why_no_recording(controller.cursor())
           : controller.target().state() == State::advancing
               ? SessionActionsText::tr("the target is running; Esc stops it")
               : controller.breakpoints().why_none();
}

void add_session_actions(WindowActions& actions, SessionController& controller) {
    add_moves(actions, controller);
    add_bookmark_moves(actions, controller);
    actions.add({ActionId::run_to_breakpoint,
                 [&controller] { return why_not_run_to_breakpoint(controller); },
                 [&controller] { controller.breakpoints().run(); }});
    actions.add({ActionId::clear_breakpoints,
                 [&controller] { return why_not_clear(controller.breakpoints()); },
                 [&controller] { controller.breakpoints().clear(); }});
    actions.add({ActionId::cancel,
                 [&controller] {
                     return controller.target().busy()
                                ? QString()
                                : SessionActionsText::tr("nothing is going on");
                 },
                 [&controller] { controller.target().cancel(); }});
    QObject::connect(&controller.cursor(), &SessionCursor::moved, &actions,
                     &WindowActions::changed);
    QObject::connect(&controller.breakpoints(), &BreakpointList::changed, &actions,
                     &WindowActions::changed);
    QObject::connect(&controller.bookmarks(), &BookmarkList::changed, &actions,
                     &WindowActions::changed);
    QObject::connect(&controller.recorder(), &LiveRecorder::changed, &actions,
                     &WindowActions::changed);
    // A stride most often ends before anybody could see an action turn grey for it.
    const auto hold_while_quick = [&actions, &controller] {
        actions.hold(controller.target().state() == State::advancing &&
                     !controller.target().takes_long());
        actions.changed();
    };
    QObject::connect(&controller.target(), &LiveTarget::state_changed, &actions, hold_while_quick);
    QObject::connect(&controller.target(), &LiveTarget::progress, &actions, hold_while_quick);
}

} // namespace switchscope::ui

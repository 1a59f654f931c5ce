// SPDX-License-Identifier: MIT
#include "ui/routine/routine_actions.h"

#include <QCoreApplication>

#include "ui/actions/window_actions.h"
#include "ui/routine/routine_view.h"
#include "ui/session/session_actions.h"
#include "ui/session/session_controller.h"
#include "ui/widgets/dock_area.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct RoutineActionsText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

/// The one that is selected in the routine, or else the one that comes next.
std::optional<std::size_t> picked_instruction(const RoutineView& routine,
                                              const SessionController& controller) {
    const CurrentSwitch* now = controller.cursor().now();
    return routine.selected() || now == nullptr ? routine.selected() : now->next_instruction();
}

QString why_not_on_picked(const RoutineView& routine, const SessionController& controller) {
    return controller.timeline() == nullptr ? why_no_recording(controller.cursor())
           : !picked_instruction(routine, controller)
               ? RoutineActionsText::tr("no instruction of the routine is "
                                        "picked")
               : why_no_run(controller);
}

QString why_not_show_pc(const SessionController& controller) {
    return controller.timeline() == nullptr ? why_no_recording(controller.cursor())
           : controller.cursor().now()->next_instruction()
               ? QString()
               : RoutineActionsText::tr("the hart is not in the routine");
}

} // namespace

void add_routine_actions(WindowActions& actions, RoutineView& routine, DockArea& docks,
                         SessionController& controller) {
    const auto why_not = [&routine, &controller] { return why_not_on_picked(routine, controller); };
    actions.add({ActionId::run_to_here, why_not, [&routine, &controller] {
                     controller.breakpoints().run_to(*picked_instruction(routine, controller));
                 }});
    actions.add({ActionId::breakpoint, why_not, [&routine, &controller] {
                     controller.breakpoints().toggle(*picked_instruction(routine, controller));
                 }});
    actions.add({ActionId::show_pc, [&controller] { return why_not_show_pc(controller); },
                 [&routine, &docks] {
                     docks.show_panel(Panel::routine);
                     routine.show_pc();
                 }});
    QObject::connect(&routine, &RoutineView::selection_changed, &actions, &WindowActions::changed);
}

} // namespace switchscope::ui

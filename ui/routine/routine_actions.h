// SPDX-License-Identifier: MIT
#pragma once

namespace switchscope::ui {

class DockArea;
class RoutineView;
class SessionController;
class WindowActions;

/// The actions on an instruction of the routine: run to it, breakpoint on it, show where the hart
/// is.
void add_routine_actions(WindowActions& actions, RoutineView& routine, DockArea& docks,
                         SessionController& controller);

} // namespace switchscope::ui

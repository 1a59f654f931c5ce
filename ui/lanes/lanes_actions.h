// SPDX-License-Identifier: MIT
#pragma once

namespace switchscope::ui {

class LanesView;
class Legend;
class SessionController;
class WindowActions;

/// The actions that arrange and zoom the lanes, and the one that shows their legend.
void add_lanes_actions(WindowActions& actions, LanesView& lanes, Legend& legend,
                       const SessionController& controller);

} // namespace switchscope::ui

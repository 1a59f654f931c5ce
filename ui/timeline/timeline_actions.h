// SPDX-License-Identifier: MIT
#pragma once

namespace switchscope::ui {

class SessionController;
class TimelineBar;
class WindowActions;

/// The actions that zoom the timeline.
void add_timeline_actions(WindowActions& actions, TimelineBar& bar,
                          const SessionController& controller);

} // namespace switchscope::ui

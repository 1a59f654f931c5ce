// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_actions.h"

#include "ui/actions/window_actions.h"
#include "ui/session/session_actions.h"
#include "ui/timeline/timeline_bar.h"

namespace switchscope::ui {

void add_timeline_actions(WindowActions& actions, TimelineBar& bar,
                          const SessionController& controller) {
    const auto why_not = needs_recording(controller);
    actions.add({ActionId::timeline_in, why_not, [&bar] { bar.zoom(0.5); }});
    actions.add({ActionId::timeline_out, why_not, [&bar] { bar.zoom(2); }});
    actions.add({ActionId::timeline_switch, why_not, [&bar] { bar.zoom_to_switch(); }});
    actions.add({ActionId::timeline_all, why_not, [&bar] { bar.show_whole(); }});
}

} // namespace switchscope::ui

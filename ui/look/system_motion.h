// SPDX-License-Identifier: MIT
#pragma once

class QStyle;

namespace switchscope::ui {

/// Whether the desktop asks programs not to animate. Told by the style that Qt takes from it: to be asked before
/// another style is set.
bool wants_no_motion(const QStyle& style);

void set_system_reduces_motion(bool reduces); ///< for system_reduces_motion()
bool system_reduces_motion();

} // namespace switchscope::ui

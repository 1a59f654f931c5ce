// SPDX-License-Identifier: MIT
#pragma once

class QStyle;

namespace switchscope::ui {

/// Whether the desktop asks programs not to animate. Only the style that Qt takes from the desktop
/// knows it, so this has to be asked before another style is set.
bool wants_no_motion(const QStyle& style);

/// Keeps the answer for system_reduces_motion().
void set_system_reduces_motion(bool reduces);
bool system_reduces_motion();

} // namespace switchscope::ui

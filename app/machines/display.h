// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace switchscope::app {

/// The variables that name a display for the window, with their values: "DISPLAY=:0". Empty where
/// none is set. Whether somebody serves that display shows only when the window opens.
std::string named_display();

} // namespace switchscope::app

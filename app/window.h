// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "app/demo.h"

namespace switchscope::app {

/// Opens the window: on the demo machine given, or on the start page. Where there is no display, or the program was
/// built without the window, says so on stderr and how to go on. The program's exit status.
int run_window_command(int argc, char** argv, const std::optional<DemoOptions>& demo);

} // namespace switchscope::app

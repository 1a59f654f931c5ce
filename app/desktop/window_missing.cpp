// SPDX-License-Identifier: MIT
#include <iostream>

#include "app/desktop/window.h"

namespace switchscope::app {

int run_window_command(int, char**, const WindowRequest& request) {
    std::cerr << "switchscope: this program was built without its window (SWITCHSCOPE_GUI=OFF).\n"
              << "In the terminal instead: " << terminal_command(request) << '\n';
    return 2;
}

} // namespace switchscope::app

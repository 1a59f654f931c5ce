// SPDX-License-Identifier: MIT
#include <iostream>

#include "app/window.h"

namespace switchscope::app {

int run_window_command(int, char**, const std::optional<DemoOptions>& demo) {
    std::cerr << "switchscope: this program was built without its window (SWITCHSCOPE_GUI=OFF).\n"
              << "Walk in the terminal instead: switchscope walk --demo "
              << (demo ? demo->variant : "macro") << '\n';
    return 2;
}

} // namespace switchscope::app

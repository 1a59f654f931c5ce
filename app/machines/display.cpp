// SPDX-License-Identifier: MIT
#include "app/machines/display.h"

#include <cstdlib>

namespace switchscope::app {

std::string named_display() {
    std::string named;
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            named += (named.empty() ? "" : ", ") + std::string(name) + "=" + value;
        }
    }
    return named;
}

} // namespace switchscope::app

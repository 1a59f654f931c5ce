// SPDX-License-Identifier: MIT
#include "app/window.h"

#include <cstdlib>
#include <iostream>
#include <memory>

#include <QApplication>

#include "app/interrupt.h"
#include "ui/run.h"

namespace switchscope::app {

namespace {

bool has_display() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            return true;
        }
    }
    return false;
}

} // namespace

int run_window_command(int argc, char** argv, const std::optional<DemoOptions>& demo) {
    if (!has_display()) {
        std::cerr << "switchscope: there is no display for the window (DISPLAY and WAYLAND_DISPLAY "
                     "are not set).\n"
                  << "Start it in a desktop session or through `ssh -X`, or walk in the terminal:\n"
                  << "  switchscope walk --demo " << (demo ? demo->variant : "macro") << '\n';
        return 2;
    }
    // Before Qt starts its threads: they inherit which signals are blocked.
    InterruptWatch watch([] { QMetaObject::invokeMethod(qApp, "quit", Qt::QueuedConnection); });
    QApplication application(argc, argv);
    ui::prepare_application(application);
    DemoProvider provider(demo.value_or(DemoOptions{}));
    return ui::run_window(provider, demo ? std::optional(demo->variant) : std::nullopt,
                          application);
}

} // namespace switchscope::app

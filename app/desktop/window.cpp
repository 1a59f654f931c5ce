// SPDX-License-Identifier: MIT
#include "app/desktop/window.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>

#include <QApplication>

#include "app/commands/interrupt.h"
#include "app/desktop/lessons.h"
#include "app/machines/target_provider.h"
#include "ui/window/run.h"

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

int run_window_command(int argc, char** argv, const WindowRequest& request) {
    if (!has_display()) {
        std::cerr << "switchscope: there is no display for the window (DISPLAY and WAYLAND_DISPLAY "
                     "are not set).\n"
                  << "Start it in a desktop session or through `ssh -X`, or stay in the terminal:\n"
                  << "  " << terminal_command(request) << '\n';
        return 2;
    }
    // Where a recording exceeds the limit for files, the write fails with an error. The signal
    // would end the program.
    (void)std::signal(SIGXFSZ, SIG_IGN);
    // The watch blocks signals, and threads inherit that. So it comes before the threads of Qt.
    // exit(), because quit() asks the window first, and a user at a terminal may not see its
    // question.
    InterruptWatch watch([] {
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    });
    QApplication application(argc, argv);
    ui::prepare_application(application);
    const TargetSpec target = request.target.value_or(TargetSpec{});
    const bool demo = target.kind == TargetSpec::Kind::demo;
    TargetProvider provider(demo ? target : TargetSpec{});
    LessonPlayer lessons;
    ui::FirstShown first;
    if (request.target) {
        first.choice = demo ? target.variant : provider.add(target);
    }
    first.recording = request.recording;
    const int status = ui::run_window(provider, first, application, &lessons);
    if (lessons.left_running()) {
        std::_Exit(status); // the script that could not be stopped still uses our objects
    }
    return status;
}

} // namespace switchscope::app

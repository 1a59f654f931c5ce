// SPDX-License-Identifier: MIT
#include "app/desktop/window.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <QApplication>

#include "app/commands/interrupt.h"
#include "app/desktop/lessons.h"
#include "app/machines/display.h"
#include "app/machines/target_provider.h"
#include "ui/window/run.h"

namespace switchscope::app {

namespace {

void say_no_display(const std::string& why, const WindowRequest& request) {
    std::cerr << "switchscope: there is no display for the window (" << why << ").\n"
              << "Start it in a desktop session or through `ssh -X`, or stay in the terminal:\n"
              << "  " << terminal_command(request) << '\n';
}

/// What Qt says while it looks for a display. Where it finds none, it says so and aborts.
class DisplaySearch {
  public:
    explicit DisplaySearch(const WindowRequest& request) : request_(request) {
        current = this;
        before_ = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& /*where*/,
                                            const QString& text) { current->hear(type, text); });
    }
    ~DisplaySearch() {
        qInstallMessageHandler(before_);
        for (const auto& [type, text] : heard_) {
            before_(type, {}, text);
        }
    }
    DisplaySearch(const DisplaySearch&) = delete;
    DisplaySearch& operator=(const DisplaySearch&) = delete;

  private:
    void hear(QtMsgType type, const QString& text) {
        heard_.emplace_back(type, text);
        if (type == QtFatalMsg) {
            // The first message has the cause. The last one lists plugins.
            say_no_display(named_display() + ": " + heard_.front().second.toStdString(), request_);
            std::_Exit(2);
        }
    }

    static inline DisplaySearch* current = nullptr;
    const WindowRequest& request_;
    QtMessageHandler before_ = nullptr;
    std::vector<std::pair<QtMsgType, QString>> heard_;
};

/// An application with a display. Where there is none, the program ends with status 2.
std::unique_ptr<QApplication> make_application(int& argc, char** argv,
                                               const WindowRequest& request) {
    const DisplaySearch search(request);
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

int run_window_command(int argc, char** argv, const WindowRequest& request) {
    if (named_display().empty()) {
        say_no_display("DISPLAY and WAYLAND_DISPLAY are not set", request);
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
    const auto made = make_application(argc, argv, request);
    QApplication& application = *made;
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

// SPDX-License-Identifier: MIT
#include "ui/window/recording_files.h"

#include <utility>

#include <QCoreApplication>

#include "ui/actions/window_actions.h"
#include "ui/session/recent_recordings.h"
#include "ui/session/session_actions.h"
#include "ui/session/session_controller.h"
#include "ui/start/start_page.h"
#include "ui/widgets/file_dialogs.h"

namespace switchscope::ui {

namespace {

/// Gives the reasons their translation context.
struct RecordingFilesText {
    Q_DECLARE_TR_FUNCTIONS(availability)
};

} // namespace

RecordingFiles::RecordingFiles(WindowActions& actions, SessionController& controller,
                               StartPage& start_page, QSettings* settings, QWidget* window)
    : controller_(controller), start_page_(start_page), settings_(settings), window_(window) {
    actions.add({ActionId::record,
                 [this] {
                     return controller_.file() != nullptr
                                ? RecordingFilesText::tr("this is a file already")
                                : why_no_recording(controller_.cursor());
                 },
                 [this] { toggle_recording(); },
                 [this] { return controller_.recorder().writing() != nullptr; }});
    connect(&controller_.recorder(), &LiveRecorder::saved, this, &RecordingFiles::add_recent);
    show_recent();
}

QString RecordingFiles::stem() const {
    const SessionFacts* facts = controller_.facts();
    const QString stem =
        facts == nullptr ? QString() : text_of(facts->image).section(QLatin1Char('.'), 0, 0);
    return stem.isEmpty() ? QStringLiteral("switchscope") : stem.simplified().replace(' ', '-');
}

void RecordingFiles::ask_to_open(std::function<void(const std::filesystem::path&)> take) {
    ask_for_file(window_, FileKind::recording, false, std::move(take));
}

void RecordingFiles::ask_to_write(std::function<void(const std::filesystem::path&)> take) {
    ask_for_file(window_, FileKind::recording, true, std::move(take),
                 [this](const QString& folder) { return free_name(folder, stem(), "swrec"); });
}

void RecordingFiles::toggle_recording() {
    if (controller_.recorder().writing() != nullptr) {
        controller_.recorder().stop();
    } else {
        ask_to_write([this](const auto& path) { controller_.recorder().record_to(path); });
    }
}

void RecordingFiles::save_all(std::function<void()> then) {
    ask_to_write([this, then = std::move(then)](const auto& path) {
        controller_.recorder().record_to(path);
        controller_.recorder().stop();
        if (controller_.recorder().unsaved() == 0) { // else a message says why not
            then();
        }
    });
}

void RecordingFiles::add_recent(const std::filesystem::path& path) {
    if (settings_ != nullptr) {
        RecentRecordings(*settings_).add(path);
        show_recent();
    }
}

void RecordingFiles::show_recent() {
    if (settings_ != nullptr) {
        start_page_.show_recent(RecentRecordings(*settings_).there());
    }
}

} // namespace switchscope::ui

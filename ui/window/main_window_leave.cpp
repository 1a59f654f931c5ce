// SPDX-License-Identifier: MIT
// Before steps that no file has are lost, the window asks; and what it remembers of files.
#include "ui/window/main_window.h"

#include <algorithm>
#include <utility>

#include <QSettings>

#include "ui/base/format.h"
#include "ui/session/recent_recordings.h"
#include "ui/widgets/file_dialogs.h"

namespace switchscope::ui {

bool MainWindow::asks_before_loss() const {
    return controller_.unsaved() > 0 && actions_.get(ActionId::ask_before_loss)->isChecked();
}

/// In the banner, which holds nothing up: whoever goes on stepping has answered, too.
void MainWindow::leave(const Said& without_saving, std::function<void()> go_on) {
    if (!asks_before_loss()) {
        go_on();
        return;
    }
    present(false); // what fills the screen has no room for a question
    go_on_ = std::move(go_on);
    const std::size_t steps = controller_.unsaved();
    banner_->ask(
        [steps] {
            return steps == 1 ? tr("One step of this session is in no file.")
                              : tr("%1 steps of this session are in no file.").arg(grouped(steps));
        },
        [] { return tr("They are lost unless they are saved first."); }, save_words(),
        without_saving);
    banner_room_->show();
    banner_->before_button()->setFocus();
}

Said MainWindow::save_words() {
    return [] { return tr("Save Recording\u2026"); };
}

void MainWindow::go_on_without_saving() {
    if (banner_->never_again()->isChecked()) {
        actions_.get(ActionId::ask_before_loss)->setChecked(false);
    }
    end_question();
    if (const auto go_on = std::exchange(go_on_, {})) {
        go_on();
    }
}

void MainWindow::save_and_go_on() {
    save_recording([this, go_on = go_on_] {
        end_question();
        if (go_on) {
            go_on();
        }
    });
}

void MainWindow::end_question() {
    banner_->hide();
    banner_room_->hide();
}

void MainWindow::save_recording(std::function<void()> then) {
    ask_for_file(
        this, FileKind::recording, true,
        [this, then = std::move(then)](const auto& path) {
            controller_.record_to(path);
            controller_.stop_recording();
            if (controller_.unsaved() == 0) { // else it was told why not
                then();
            }
        },
        [this](const QString& folder) { return free_name(folder, file_stem(), "swrec"); });
}

/// "demo-macro": what this session is of, as the beginning of a file's name.
QString MainWindow::file_stem() const {
    const SessionFacts* facts = controller_.facts();
    const QString stem =
        facts == nullptr ? QString() : text_of(facts->image).section(QLatin1Char('.'), 0, 0);
    return stem.isEmpty() ? QStringLiteral("switchscope") : stem.simplified().replace(' ', '-');
}

void MainWindow::remember_recording(const std::filesystem::path& path) {
    if (settings_ != nullptr) {
        RecentRecordings(*settings_).add(path);
        show_recent();
    }
}

void MainWindow::show_recent() {
    if (settings_ != nullptr) {
        start_page_->show_recent(RecentRecordings(*settings_).there());
    }
}

} // namespace switchscope::ui

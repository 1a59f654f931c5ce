// SPDX-License-Identifier: MIT
#include "ui/session/shown_file.h"

#include <utility>

#include "ui/base/format.h"
#include "ui/session/notices.h"
#include "ui/session/session_cursor.h"

namespace switchscope::ui {

ShownFile::ShownFile(SessionCursor& cursor, Notices& notices) : cursor_(cursor), notices_(notices) {
    refresh_timer_.setInterval(refresh_ms);
    connect(&refresh_timer_, &QTimer::timeout, this, &ShownFile::refresh);
}

void ShownFile::show(std::shared_ptr<RecordingFile> file) {
    file_ = std::move(file);
    if (!file_->closed()) {
        refresh_timer_.start();
    }
}

void ShownFile::forget() {
    refresh_timer_.stop();
    file_.reset();
    damage_noted_ = false;
}

void ShownFile::refresh() {
    const bool to_end = cursor_.at_end() && !file_->empty();
    if (file_->refresh()) {
        cursor_.follow_growth(to_end);
    }
    note_damage();
    if (file_->closed()) {
        refresh_timer_.stop();
    }
}

void ShownFile::note_damage() {
    const auto damage = file_->damage();
    if (damage.empty() || damage_noted_) {
        return;
    }
    damage_noted_ = true;
    const auto what = [name = text_of(file_->path().filename().string()),
                       first = damage.front().what, more = damage.size() - 1,
                       shown = file_->size()] {
        return tr("%1 is damaged: %2").arg(name, text_of(first)) +
               (more > 0 ? tr(" (and %1 more places)").arg(more) : QString()) +
               tr("; %1 steps can be shown.").arg(grouped(shown));
    };
    Q_EMIT notices_.noted(what, [] {
        return tr("`switchscope info` lists all of it, `switchscope repair` saves what is intact.");
    });
}

} // namespace switchscope::ui

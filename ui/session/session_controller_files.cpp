// SPDX-License-Identifier: MIT
// Recordings in files: shown instead of a target, and made of a live recording.
#include "ui/session/session_controller.h"

#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

QString file_name(const std::filesystem::path& path) {
    return text_of(path.filename().string());
}

} // namespace

void SessionController::take_file(Result<std::shared_ptr<RecordingFile>> result) {
    if (!result) {
        if (state_ == State::opening) {
            end_work(State::none);
        }
        Q_EMIT noted(result.error().what, result.error().remedy);
        return;
    }
    close_target();
    file_ = std::move(*result);
    recording_ = file_;
    facts_ = file_->facts();
    timeline_.emplace(*recording_);
    now_.emplace(facts_);
    size_before_ = recording_->size();
    switches_.update(*recording_);
    now_->update(*timeline_, switches_);
    end_work(State::recorded);
    if (!file_->closed()) {
        refresh_timer_.start();
    }
    Q_EMIT opened();
    Q_EMIT moved();
    load_bookmarks(); // what is wrong with them is told above what is shown
    Q_EMIT bookmarks_changed();
    if (file_->closed()) { // else its end may be in the making: the first refresh tells
        tell_damage();
    }
}

void SessionController::tell_damage() {
    const auto damage = file_->damage();
    if (damage.empty() || damage_told_) {
        return;
    }
    damage_told_ = true;
    const auto what = [name = file_name(file_->path()), first = damage.front().what,
                       more = damage.size() - 1, intact = file_->size()] {
        return tr("%1 is damaged: %2").arg(name, text_of(first)) +
               (more > 0 ? tr(" (and %1 more places)").arg(more) : QString()) +
               tr("; %1 steps are intact.").arg(grouped(intact));
    };
    Q_EMIT noted(what, [] {
        return tr("`switchscope info` lists all of it, `switchscope repair` saves what is intact.");
    });
}

void SessionController::refresh_file() {
    const bool following = timeline_->at_end() && !recording_->empty();
    if (file_->refresh()) {
        timeline_->go_to(following ? recording_->size() : timeline_->position());
        follow();
    }
    tell_damage();
    if (file_->closed()) {
        refresh_timer_.stop();
    }
}

void SessionController::record_to(const std::filesystem::path& path) {
    if (!live_ || recorder_) {
        return;
    }
    auto recorder = LiveFileCopy::create(
        path, std::string("Switchscope ") + SWITCHSCOPE_VERSION, facts_, *live_);
    if (!recorder) {
        Q_EMIT noted(recorder.error().what, recorder.error().remedy);
        return;
    }
    recorder_.emplace(std::move(*recorder));
    write_on();
    if (!bookmarks_.all().empty()) {
        keep_bookmarks();
    }
    Q_EMIT state_changed();
}

void SessionController::stop_recording() {
    if (recorder_) {
        end_recorder(recorder_->close(*recording_));
        Q_EMIT state_changed();
    }
}

void SessionController::write_on() {
    if (!recorder_) {
        return;
    }
    const auto written = recorder_->follow(*live_);
    if (!written) {
        end_recorder(written);
        Q_EMIT state_changed();
    } else if (recorder_->is_behind(*live_)) {
        write_timer_.start(0);
    }
}

std::size_t SessionController::unsaved() const {
    return live_ && !recorder_ ? live_->size() - saved_ : 0;
}

void SessionController::end_recorder(const Result<void>& result) {
    write_timer_.stop();
    const std::filesystem::path path = recorder_->path();
    const std::uint64_t steps = recorder_->steps();
    recorder_.reset();
    if (result) {
        saved_ = steps;
        Q_EMIT told(tr("Saved to %1: %2 steps.").arg(file_name(path), grouped(steps)));
        Q_EMIT saved(path);
        return;
    }
    // Later: the file may be closed because another session opens, whose beginning takes old messages away.
    const auto what = [why = result.error().what] {
        return tr("Recording to the file has ended. ") + text_of(why);
    };
    const auto remedy = [advice = result.error().remedy] {
        return text_of(advice) + QLatin1Char(' ') +
               tr("What the window shows is not touched by that.");
    };
    QMetaObject::invokeMethod(
        this, [this, what, remedy] { Q_EMIT noted(what, remedy); }, Qt::QueuedConnection);
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/session/live_recorder.h"

#include <utility>

#include "ui/base/format.h"
#include "ui/session/live_target.h"
#include "ui/session/notices.h"
#include "ui/session/session_cursor.h"

namespace switchscope::ui {

LiveRecorder::LiveRecorder(const SessionCursor& cursor, const LiveTarget& target, Notices& notices)
    : cursor_(cursor), target_(target), notices_(notices) {
    write_timer_.setSingleShot(true);
    connect(&write_timer_, &QTimer::timeout, this, &LiveRecorder::write_on);
    connect(&target_, &LiveTarget::grew, this, [this] {
        if (!write_timer_.isActive()) { // else the rest of a long recording is on its way
            write_on();
        }
    });
}

LiveRecorder::~LiveRecorder() {
    if (writing_) {
        (void)writing_->close(*target_.recording()); // nobody is left to report an Error to
    }
}

void LiveRecorder::begin() {
    saved_ = target_.recording()->size();
}

void LiveRecorder::forget() {
    if (writing_) {
        end(writing_->close(*target_.recording()));
    }
    saved_ = 0;
}

void LiveRecorder::record_to(const std::filesystem::path& path) {
    if (!target_.recording() || writing_) {
        return;
    }
    auto begun = LiveFileCopy::create(path, std::string("Switchscope ") + SWITCHSCOPE_VERSION,
                                      cursor_.shared_facts(), *target_.recording());
    if (!begun) {
        Q_EMIT notices_.noted(begun.error().what, begun.error().remedy);
        return;
    }
    writing_.emplace(std::move(*begun));
    write_on();
    Q_EMIT changed();
}

void LiveRecorder::stop() {
    if (writing_) {
        end(writing_->close(*target_.recording()));
        Q_EMIT changed();
    }
}

void LiveRecorder::write_on() {
    if (!writing_) {
        return;
    }
    const auto written = writing_->follow(*target_.recording());
    if (!written) {
        end(written);
        Q_EMIT changed();
    } else if (writing_->is_behind(*target_.recording())) {
        write_timer_.start(0);
    }
}

std::size_t LiveRecorder::unsaved() const {
    return target_.recording() && !writing_ ? target_.recording()->size() - saved_ : 0;
}

void LiveRecorder::end(const Result<void>& result) {
    write_timer_.stop();
    const std::filesystem::path path = writing_->path();
    const std::uint64_t steps = writing_->steps();
    writing_.reset();
    if (result) {
        saved_ = steps;
        Q_EMIT notices_.said(
            tr("Saved to %1: %2 steps.").arg(text_of(path.filename().string()), grouped(steps)));
        Q_EMIT saved(path);
        return;
    }
    const auto what = [why = result.error().what] {
        return tr("Recording to the file has ended. ") + text_of(why);
    };
    const auto remedy = [advice = result.error().remedy] {
        return text_of(advice) + QLatin1Char(' ') +
               tr("What the window shows is not touched by that.");
    };
    // The file may be ended because another session opens, which takes old messages away: this one
    // comes after that.
    QMetaObject::invokeMethod(
        this, [this, what, remedy] { Q_EMIT notices_.noted(what, remedy); }, Qt::QueuedConnection);
}

} // namespace switchscope::ui

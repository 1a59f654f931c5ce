// SPDX-License-Identifier: MIT
#include "ui/session/live_target.h"

#include <algorithm>
#include <utility>

#include "ui/base/words.h"
#include "ui/session/notices.h"
#include "ui/session/session_cursor.h"

namespace switchscope::ui {

LiveTarget::LiveTarget(SessionThread& thread, SessionCursor& cursor, Notices& notices)
    : thread_(thread), cursor_(cursor), notices_(notices) {
    progress_timer_.setInterval(100);
    connect(&progress_timer_, &QTimer::timeout, this, [this] {
        if (working_.elapsed() >= patience_ms) {
            takes_long_ = true;
            Q_EMIT progress(working_.elapsed(), size() - std::min(size(), size_before_));
        }
    });
    connect(&cursor_, &SessionCursor::hart_selected, this, &LiveTarget::follow_hart);
}

/// Of the recording that is shown.
std::size_t LiveTarget::size() const {
    return cursor_.timeline() != nullptr ? cursor_.timeline()->size() : 0;
}

void LiveTarget::set_state(State state) {
    state_ = state;
    takes_long_ = false;
    Q_EMIT state_changed();
}

void LiveTarget::begin_work(State state) {
    thread_.begin_work();
    size_before_ = size();
    working_.start();
    progress_timer_.start();
    set_state(state);
}

void LiveTarget::end_work(State state) {
    constexpr std::size_t least = 100; // the time of fewer steps is that of the event queue
    progress_timer_.stop();
    const std::size_t made = size() - size_before_;
    if (working_.elapsed() > 0 && made >= least) {
        steps_per_second_ =
            static_cast<double>(made) * 1000.0 / static_cast<double>(working_.elapsed());
    }
    set_state(state);
}

void LiveTarget::begin_opening() {
    thread_.begin_session();
    begin_work(State::opening);
}

void LiveTarget::end_opening(State state) {
    progress_timer_.stop();
    set_state(state);
}

void LiveTarget::take_over(std::shared_ptr<MemoryRecording> recording, bool can_reconnect) {
    recording_ = std::move(recording);
    can_reconnect_ = can_reconnect;
}

void LiveTarget::close() {
    thread_.begin_session();
    thread_.post([](SessionWorker& worker) { worker.close(); });
}

void LiveTarget::forget() {
    waiting_.clear();
    recording_.reset();
    can_reconnect_ = false;
    traffic_asked_ = false;
    steps_per_second_ = 0;
}

void LiveTarget::cancel() {
    waiting_.clear();
    thread_.cancel();
}

void LiveTarget::forward(Stride stride) {
    if (cursor_.timeline() == nullptr) {
        return;
    }
    if (!cursor_.at_end()) {
        cursor_.forward(stride);
    } else if (state_ == State::ready) {
        begin_work(State::advancing);
        thread_.post([stride, cancel = thread_.token()](SessionWorker& worker) {
            worker.advance(stride, cancel);
        });
    } else if (state_ == State::advancing && waiting_.size() < most_waiting) {
        waiting_.push_back(stride);
    } else if (state_ == State::advancing) {
        Q_EMIT notices_.said(
            tr("%1 steps wait already: this key press was left out. Esc drops them.")
                .arg(waiting_.size()));
    }
}

void LiveTarget::take_advanced(SessionEvents events) {
    if (!recording_) {
        return;
    }
    const bool at_end = cursor_.at_end();
    cursor_.set_next_hart(std::nullopt); // the new steps have their hart
    for (auto& event : events) {
        if (auto* step = std::get_if<Step>(&event)) {
            recording_->append(std::move(*step));
        } else {
            recording_->add_area(std::get<MachineState::Area>(event));
        }
    }
    cursor_.follow_growth(at_end);
    Q_EMIT grew();
}

void LiveTarget::take_finished(const Result<void>& result) {
    end_work(result ? State::ready : State::gone);
    if (!result) {
        waiting_.clear();
        Q_EMIT notices_.failed(result.error().what, result.error().remedy);
    } else if (!waiting_.empty()) {
        const Stride stride = waiting_.front();
        waiting_.pop_front();
        forward(stride);
    }
}

void LiveTarget::write(const Location& place, std::uint64_t value) {
    if (state_ == State::ready && cursor_.at_end()) {
        begin_work(State::advancing);
        thread_.post([place, value](SessionWorker& worker) { worker.write(place, value); });
    }
}

/// The target goes on after a value that it has refused.
void LiveTarget::take_written(const Result<void>& result) {
    take_finished({});
    if (!result) {
        Q_EMIT notices_.noted(result.error().what, result.error().remedy);
    }
}

void LiveTarget::run_to(BreakpointSet breakpoints) {
    if (state_ == State::ready) {
        if (!cursor_.at_end()) {
            cursor_.go_to(size());
        }
        begin_work(State::advancing);
        thread_.post([breakpoints = std::move(breakpoints), cancel = thread_.token()](
                         SessionWorker& worker) { worker.run_to_breakpoint(breakpoints, cancel); });
    }
}

void LiveTarget::take_stopped(const Stopped& stop) {
    Q_EMIT stopped(stop);
}

void LiveTarget::reconnect() {
    if (why_no_reconnect().isEmpty()) {
        begin_work(State::advancing);
        thread_.post(
            [cancel = thread_.token()](SessionWorker& worker) { worker.reconnect(cancel); });
    }
}

QString LiveTarget::why_no_reconnect() const {
    return !recording_ || !can_reconnect_ ? tr("nothing that was attached to is open")
           : busy()                       ? tr("the target is running; Esc stops it")
                                          : QString();
}

void LiveTarget::monitor(const QString& command) {
    if (why_no_monitor().isEmpty()) {
        thread_.post(
            [text = command.toStdString()](SessionWorker& worker) { worker.monitor(text); });
    }
}

QString LiveTarget::why_no_monitor() const {
    return recording_ && state_ != State::gone ? QString() : tr("no target is running");
}

void LiveTarget::take_answer(const Result<std::string>& result) {
    Q_EMIT monitor_answered(result ? text_of(*result) : text_of(result.error()), !result);
}

/// A running target would answer when it has stopped, and it is asked again then anyway.
void LiveTarget::ask_for_traffic(std::uint64_t from) {
    if (state_ == State::ready && !traffic_asked_) {
        traffic_asked_ = true;
        thread_.post([from](SessionWorker& worker) { worker.traffic(from); });
    }
}

void LiveTarget::take_traffic(const std::vector<Traffic>& more) {
    traffic_asked_ = false;
    Q_EMIT traffic_arrived(more);
}

/// Where the cursor is where the target stands, the hart that is shown makes the target's next
/// step.
void LiveTarget::follow_hart(std::uint32_t hart) {
    if (state_ == State::ready && cursor_.at_end()) {
        cursor_.set_next_hart(hart);
        thread_.post([hart](SessionWorker& worker) { worker.select_hart(hart); });
    }
}

} // namespace switchscope::ui

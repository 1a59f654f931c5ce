// SPDX-License-Identifier: MIT
#include "ui/session_controller.h"

#include <algorithm>
#include <utility>

#include "ui/format.h"

namespace switchscope::ui {

template <class Action> void SessionController::on_worker(Action action) {
    QMetaObject::invokeMethod(worker_, std::move(action), Qt::QueuedConnection);
}

/// A function for the worker's thread that has `action` done here, unless another session was asked for meanwhile.
template <class Argument>
auto SessionController::from_worker(void (SessionController::*action)(Argument)) {
    return [this, action](SessionNumber number, Argument argument) {
        QMetaObject::invokeMethod(
            this,
            [this, action, number, argument = std::move(argument)]() mutable {
                if (number == number_) {
                    (this->*action)(std::move(argument));
                }
            },
            Qt::QueuedConnection);
    };
}

SessionController::SessionController(SessionProvider& provider, QObject* parent)
    : QObject(parent),
      worker_(new SessionWorker(provider, {from_worker(&SessionController::take_opened),
                                           from_worker(&SessionController::take_advanced),
                                           from_worker(&SessionController::take_finished)})) {
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    thread_.setObjectName(QStringLiteral("session"));
    thread_.start();

    progress_timer_.setInterval(100);
    connect(&progress_timer_, &QTimer::timeout, this, [this] {
        if (working_.elapsed() >= patience_ms) {
            const std::size_t size = recording_ ? recording_->size() : 0;
            Q_EMIT progress(working_.elapsed(), size - std::min(size, size_before_));
        }
    });
}

SessionController::~SessionController() {
    stop_.request_stop();
    thread_.quit();
    thread_.wait(); // short: whatever the worker does has just been cancelled
}

void SessionController::set_state(State state) {
    state_ = state;
    Q_EMIT state_changed();
}

void SessionController::begin_work(State state) {
    stop_ = std::stop_source();
    size_before_ = recording_ ? recording_->size() : 0;
    working_.start();
    progress_timer_.start();
    set_state(state);
}

void SessionController::end_work(State state) {
    progress_timer_.stop();
    const std::size_t made = (recording_ ? recording_->size() : 0) - size_before_;
    if (working_.elapsed() > 0 && made >= 100) { // fewer steps measure the queue, not the target
        steps_per_second_ =
            static_cast<double>(made) * 1000.0 / static_cast<double>(working_.elapsed());
    }
    set_state(state);
}

void SessionController::forget_recording() {
    waiting_.clear();
    now_.reset();
    timeline_.reset();
    recording_.reset();
    facts_.reset();
    switches_.clear();
    steps_per_second_ = 0;
}

void SessionController::open(const std::string& choice) {
    stop_.request_stop();
    ++number_;
    choice_ = choice;
    begin_work(State::opening);
    on_worker([worker = worker_, number = number_, choice, cancel = stop_.get_token()] {
        worker->open(number, choice, cancel);
    });
}

void SessionController::restart() {
    if (!choice_.empty()) {
        open(choice_);
    }
}

void SessionController::close() {
    stop_.request_stop();
    ++number_;
    progress_timer_.stop();
    on_worker([worker = worker_] { worker->close(); });
    forget_recording();
    set_state(State::none);
}

void SessionController::cancel() {
    waiting_.clear();
    stop_.request_stop();
}

void SessionController::take_opened(Result<Opened> result) {
    if (!result) {
        const bool cancelled = stop_.stop_requested();
        end_work(facts_ ? State::gone : State::none);
        if (!cancelled) {
            Q_EMIT failed(text_of(result.error().what), text_of(result.error().remedy));
        }
        return;
    }
    forget_recording();
    facts_ = std::move(result->facts);
    recording_ = std::make_unique<MemoryRecording>(std::move(result->state));
    timeline_.emplace(*recording_);
    now_.emplace(facts_);
    size_before_ = 0;
    now_->update(*timeline_, switches_);
    end_work(State::ready);
    Q_EMIT opened();
    Q_EMIT moved();
}

void SessionController::take_advanced(SessionEvents events) {
    if (!recording_) {
        return;
    }
    const bool following = timeline_->at_end();
    for (auto& event : events) {
        if (auto* step = std::get_if<Step>(&event)) {
            recording_->append(std::move(*step));
        } else {
            recording_->add_area(std::get<MachineState::Area>(event));
        }
    }
    timeline_->go_to(following ? recording_->size() : timeline_->position());
    follow();
}

void SessionController::take_finished(Result<void> result) {
    end_work(result ? State::ready : State::gone);
    if (result && !waiting_.empty()) {
        const Stride stride = waiting_.front();
        waiting_.pop_front();
        forward(stride);
    }
    if (!result) {
        waiting_.clear();
        Q_EMIT failed(text_of(result.error().what), text_of(result.error().remedy));
    }
}

void SessionController::forward(Stride stride) {
    if (!timeline_) {
        return;
    }
    if (!timeline_->at_end()) {
        timeline_->forward(stride);
        follow();
    } else if (state_ == State::ready) {
        begin_work(State::advancing);
        on_worker([worker = worker_, stride, cancel = stop_.get_token()] {
            worker->advance(stride, cancel);
        });
    } else if (state_ == State::advancing && waiting_.size() < most_waiting) {
        waiting_.push_back(stride);
    }
}

void SessionController::back(Stride stride) {
    if (timeline_ && timeline_->back(stride)) {
        follow();
    }
}

void SessionController::go_to(std::size_t position) {
    if (timeline_) {
        timeline_->go_to(position);
        follow();
    }
}

void SessionController::follow() {
    switches_.update(*recording_, facts_->routine);
    now_->update(*timeline_, switches_);
    Q_EMIT moved();
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/session/session_controller.h"

#include <algorithm>
#include <utility>

#include "ui/base/format.h"

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
    : QObject(parent), provider_(provider),
      worker_(new SessionWorker({from_worker(&SessionController::take_opened),
                                 from_worker(&SessionController::take_file),
                                 from_worker(&SessionController::take_advanced),
                                 from_worker(&SessionController::take_finished),
                                 from_worker(&SessionController::take_note),
                                 from_worker(&SessionController::take_written),
                                 from_worker(&SessionController::take_stopped),
                                 from_worker(&SessionController::take_answer),
                                 from_worker(&SessionController::take_traffic)})) {
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
    refresh_timer_.setInterval(refresh_ms);
    connect(&refresh_timer_, &QTimer::timeout, this, &SessionController::refresh_file);
    write_timer_.setSingleShot(true);
    connect(&write_timer_, &QTimer::timeout, this, &SessionController::write_on);
}

SessionController::~SessionController() {
    if (recorder_) {
        (void)recorder_->close(*recording_); // nobody is left to be told
    }
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
    if (recorder_) {
        end_recorder(recorder_->close(*recording_));
    }
    refresh_timer_.stop();
    timeline_.reset();
    recording_.reset();
    live_.reset();
    file_.reset();
    facts_.reset();
    damage_told_ = false;
    can_reconnect_ = false;
    switches_.clear();
    bookmarks_ = {};
    bookmarks_unreadable_.reset();
    traffic_asked_ = false;
    breakpoints_ = {};
    chosen_hart_.reset();
    steps_per_second_ = 0;
    saved_ = 0;
}

void SessionController::open(const std::string& choice) {
    open_prepared(
        choice, [&provider = provider_, choice](std::stop_token cancel) -> Result<PreparedSession> {
            auto session = provider.open(choice, std::move(cancel));
            return session ? Result<PreparedSession>(PreparedSession{std::move(*session), nullptr})
                           : fail(session.error());
        });
}

void SessionController::open_prepared(const std::string& choice, SessionOpener opener) {
    stop_.request_stop();
    ++number_;
    choice_ = opening_ = choice;
    carried_ = {};
    begin_work(State::opening);
    on_worker([worker = worker_, number = number_, opener = std::move(opener),
               cancel = stop_.get_token()] { worker->open(number, opener, cancel); });
}

void SessionController::restart() {
    if (!choice_.empty()) {
        BreakpointSet kept;
        for (const BreakpointSet::Entry& entry : breakpoints_.entries()) {
            kept.add(entry.breakpoint); // counted anew
        }
        open(choice_);
        carried_ = std::move(kept);
    }
}

void SessionController::reconnect() {
    if (why_no_reconnect().isEmpty()) {
        begin_work(State::advancing);
        on_worker([worker = worker_, cancel = stop_.get_token()] { worker->reconnect(cancel); });
    }
}

QString SessionController::why_no_reconnect() const {
    return !live_ || !can_reconnect_ ? tr("nothing that was attached to is open")
           : busy()                  ? tr("the target is running; Esc stops it")
                                     : QString();
}

void SessionController::take_note(const Phrase& what) {
    Q_EMIT noted(what, {});
}

void SessionController::open_file(const std::filesystem::path& path) {
    waiting_.clear();
    stop_.request_stop();
    opening_ = path.filename().string();
    if (!timeline_) {
        ++number_;
        begin_work(State::opening);
    }
    on_worker([worker = worker_, number = number_, path] { worker->open_file(number, path); });
}

void SessionController::close_target() {
    stop_.request_stop();
    ++number_;
    on_worker([worker = worker_] { worker->close(); });
    forget_recording();
    choice_.clear();
}

void SessionController::close() {
    const std::string choice = choice_; // can be restarted
    close_target();
    choice_ = choice;
    progress_timer_.stop();
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
            Q_EMIT failed(result.error().what, result.error().remedy);
        }
        return;
    }
    forget_recording();
    breakpoints_ = std::exchange(carried_, {});
    facts_ = std::move(result->facts);
    can_reconnect_ = result->can_reconnect;
    recording_ = live_ = std::move(result->recording);
    saved_ = live_->size(); // what a lesson has played is there again whenever it is played
    timeline_.emplace(*recording_);
    now_.emplace(facts_);
    size_before_ = recording_->size();
    switches_.update(*recording_);
    now_->update(*timeline_, switches_);
    end_work(State::ready);
    Q_EMIT opened();
    Q_EMIT moved();
}

void SessionController::take_advanced(SessionEvents events) {
    if (!live_) {
        return;
    }
    const bool following = timeline_->at_end();
    chosen_hart_.reset(); // its steps say it now
    for (auto& event : events) {
        if (auto* step = std::get_if<Step>(&event)) {
            live_->append(std::move(*step));
        } else {
            live_->add_area(std::get<MachineState::Area>(event));
        }
    }
    timeline_->go_to(following ? recording_->size() : timeline_->position());
    follow();
    if (recorder_ && !write_timer_.isActive()) {
        write_on();
    }
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
        Q_EMIT failed(result.error().what, result.error().remedy);
    }
}

void SessionController::forward(Stride stride) {
    if (!timeline_) {
        return;
    }
    if (!timeline_->at_end()) {
        if (stride != Stride::world_switch) {
            timeline_->forward(stride);
        } else {
            const std::uint32_t hart = timeline_->state().hart;
            if (!timeline_->go_to_next(Landmark::switch_entry().by_hart(hart))) {
                timeline_->go_to_end(); // where the next switch begins, or the end of all
            }
            timeline_->select_hart(hart); // another one may have made the step before
        }
        follow();
    } else if (state_ == State::ready) {
        begin_work(State::advancing);
        on_worker([worker = worker_, stride, cancel = stop_.get_token()] {
            worker->advance(stride, cancel);
        });
    } else if (state_ == State::advancing && waiting_.size() < most_waiting) {
        waiting_.push_back(stride);
    } else if (state_ == State::advancing) {
        Q_EMIT told(tr("%1 steps wait already: this key press was left out. Esc drops them.")
                        .arg(waiting_.size()));
    }
}

void SessionController::write(const Location& place, std::uint64_t value) {
    if (state_ == State::ready && timeline_ && timeline_->at_end()) {
        begin_work(State::advancing);
        on_worker([worker = worker_, place, value] { worker->write(place, value); });
    }
}

void SessionController::take_written(Result<void> result) {
    take_finished({}); // a value that was refused is no end of the target
    if (!result) {
        Q_EMIT noted(result.error().what, result.error().remedy);
    }
}

void SessionController::run_with(BreakpointSet breakpoints) {
    if (state_ == State::ready) {
        timeline_->go_to_end();
        begin_work(State::advancing);
        on_worker([worker = worker_, breakpoints = std::move(breakpoints),
                   cancel = stop_.get_token()] { worker->run_to_breakpoint(breakpoints, cancel); });
    }
}

void SessionController::take_stopped(Stopped stop) {
    const std::vector<BreakpointSet::Entry> now = breakpoints_.entries();
    for (const BreakpointSet::Entry& entry : now) { // what was changed meanwhile stays so
        const BreakpointSet::Entry* counted = stop.breakpoints.find(entry.id);
        if (counted != nullptr) {
            breakpoints_.find(entry.id)->hits = counted->hits;
            breakpoints_.find(entry.id)->passed = counted->passed;
        } else if (entry.breakpoint.one_shot) {
            breakpoints_.remove(entry.id);
        }
    }
    Q_EMIT breakpoints_changed();
    if (stop.hit) {
        Q_EMIT stopped(tr("Stopped: %1")
                           .arg(text_of(stop.hit->breakpoint.text(facts_->routine, facts_->area))));
    }
}

void SessionController::monitor(const QString& command) {
    if (why_no_monitor().isEmpty()) {
        on_worker([worker = worker_, text = command.toStdString()] { worker->monitor(text); });
    }
}

QString SessionController::why_no_monitor() const {
    return live_ && state_ != State::gone ? QString() : tr("no target is running");
}

void SessionController::take_answer(Result<std::string> result) {
    Q_EMIT monitor_answered(result ? text_of(*result) : text_of(result.error()), !result);
}

void SessionController::ask_for_traffic(std::uint64_t from) {
    if (state_ == State::ready && !traffic_asked_) { // else the worker would answer later, anyway
        traffic_asked_ = true;
        on_worker([worker = worker_, from] { worker->traffic(from); });
    }
}

void SessionController::take_traffic(std::vector<Traffic> more) {
    traffic_asked_ = false;
    Q_EMIT traffic_told(more);
}

void SessionController::back(Stride stride) {
    if (!timeline_ || timeline_->position() == 0) {
        return;
    }
    if (stride != Stride::world_switch) {
        timeline_->back(stride);
    } else {
        const std::uint32_t hart = timeline_->state().hart;
        if (!timeline_->go_to_previous(Landmark::switch_entry().by_hart(hart))) {
            timeline_->go_to(0);
        }
        timeline_->select_hart(hart);
    }
    follow();
}

void SessionController::go_to(std::size_t position) {
    if (timeline_) {
        timeline_->go_to(position);
        follow();
    }
}

void SessionController::select_hart(std::uint32_t hart) {
    if (!timeline_ || hart == timeline_->state().hart) {
        return;
    }
    timeline_->select_hart(hart);
    if (state_ == State::ready && timeline_->at_end()) {
        chosen_hart_ = hart;
        on_worker([worker = worker_, hart] { worker->select_hart(hart); });
    }
    follow();
}

std::vector<std::uint64_t> SessionController::harts() const {
    std::vector<std::uint64_t> all;
    if (timeline_) {
        all.push_back(timeline_->state().hart);
        for (const HartState& other : timeline_->state().parked) {
            all.push_back(other.hart);
        }
    }
    std::ranges::sort(all);
    return all;
}

void SessionController::follow() {
    if (chosen_hart_ && timeline_->at_end()) {
        timeline_->select_hart(*chosen_hart_);
    }
    switches_.update(*recording_);
    now_->update(*timeline_, switches_);
    Q_EMIT moved();
}

} // namespace switchscope::ui

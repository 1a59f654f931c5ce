// SPDX-License-Identifier: MIT
#include "ui/session/session_worker.h"

#include <utility>

namespace switchscope::ui {

SessionWorker::SessionWorker(WorkerSink sink) : sink_(std::move(sink)) {}

SessionWorker::~SessionWorker() = default;

void SessionWorker::open(SessionNumber number, const SessionOpener& opener,
                         const std::stop_token& cancel) {
    number_ = number;
    session_.reset(); // before the next one starts: both may want the same socket
    auto prepared = opener(cancel);
    if (!prepared) {
        sink_.opened(number_, fail(prepared.error()));
        return;
    }
    session_ = std::move(prepared->session);
    sink_.opened(number_,
                 Opened{session_->facts(),
                        prepared->recording ? std::move(prepared->recording)
                                            : std::make_shared<MemoryRecording>(session_->state()),
                        session_->can_reconnect()});
}

void SessionWorker::advance(Stride stride, const std::stop_token& cancel) {
    if (!session_) {
        return;
    }
    since_flush_.start();
    finish(session_->advance(stride, *this, cancel));
}

void SessionWorker::reconnect(const std::stop_token& cancel) {
    if (!session_) {
        return;
    }
    since_flush_.start();
    finish(session_->reconnect(*this, cancel));
}

void SessionWorker::finish(const Result<void>& result) {
    flush();
    if (!result && !session_->can_reconnect()) {
        session_.reset();
    }
    sink_.finished(number_, result);
}

void SessionWorker::write(const Location& place, std::uint64_t value) {
    if (!session_) {
        return;
    }
    const Result<void> result = session_->write(place, value, *this);
    flush();
    sink_.written(number_, result);
}

void SessionWorker::run_to_breakpoint(const BreakpointSet& breakpoints,
                                      const std::stop_token& cancel) {
    if (!session_) {
        return;
    }
    if (const auto set = session_->set_breakpoints(breakpoints); !set) {
        sink_.written(number_, set); // they were refused, and nothing has changed
        return;
    }
    since_flush_.start();
    auto hit = session_->run_to_breakpoint(*this, cancel);
    flush();
    if (!hit) {
        session_.reset();
        sink_.finished(number_, fail(hit.error()));
        return;
    }
    sink_.stopped(number_, {std::move(*hit), session_->breakpoints()});
    sink_.finished(number_, {});
}

void SessionWorker::select_hart(std::uint32_t hart) {
    if (!session_) {
        return;
    }
    if (const auto selected = session_->select_hart(hart); !selected) {
        sink_.noted(number_, selected.error().what);
    }
}

void SessionWorker::monitor(const std::string& command) {
    if (session_) {
        sink_.answered(number_, session_->monitor(command));
    }
}

void SessionWorker::traffic(std::uint64_t from) {
    if (session_) {
        sink_.traffic(number_, session_->traffic(from));
    }
}

void SessionWorker::close() {
    session_.reset();
}

void SessionWorker::open_file(SessionNumber number, const std::filesystem::path& path) {
    auto file = RecordingFile::open(path);
    sink_.file_opened(number, file ? Result<std::shared_ptr<RecordingFile>>(std::move(*file))
                                   : fail(file.error()));
}

void SessionWorker::area_met(const MachineState::Area& area) {
    events_.emplace_back(area);
}

void SessionWorker::stepped(const Step& step) {
    events_.emplace_back(step);
    flush_when_due();
}

void SessionWorker::noted(const Phrase& what) {
    sink_.noted(number_, what);
}

void SessionWorker::flush_when_due() {
    if (since_flush_.elapsed() >= batch_ms) {
        flush();
    }
}

void SessionWorker::flush() {
    if (!events_.empty()) {
        sink_.advanced(number_, std::exchange(events_, {}));
    }
    since_flush_.start();
}

} // namespace switchscope::ui

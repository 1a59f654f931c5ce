// SPDX-License-Identifier: MIT
#include "app/commands/record.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <functional>
#include <iostream>
#include <limits>
#include <mutex>
#include <thread>

#include "app/commands/walk.h"

namespace switchscope::app {

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Requests a stop when the time is over, and when `cancel` does.
class Deadline {
  public:
    Deadline(std::optional<std::chrono::seconds> duration, std::stop_token cancel)
        : on_cancel_(std::move(cancel), [this] { stop_.request_stop(); }) {
        if (duration) {
            timer_ = std::jthread([this, limit = *duration](const std::stop_token& gone) {
                std::unique_lock lock(mutex_);
                std::condition_variable_any waits;
                if (!waits.wait_for(lock, gone, limit, [&] { return gone.stop_requested(); })) {
                    stop_.request_stop();
                }
            });
        }
    }
    std::stop_token token() const { return stop_.get_token(); }

  private:
    std::stop_source stop_;
    std::stop_callback<std::function<void()>> on_cancel_;
    std::mutex mutex_;
    std::jthread timer_;
};

/// Lets a session run and report its steps, until enough switches or `cancel`.
using Drive = std::function<Result<void>(Session& session, SessionListener& listener,
                                         std::stop_token cancel)>;

Result<void> record_target(const RecordOptions& options, std::stop_token cancel,
                           RecordSummary& summary, const Drive& drive) {
    const auto session = SWITCHSCOPE_TRY(open_target(options.target, cancel));
    if (!options.from.empty()) {
        SWITCHSCOPE_TRY(reach(*session, {options.from}, cancel));
    }
    const auto recorder =
        SWITCHSCOPE_TRY(FileRecorder::create(options, session->facts(), session->state()));
    const auto start = std::chrono::steady_clock::now();
    Deadline deadline(options.duration, cancel);
    std::stop_source either;
    const std::stop_callback at_deadline(deadline.token(), [&] { either.request_stop(); });
    const std::stop_callback at_error(recorder->stopped(), [&] { either.request_stop(); });
    const auto driven = drive(*session, *recorder, either.get_token());
    const auto closed = recorder->close();
    summary.steps = recorder->writer().size();
    summary.switches = recorder->switches();
    summary.bytes = recorder->writer().bytes();
    summary.exits = recorder->exits();
    summary.seconds = seconds_since(start);
    return driven ? closed : driven;
}

Result<void> record_by_steps(const RecordOptions& options, std::stop_token cancel,
                             RecordSummary& summary) {
    RecordOptions stepped = options;
    stepped.target.unlimited = !options.switches; // nobody waits for a number of them
    return record_target(stepped, std::move(cancel), summary,
                         [&](Session& session, SessionListener& listener, std::stop_token stop) {
                             return walk_switches(
                                 session,
                                 options.switches.value_or(std::numeric_limits<std::size_t>::max()),
                                 listener, std::move(stop), [] {});
                         });
}

template <TraceMode mode>
Result<void> record_by_trace(const RecordOptions& options, std::stop_token cancel,
                             RecordSummary& summary) {
    RecordOptions traced = options;
    traced.target.traced = mode;
    return record_target(
        traced, std::move(cancel), summary,
        [&](Session& session, SessionListener& listener, std::stop_token stop) -> Result<void> {
            TraceOptions how;
            how.mode = mode;
            how.switches = options.switches.value_or(0);
            const auto totals = SWITCHSCOPE_TRY(session.trace(how, listener, std::move(stop)));
            summary.corrected = totals.corrected;
            return {};
        });
}

constexpr RecordMode modes[] = {
    {"step", "single-steps every instruction, also of the guest, with all effects",
     record_by_steps},
    {"instruction", "every instruction of every world, from QEMU's log",
     record_by_trace<TraceMode::instruction>},
    {"block", "the switch routine alone, from QEMU's log, with the machine at full speed",
     record_by_trace<TraceMode::block>},
};

} // namespace

std::span<const RecordMode> record_modes() {
    return modes;
}

Result<std::unique_ptr<FileRecorder>>
FileRecorder::create(const RecordOptions& options, std::shared_ptr<const SessionFacts> facts,
                     const MachineState& start) {
    // Where the file exceeds its limit, the write fails with an error. The signal would end the
    // program.
    (void)std::signal(SIGXFSZ, SIG_IGN);
    std::optional<Condition> until;
    if (!options.until.empty()) {
        until = SWITCHSCOPE_TRY(Condition::parse(options.until, facts->area));
    }
    RecordingHeader header;
    header.producer = std::string("Switchscope ") + SWITCHSCOPE_VERSION;
    header.mode = options.mode;
    header.harts = {start.hart};
    header.facts = std::move(facts);
    header.start = start;
    RecordingWriterOptions writing;
    writing.overwrite = options.overwrite;
    RecordingWriter writer =
        SWITCHSCOPE_TRY(RecordingWriter::create(options.file, std::move(header), writing));
    std::unique_ptr<FileRecorder> recorder(new FileRecorder(std::move(writer)));
    recorder->until_ = std::move(until);
    return recorder;
}

void FileRecorder::keep(Result<void> result) {
    if (!result && !failed_) {
        failed_ = std::move(result).error();
        stop_.request_stop();
    }
}

void FileRecorder::stepped(const Step& step) {
    if (failed_ || complete_) {
        return;
    }
    keep(writer_.append(step));
    exits_.feed(step, writer_.state());
    if (until_ && until_->holds(writer_.state(), step)) {
        complete_ = true;
        stop_.request_stop();
    }
    finder_.next_but_writes(step, [this](const Landmark& landmark) {
        switches_ += landmark.kind == Landmark::Kind::switch_entry ? 1 : 0;
    });
}

void FileRecorder::noted(const Phrase& what) {
    std::cerr << "switchscope: " << what.english() << '\n';
}

Result<void> FileRecorder::close() {
    keep(writer_.close());
    return failed_ ? Result<void>(fail(*failed_)) : Result<void>{};
}

Result<void> record(const RecordOptions& options, std::stop_token cancel, RecordSummary& summary) {
    const auto mode = std::ranges::find(record_modes(), options.mode, &RecordMode::id);
    if (mode == record_modes().end()) {
        return fail(en("there is no mode of recording called %1")(options.mode));
    }
    return mode->record(options, std::move(cancel), summary);
}

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#include "core/session/bulk_tracer.h"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

namespace switchscope {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t buffer_size = 1 << 20;
constexpr auto read_patience = 20ms;
constexpr auto progress_interval = 100ms;
/// How long, after a cancellation, what is in the log already is still told. A slow listener gets no more.
constexpr auto cancel_patience = 300ms;
/// How long a log may stay closed while the machine runs.
constexpr auto closed_patience = 2000ms;

/// The machine, running, and the thread that waits for it to stop.
class Running {
  public:
    Running(Target& target, std::uint32_t hart)
        : thread_([this, &target, hart](const std::stop_token& stop) {
              Request request;
              request.hart = hart;
              request.resume = Resume::run;
              ended_ = target.exchange(request, stop);
              stopped_ = true;
          }) {}
    bool stopped() const { return stopped_; }
    void request_stop() { thread_.request_stop(); }
    const Result<Reply>& ended() {
        if (thread_.joinable()) {
            thread_.join();
        }
        return ended_;
    }

  private:
    Result<Reply> ended_;
    std::atomic<bool> stopped_ = false;
    std::jthread thread_; // last: it uses the others
};

TraceProgress progress_of(const LogAccounts& accounts, const QemuLogReader& reader,
                          Clock::time_point start) {
    const LogAccounts::Counts& counts = accounts.counts();
    TraceProgress progress;
    progress.switches = counts.switches;
    progress.entries = counts.entries;
    progress.steps = counts.steps;
    progress.corrected = counts.corrected;
    progress.bytes = reader.bytes();
    progress.damaged = reader.damaged();
    progress.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return progress;
}

/// A log cannot tell the time any finer than to the microsecond.
std::uint64_t rounded_nanoseconds(Clock::duration duration) {
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
    return static_cast<std::uint64_t>(micros) * 1000;
}

bool is_unknown_command(const std::string& answer) {
    return answer.find("unknown command") != std::string::npos;
}

Error cannot_log() {
    return {en("the target's monitor cannot be reached over this connection, so it cannot be told "
               "to log"),
            en("Use QEMU's own gdb server, or record with --mode step.")};
}

} // namespace

Result<void> BulkTracer::command(const std::string& text) {
    auto answer = target_.monitor(text);
    if (!answer) {
        return fail(answer.error().while_doing(en("telling QEMU \"%1\"")(text)));
    }
    if (answer->find_first_not_of(" \r\n") != std::string::npos) {
        return fail("QEMU answered \"" + text +
                        "\" with: " + answer->substr(0, answer->find_last_not_of(" \r\n") + 1),
                    "Does it run on this machine, under a user who may open that file?");
    }
    return {};
}

Result<void> BulkTracer::set_one_instruction_blocks(bool on) {
    for (const char* name : {"one-insn-per-tb", "singlestep"}) { // since 8.1, and before
        auto answer = target_.monitor(std::string(name) + (on ? " on" : " off"));
        if (!answer) {
            return fail(answer.error());
        }
        if (!is_unknown_command(*answer)) {
            knob_ = name;
            return {};
        }
    }
    return fail("this QEMU has no command for translating one instruction at a time",
                "Record with --mode block.");
}

Result<void> BulkTracer::prepare(TraceMode mode) {
    if (!target_.description().monitor) {
        return fail(cannot_log());
    }
    SWITCHSCOPE_TRY(command("logfile " + source_.path()));
    if (mode == TraceMode::instruction) {
        auto status = target_.monitor("info status");
        const bool set_already = status && status->find("single step") != std::string::npos;
        if (!set_already) {
            SWITCHSCOPE_TRY(set_one_instruction_blocks(true));
        }
        return command("log in_asm,exec,cpu,nochain");
    }
    for (const std::uint64_t point : split_points(routine_)) {
        SWITCHSCOPE_TRY(target_.set_breakpoint(point));
        splits_.push_back(point);
    }
    return command("log exec,cpu");
}

Result<void> BulkTracer::restore() {
    SWITCHSCOPE_TRY(command("log none"));
    SWITCHSCOPE_TRY(command("logfile /dev/stderr")); // where QEMU logs unless told otherwise
    if (!knob_.empty()) {
        SWITCHSCOPE_TRY(command(std::exchange(knob_, {}) + " off"));
    }
    while (!splits_.empty()) {
        SWITCHSCOPE_TRY(target_.clear_breakpoint(splits_.back()));
        splits_.pop_back();
    }
    return {};
}

Result<BulkTracer::Outcome> BulkTracer::trace(const TraceOptions& options, MachineState start,
                                              SwitchCounter numbers, std::uint64_t time,
                                              SessionListener& listener, std::stop_token cancel) {
    const std::uint32_t hart = start.hart;
    if (auto ready = prepare(options.mode); !ready) {
        (void)restore(); // the first error is the one to tell
        return fail(ready.error());
    }
    LogAccounts accounts(routine_, area_, options.mode, std::move(start), std::move(numbers),
                         options.switches, listener);
    QemuLogReader reader(accounts);
    std::vector<std::uint8_t> buffer(buffer_size);
    const auto began = Clock::now();
    auto told = began;
    auto open_since = began;
    Result<void> trouble;
    Running running(target_, hart);
    bool stopping = false;
    auto stopping_since = began;
    // QEMU cannot stop while it waits for its log to be read: reading goes on until it has.
    while (true) {
        const bool was_stopped = running.stopped();
        auto got = source_.read_some(buffer, was_stopped ? 0ms : read_patience);
        if (!got) {
            trouble = fail(got.error());
            running.request_stop();
            break;
        }
        const auto now = Clock::now();
        if (got->status == LogSource::Status::data) {
            open_since = now;
            if (!stopping || now - stopping_since < cancel_patience) {
                accounts.set_time(time + rounded_nanoseconds(now - began));
                reader.feed(std::span(buffer).first(got->size));
            }
        } else if (was_stopped) {
            break;
        } else if (got->status == LogSource::Status::ended) {
            std::this_thread::sleep_for(1ms);
            if (now - open_since > closed_patience && !stopping) {
                trouble = fail("QEMU closed its log while it was running",
                               "Does something else change its log settings?");
                stopping = true;
                running.request_stop();
            }
        }
        if (!stopping && (accounts.done() || cancel.stop_requested())) {
            stopping = true;
            stopping_since = now;
            running.request_stop();
        }
        if (options.progress && now - told >= progress_interval) {
            told = now;
            options.progress(progress_of(accounts, reader, began));
        }
    }
    const Result<Reply>& ended = running.ended();
    reader.finish();
    Outcome outcome;
    outcome.totals = progress_of(accounts, reader, began);
    accounts.finish();
    outcome.state = accounts.state();
    outcome.numbers = accounts.numbers();
    outcome.time = time + rounded_nanoseconds(Clock::now() - began);
    if (options.progress) {
        options.progress(outcome.totals);
    }
    const std::string kept = std::to_string(outcome.totals.switches) + " world switches were kept.";
    if (!ended) {
        return fail(ended.error().while_doing(en("tracing")));
    }
    if (ended->stop->reason == Stop::Reason::exited) {
        return fail("the target ended while it was traced", kept);
    }
    SWITCHSCOPE_TRY(restore());
    if (!trouble) {
        return fail(trouble.error());
    }
    if (!stopping) {
        return fail("the target stopped by itself while it was traced", kept);
    }
    if (accounts.counts().unusable > 0 && accounts.counts().steps == 0) {
        return fail("QEMU's log has no registers in it");
    }
    return outcome;
}

} // namespace switchscope

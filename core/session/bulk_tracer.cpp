// SPDX-License-Identifier: MIT
#include "core/session/bulk_tracer.h"

#include <atomic>
#include <chrono>
#include <span>
#include <thread>
#include <utility>

#include "core/session/log_accounts.h"
#include "core/session/log_plan.h"
#include "core/session/qemu_log.h"

namespace switchscope {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t buffer_size = 1 << 20;
constexpr auto read_patience = 20ms;
constexpr auto progress_interval = 100ms;
/// How long, after a cancellation, what is in the log already is still read. A slow listener gets
/// no more.
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

/// The time in nanoseconds. A log is read in pieces, so microseconds are as fine as it gets.
std::uint64_t rounded_nanoseconds(Clock::duration duration) {
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
    return static_cast<std::uint64_t>(micros) * 1000;
}

/// Reads the log of a running machine into its accounts, until the machine has stopped.
class LogPump {
  public:
    LogPump(LogSource& source, LogAccounts& accounts, const TraceOptions& options,
            std::uint64_t time)
        : source_(source), accounts_(accounts), options_(options), reader_(accounts),
          buffer_(buffer_size), time_(time) {}

    /// QEMU cannot stop while it waits for its log to be read: reading goes on until it has.
    void run(Running& machine, const std::stop_token& cancel) {
        bool more = true;
        while (more) {
            more = read(machine);
            const auto now = Clock::now();
            if (more && !stopping_ && (accounts_.done() || cancel.stop_requested())) {
                stop(machine, now);
            }
            if (more && !stopping_) {
                check_patience(machine, now);
            }
            if (more && options_.progress && now - reported_ >= progress_interval) {
                reported_ = now;
                options_.progress(progress());
            }
        }
    }

    /// The rest of the log, once the machine has stopped.
    void finish() { reader_.finish(); }
    bool stopped_by_us() const { return stopping_; }
    const Result<void>& trouble() const { return trouble_; }
    std::uint64_t time() const { return time_ + rounded_nanoseconds(Clock::now() - began_); }

    TraceProgress progress() const {
        const LogAccounts::Counts& counts = accounts_.counts();
        TraceProgress made;
        made.switches = counts.switches;
        made.entries = counts.entries;
        made.steps = counts.steps;
        made.corrected = counts.corrected;
        made.bytes = reader_.bytes();
        made.damaged = reader_.damaged();
        made.seconds = std::chrono::duration<double>(Clock::now() - began_).count();
        return made;
    }

  private:
    /// One piece of the log, or a short wait for it. False: there is nothing more to come.
    bool read(Running& machine) {
        const bool was_stopped = machine.stopped();
        const auto got = source_.read_some(buffer_, was_stopped ? 0ms : read_patience);
        if (!got) {
            trouble_ = fail(got.error());
            machine.request_stop();
            return false;
        }
        switch (got->status) {
        case LogSource::Status::data:
            take(std::span(buffer_).first(got->size));
            return true;
        case LogSource::Status::nothing:
            return !was_stopped;
        case LogSource::Status::ended:
            if (!was_stopped) {
                wait_for_writer(machine);
            }
            return !was_stopped;
        }
        return false;
    }

    void take(std::span<const std::uint8_t> text) {
        open_since_ = Clock::now();
        if (!stopping_ || open_since_ - stopping_since_ < cancel_patience) {
            accounts_.set_time(time_ + rounded_nanoseconds(open_since_ - began_));
            reader_.feed(text);
        }
    }

    /// A machine may have stopped to switch worlds. Whoever asked for a number of switches gets an
    /// answer then, too.
    void check_patience(Running& machine, Clock::time_point now) {
        const std::uint64_t switches = accounts_.counts().switches;
        if (switches != switches_) {
            switches_ = switches;
            switched_ = now;
        }
        if (options_.switches != 0 && options_.patience.count() > 0 &&
            now - switched_ > options_.patience) {
            trouble_ = fail(
                en("%1 of %2 world switches were recorded, and the next one did not end "
                   "within %3 s")(switches, options_.switches, options_.patience.count() / 1000),
                en("Wait longer with --patience, if the guests only sleep."));
            stop(machine, now);
        }
    }

    /// QEMU opens its log anew when its settings change. It does not stay closed while QEMU runs.
    void wait_for_writer(Running& machine) {
        std::this_thread::sleep_for(1ms);
        const auto now = Clock::now();
        if (now - open_since_ > closed_patience && !stopping_) {
            trouble_ = fail(en("QEMU closed its log while it was running"),
                            en("Does something else change its log settings?"));
            stop(machine, now);
        }
    }

    void stop(Running& machine, Clock::time_point now) {
        stopping_ = true;
        stopping_since_ = now;
        machine.request_stop();
    }

    LogSource& source_;
    LogAccounts& accounts_;
    const TraceOptions& options_;
    QemuLogReader reader_;
    std::vector<std::uint8_t> buffer_;
    std::uint64_t time_;
    Clock::time_point began_ = Clock::now();
    Clock::time_point open_since_ = began_;
    Clock::time_point reported_ = began_;
    std::uint64_t switches_ = 0;
    Clock::time_point switched_ = began_; ///< when their number changed last
    bool stopping_ = false;
    Clock::time_point stopping_since_ = began_;
    Result<void> trouble_;
};

bool is_unknown_command(const std::string& answer) {
    return answer.find("unknown command") != std::string::npos;
}

/// One word of a monitor command. A plain word stays as it is; QEMU takes others in quotes, with
/// backslashes in front of quotes and backslashes.
std::string monitor_word(const std::string& word) {
    if (word.find_first_of(" \t\"\\") == std::string::npos) {
        return word;
    }
    std::string quoted = "\"";
    for (const char c : word) {
        quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return quoted + '"';
}

Error cannot_log() {
    return {en("the target's monitor cannot be reached over this connection, so the target cannot "
               "be made to log"),
            en("Use QEMU's own gdb server, or record with --mode step.")};
}

/// Why the machine is not where a trace ends: it died, or something else stopped it.
Result<void> check_end(const Result<Reply>& ended, const LogPump& pump) {
    const Phrase kept = en("%1 world switches were kept.")(pump.progress().switches);
    if (!ended) {
        return fail(ended.error().while_doing(en("tracing")));
    }
    if (ended->stop->reason == Stop::Reason::exited) {
        return fail(en("the target ended while it was traced"), kept);
    }
    return {};
}

} // namespace

Result<void> BulkTracer::command(const std::string& text) {
    const auto answer = target_.monitor(text);
    if (!answer) {
        return fail(answer.error().while_doing(en("sending the command \"%1\" to QEMU")(text)));
    }
    if (answer->find_first_not_of(" \r\n") != std::string::npos) {
        return fail(en("QEMU answered \"%1\" with: %2")(
                        text, answer->substr(0, answer->find_last_not_of(" \r\n") + 1)),
                    en("Does it run on this machine, under a user who may open that file?"));
    }
    return {};
}

Result<void> BulkTracer::set_one_instruction_blocks(bool on) {
    for (const char* name : {"one-insn-per-tb", "singlestep"}) { // since 8.1, and before
        const std::string answer =
            SWITCHSCOPE_TRY(target_.monitor(std::string(name) + (on ? " on" : " off")));
        if (!is_unknown_command(answer)) {
            one_instruction_command_ = name;
            return {};
        }
    }
    return fail(en("this QEMU has no command for translating one instruction at a time"),
                en("Record with --mode block."));
}

Result<void> BulkTracer::prepare(TraceMode mode) {
    if (!target_.description().monitor) {
        return fail(cannot_log());
    }
    SWITCHSCOPE_TRY(command("logfile " + monitor_word(source_.path())));
    if (mode == TraceMode::instruction) {
        const auto status = target_.monitor("info status");
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
    SWITCHSCOPE_TRY(command("logfile /dev/stderr")); // where QEMU logs by default
    if (!one_instruction_command_.empty()) {
        SWITCHSCOPE_TRY(command(std::exchange(one_instruction_command_, {}) + " off"));
    }
    while (!splits_.empty()) {
        SWITCHSCOPE_TRY(target_.clear_breakpoint(splits_.back()));
        splits_.pop_back();
    }
    return {};
}

Result<BulkTracer::Outcome> BulkTracer::trace(const TraceOptions& options, Account& account,
                                              std::uint64_t time, SessionListener& listener,
                                              std::stop_token cancel) {
    if (auto ready = prepare(options.mode); !ready) {
        (void)restore(); // the first Error is the one to report
        return fail(ready.error());
    }
    LogAccounts accounts(routine_, area_, options.mode, account, options.switches, listener);
    LogPump pump(source_, accounts, options, time);
    Running running(target_, account.state().hart);
    account.machine_ran();
    pump.run(running, cancel);
    const Result<Reply>& ended = running.ended();
    pump.finish();
    const Outcome outcome{pump.progress(), pump.time()};
    if (options.progress) {
        options.progress(outcome.totals);
    }
    SWITCHSCOPE_TRY(check_end(ended, pump));
    SWITCHSCOPE_TRY(restore());
    SWITCHSCOPE_TRY(pump.trouble());
    if (!pump.stopped_by_us()) {
        return fail(en("the target stopped by itself while it was traced"),
                    en("%1 world switches were kept.")(outcome.totals.switches));
    }
    if (accounts.counts().unusable > 0 && accounts.counts().steps == 0) {
        return fail(en("QEMU's log has no registers in it"));
    }
    return outcome;
}

} // namespace switchscope

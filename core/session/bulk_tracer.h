// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/session/log_accounts.h"
#include "core/session/log_source.h"
#include "core/session/session.h"
#include "core/session/target.h"
#include "core/session/trace_options.h"

namespace switchscope {

/// Records what a QEMU executes from the log it writes while it runs, instead of stepping it.
///
/// Over the gdb connection itself QEMU is told to log into `source`, and is let run: a thread waits for the stop,
/// the caller's thread reads the log and tells the steps. A listener that takes its time slows QEMU down, which
/// waits for its log to be read; nothing piles up. However it ends, logging is switched off and the knob for one
/// instruction a block is put back.
///
/// block mode wants QEMU to have been started with `-dfilter` log_filter(routine); without, the log has all the
/// rest in it, too, and the machine is slowed down as much as in instruction mode.
class BulkTracer {
  public:
    struct Outcome {
        TraceProgress totals;
        MachineState state; ///< behind the last step told; the machine has gone on since
        SwitchCounter numbers;
        std::uint64_t time = 0; ///< as of the machine's stop
    };

    /// All must outlive the tracer. The target is stopped, and has no breakpoint that the machine could run into.
    BulkTracer(Target& target, LogSource& source, const Routine& routine, const SaveArea& area)
        : target_(target), source_(source), routine_(routine), area_(area) {}

    /// `start`: the state of all harts; the one in force stands at the routine's entry. `time`: for how long the machine
    /// was traced before, in nanoseconds. Afterwards it is stopped, somewhere. An Error (QEMU died, or cannot log) comes after the steps that were complete by then.
    Result<Outcome> trace(const TraceOptions& options, MachineState start, SwitchCounter numbers,
                          std::uint64_t time, SessionListener& listener, std::stop_token cancel);

  private:
    Result<void> prepare(TraceMode mode);
    Result<void> restore();
    Result<void> command(const std::string& text);
    Result<void> set_one_instruction_blocks(bool on);

    Target& target_;
    LogSource& source_;
    const Routine& routine_;
    const SaveArea& area_;
    std::string knob_; ///< the monitor's command for one instruction a block; empty: not touched
    std::vector<std::uint64_t> splits_;
};

} // namespace switchscope

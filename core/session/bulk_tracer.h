// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "core/session/account.h"
#include "core/session/log_source.h"
#include "core/session/session.h"
#include "core/session/target.h"
#include "core/session/trace_options.h"

namespace switchscope {

/// Records what a QEMU executes from the log that it writes while it runs, instead of stepping it.
///
/// Over the gdb connection itself QEMU is asked to log into `source`, and is let run. A thread
/// waits for the stop; the caller's thread reads the log and reports the steps. A listener that
/// takes its time slows QEMU down, which waits for its log to be read, and so nothing piles up.
/// However a trace ends, QEMU does not log any more afterwards, and translates blocks of the length
/// that it did before.
///
/// Block mode wants QEMU to have been started with `-dfilter` log_filter(routine). Without that the
/// log has everything else in it, too, and the machine is slowed down as much as in instruction
/// mode.
class BulkTracer {
  public:
    struct Outcome {
        TraceProgress totals;
        std::uint64_t time = 0; ///< traced by now, in nanoseconds, earlier traces counted
    };

    /// All references must outlive the tracer. The target is stopped, and has no breakpoint that
    /// the machine could run into.
    BulkTracer(Target& target, LogSource& source, const Routine& routine, const SaveArea& area)
        : target_(target), source_(source), routine_(routine), area_(area) {}

    /// Commits what all harts do to `account`. The account knows where they stand, and the one in
    /// force stands at the routine's entry. `time`: for how long the machine was traced before.
    ///
    /// Afterwards the machine is stopped, somewhere behind the last step. An Error (QEMU died, or
    /// cannot log) comes after the steps that were complete by then.
    Result<Outcome> trace(const TraceOptions& options, Account& account, std::uint64_t time,
                          SessionListener& listener, std::stop_token cancel);

  private:
    Result<void> prepare(TraceMode mode);
    Result<void> restore();
    Result<void> command(const std::string& text);
    Result<void> set_one_instruction_blocks(bool on);

    Target& target_;
    LogSource& source_;
    const Routine& routine_;
    const SaveArea& area_;
    /// The monitor's command for blocks of one instruction; empty: it was not used.
    std::string one_instruction_command_;
    std::vector<std::uint64_t> splits_;
};

} // namespace switchscope

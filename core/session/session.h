// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/model/machine_state.h"
#include "core/model/session_facts.h"
#include "core/session/breakpoint.h"
#include "core/session/target.h"
#include "core/session/trace_options.h"
#include "core/trace/timeline.h"

namespace switchscope {

/// Hears of what a session does while it advances, in order.
class SessionListener {
  public:
    virtual ~SessionListener() = default;
    /// A save area is new. This comes before the first step that uses it.
    virtual void area_met(const MachineState::Area& area) = 0;
    virtual void stepped(const Step& step) = 0;
    /// Something that the user should know: the machine was reset. A sentence.
    virtual void noted(const Phrase& /*what*/) {}
};

/// Where a hart of a stopped machine stands.
struct HartPlace {
    std::uint32_t hart = 0;
    std::uint64_t pc = 0;
    World world = World::host;
    bool in_routine = false; ///< between the routine's entry and its `ret`, in the host
};

/// A live target that is being stepped. It belongs to one thread (a worker, where there is a
/// window).
class Session {
  public:
    virtual ~Session() = default;
    virtual std::shared_ptr<const SessionFacts> facts() const = 0;
    /// The state behind the last step that was reported. Before any advance() it is the state with
    /// which a recording of this session begins.
    virtual const MachineState& state() const = 0;
    /// All harts of the machine, by number; asked of the target itself.
    virtual Result<std::vector<HartPlace>> harts();
    /// Puts another hart in force: advance() then moves that one. What it did since it was read
    /// last is reported as a `run` by the next call that lets it go on.
    virtual Result<void> select_hart(std::uint32_t hart);

    /// Lets the hart in force go on by one stride, and reports each step.
    ///
    /// While that hart is stepped the others stand still. While it is let run they run as well, and
    /// what they do in the routine is reported as steps of kind `run`. Where the host moves the
    /// vCPU to another hart in C code, the session follows it there. A cancelled advance stops soon
    /// and is no error. After an Error the target is gone (the text says why), and only the steps
    /// that were reported so far count.
    virtual Result<void> advance(Stride stride, SessionListener& listener,
                                 std::stop_token cancel) = 0;
    /// Lets the target run, and reports steps from the log that it writes meanwhile. This is many
    /// times as fast as stepping.
    ///
    /// It begins at the routine's next entry. At the end one step of kind `run` leads to where the
    /// target stands then, and from there it can be advanced. A cancelled trace stops soon and is
    /// no error.
    virtual Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                        std::stop_token cancel);

    /// Writes a value into a place, and reports that as one step of kind `run` at the same pc. The
    /// step shows what the place holds then. An Error says why the place cannot be written; it
    /// changes nothing, and the session goes on.
    virtual Result<void> write(const Location& place, std::uint64_t value,
                               SessionListener& listener);
    /// A command to the target's own monitor; the text that it printed. The session goes on after
    /// an Error.
    virtual Result<std::string> monitor(const std::string& command);
    /// What went over the connection since the entry `from`, as far as it is still kept, oldest
    /// first.
    virtual std::vector<Traffic> traffic(std::uint64_t from) const;

    /// Takes the place of the breakpoints that were set before, with the counts of `breakpoints`.
    /// They count in run_to_breakpoint() alone: strides and traces pass them. An Error (a condition
    /// that is not understood, a slot or an address that the target cannot watch) changes nothing.
    virtual Result<void> set_breakpoints(BreakpointSet breakpoints);
    /// The breakpoints as they were set, with today's counts.
    virtual const BreakpointSet& breakpoints() const;
    /// Lets the machine run until a breakpoint stops it. None: it was cancelled, which stops the
    /// machine soon, wherever it is. What ran is reported as a step of kind `run`; halves of the
    /// routine may be stepped on the way (see BreakpointRun).
    virtual Result<std::optional<BreakpointHit>> run_to_breakpoint(SessionListener& listener,
                                                                   std::stop_token cancel);

    /// Holds interrupts and timers off while single-stepping, or lets them in, from now on.
    virtual Result<void> set_interrupts_held_off(bool held_off);
    virtual bool interrupts_held_off() const;

    virtual bool can_reconnect() const { return false; }
    /// Connects to the same machine again, after an Error or not, and lets it go to the routine's
    /// next entry. One step of kind `run` reports that, so the recording goes on. After an Error it
    /// can be tried again.
    virtual Result<void> reconnect(SessionListener& listener, std::stop_token cancel);
};

} // namespace switchscope

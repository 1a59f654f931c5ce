// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/model/machine_state.h"
#include "core/model/session_facts.h"
#include "core/session/breakpoint.h"
#include "core/session/target.h"
#include "core/session/trace_options.h"
#include "core/trace/timeline.h"

namespace switchscope {

/// What a session tells while it advances, in order.
class SessionListener {
  public:
    virtual ~SessionListener() = default;
    virtual void
    area_met(const MachineState::Area& area) = 0; ///< before the first step that uses it
    virtual void stepped(const Step& step) = 0;
    /// Something the user should know: the machine was reset. A sentence.
    virtual void noted(const Phrase& /*what*/) {}
};

/// Where a hart of a stopped machine stands.
struct HartPlace {
    std::uint32_t hart = 0;
    std::uint64_t pc = 0;
    World world = World::host;
    bool in_routine = false; ///< between its entry and its `ret`, in the host
};

/// A live target being stepped. Belongs to one thread (a worker, where there is a window).
class Session {
  public:
    virtual ~Session() = default;
    virtual std::shared_ptr<const SessionFacts> facts() const = 0;
    /// The state now: where a recording of this session starts when it is taken before any advance().
    virtual const MachineState& state() const = 0;
    /// All harts of the machine, by number; asked of the target itself.
    virtual Result<std::vector<HartPlace>> harts();
    /// Puts another hart in force: advance() then moves that one. What it did since it was looked at last is told as a
    /// `run` by the next advance() or trace().
    virtual Result<void> select_hart(std::uint32_t hart);

    /// Lets the hart in force go on by one stride, reporting each step. While it is stepped the others stand still;
    /// where it is let run, so are they, and what they do in the routine is told as steps of kind `run`. A vCPU that
    /// moves to another hart in C code is followed there. A cancelled advance stops soon and is no error.
    /// After an Error the target is gone (its text says why) and only the steps reported so far count.
    virtual Result<void> advance(Stride stride, SessionListener& listener,
                                 std::stop_token cancel) = 0;
    /// Lets the target run and reports steps from the log it writes meanwhile: many times as fast. Starts at the
    /// routine's next entry. A cancelled trace stops soon and is no error. At the end one step of kind `run` leads to
    /// where the target stands then, from where it can be advanced.
    virtual Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                        std::stop_token cancel);

    /// Puts a value into a place, as one step of kind `run` at the same pc, which tells what the place holds then. An
    /// Error says why the place cannot be written; it changes nothing, and the session goes on.
    virtual Result<void> write(const Location& place, std::uint64_t value,
                               SessionListener& listener);
    /// A command to the target's own monitor; the text it printed. The session goes on after an Error.
    virtual Result<std::string> monitor(const std::string& command);
    /// What went over the connection since the entry `from`, as far as it is still kept, oldest first.
    virtual std::vector<Traffic> traffic(std::uint64_t from) const;

    /// Takes the place of the breakpoints set before, counts and all. They count in run_to_breakpoint() alone:
    /// strides and traces pass them. An Error (a condition that is not understood, a slot or an address that the
    /// target cannot watch) changes nothing.
    virtual Result<void> set_breakpoints(BreakpointSet breakpoints);
    /// As they were set, with today's counts.
    virtual const BreakpointSet& breakpoints() const;
    /// Lets the machine run until a breakpoint stops it, as one step of kind `run`. None: cancelled, which stops it
    /// soon, wherever it is.
    virtual Result<std::optional<BreakpointHit>> run_to_breakpoint(SessionListener& listener,
                                                                   std::stop_token cancel);

    /// Holds interrupts and timers off while single-stepping, or lets them in, from now on.
    virtual Result<void> set_interrupts_held_off(bool held_off);
    virtual bool interrupts_held_off() const;

    virtual bool can_reconnect() const { return false; }
    /// Connects to the same machine again, after an Error or not, and lets it go to the routine's next entry, which is
    /// told as one step of kind `run`: the recording goes on. After an Error it can be tried again.
    virtual Result<void> reconnect(SessionListener& listener, std::stop_token cancel);
};

/// A target the program can start or open by itself, for the start page.
struct TargetChoice {
    std::string id;      ///< "macro"
    Phrase name;         ///< "Demo machine: macro"
    Phrase description;  ///< one sentence
    bool broken = false; ///< on purpose: it has a bug to be found
};

/// A machine that runs already, as the user describes it.
struct AttachRequest {
    std::string address;           ///< "127.0.0.1:1234", "unix:/run/user/1000/vm"
    std::filesystem::path image;   ///< the vmlinux that runs there
    std::filesystem::path sources; ///< folder of its sources; may be empty
};

/// Opens sessions; implemented where programs are started (app/). open() may take a while: call it on the worker. The
/// others return at once.
class SessionProvider {
  public:
    virtual ~SessionProvider() = default;
    virtual std::vector<TargetChoice> choices() const = 0;
    /// Makes a choice of a machine that runs already; its id. An Error says what is wrong with the request itself.
    virtual Result<std::string> choose(const AttachRequest& request);
    virtual Result<std::unique_ptr<Session>> open(const std::string& choice_id,
                                                  std::stop_token cancel) = 0;
};

} // namespace switchscope

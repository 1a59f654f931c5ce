// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "core/session/armed_breakpoints.h"
#include "core/session/breakpoint.h"
#include "core/session/breakpoint_plan.h"
#include "core/session/followed_machine.h"
#include "core/session/hit_counter.h"
#include "core/session/stepper.h"
#include "core/session/stopped_hart.h"
#include "core/session/unobserved_runs.h"

namespace switchscope {

/// What is done at each stop on the way to a breakpoint: the hart is looked at, the switch that it
/// is in is noted, and the breakpoints that lie there are counted. It lasts for one run.
class BreakpointStops {
  public:
    /// All references must outlive it.
    BreakpointStops(FollowedMachine& machine, Stepper& stepper, const Routine& routine,
                    const SaveArea& area, const BreakpointPlan& plan, BreakpointSet& set,
                    SessionListener& listener, std::stop_token cancel);

    FollowedMachine& machine() { return machine_; }
    const MachineState& state() const { return machine_.state(); }
    const Routine& routine() const { return routine_; }
    const BreakpointPlan& plan() const { return plan_; }
    ArmedBreakpoints& armed() { return armed_; }
    HitCounter& hits() { return hits_; }
    const std::stop_token& cancel() const { return cancel_; }

    /// The hart in force as it stands now.
    Result<StoppedHart> look();
    /// Notes which switch the hart is in and of which vCPU, where it stands in the routine.
    Result<void> note_switch(StoppedHart& hart);
    /// Counts the breakpoints that lie where the hart stands.
    Result<std::optional<Hit>> count_here(StoppedHart& hart);
    /// Steps the hart in force by one instruction. Returns the step that it made; none: it made
    /// none.
    Result<std::optional<Step>> step();
    /// The hart stands in front of the `sret`: counts the breakpoints that wait for the guest. What
    /// the guest is going to find is there already, so the instruction is executed only where that
    /// is enough to stop.
    Result<std::optional<Hit>> enter_guest(StoppedHart& hart);

    /// Reports everything since the last step as one `run` of the hart in force. Other harts that
    /// have entered the routine meanwhile are reported before it, so that no switch is missing from
    /// the count. `written`: a slot that the hart in force has written.
    Result<void> report(const std::optional<Location>& written = {});

  private:
    Result<void> report_hart(const std::optional<Location>& written);

    FollowedMachine& machine_;
    Stepper& stepper_;
    const Routine& routine_;
    const BreakpointPlan& plan_;
    SessionListener& listener_;
    std::stop_token cancel_;
    UnobservedRuns runs_;
    ArmedBreakpoints armed_;
    HitCounter hits_;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "core/session/breakpoint.h"
#include "core/session/breakpoint_plan.h"
#include "core/session/followed_machine.h"
#include "core/session/stopped_hart.h"
#include "core/session/unobserved_runs.h"

namespace switchscope {

/// The breakpoint that stopped the machine.
struct Hit {
    std::size_t breakpoint = 0;      ///< index in the plan
    std::optional<Location> written; ///< the slot whose write it waited for
};

/// Finds out which breakpoints a stop was meant for, and counts hits and passes in their set.
class HitCounter {
  public:
    /// All references must outlive it.
    HitCounter(FollowedMachine& machine, const Routine& routine, const SaveArea& area,
               const BreakpointPlan& plan, const UnobservedRuns& runs, BreakpointSet& set)
        : machine_(machine), routine_(routine), area_(area), plan_(plan), runs_(runs), set_(set) {}

    /// Counts for each breakpoint of `numbers` (indices in the plan) whether the stop of `hart` hit
    /// it. `area`: the save area that is meant. Returns the first one that stops the machine; none:
    /// it goes on.
    Result<std::optional<Hit>> count(const std::vector<std::size_t>& numbers, StoppedHart& hart,
                                     std::uint16_t area);
    /// The same for one breakpoint: whether it stops the machine.
    Result<bool> stops(std::size_t number, StoppedHart& hart, std::uint16_t area);
    /// Its place was reached, and it was not meant.
    void count_passed(std::size_t number) { ++entry(number).passed; }

    /// The hit of a breakpoint, which was meant for `area`.
    Hit hit(std::size_t number, std::uint16_t area) const;

  private:
    BreakpointSet::Entry& entry(std::size_t number) {
        return *set_.find(plan_.breakpoints[number].id);
    }
    Result<bool> is_meant(const PlannedBreakpoint& planned, StoppedHart& hart, std::uint16_t area);
    Result<bool> holds(const PlannedBreakpoint& planned, const StoppedHart& hart,
                       std::uint16_t area);
    Result<void> read_slots(const PlannedBreakpoint& planned, MachineState& moment);

    FollowedMachine& machine_;
    const Routine& routine_;
    const SaveArea& area_;
    const BreakpointPlan& plan_;
    const UnobservedRuns& runs_;
    BreakpointSet& set_;
};

} // namespace switchscope

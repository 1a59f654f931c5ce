// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/condition.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/breakpoint.h"
#include "core/session/hart_reader.h"

namespace switchscope {

/// An enabled breakpoint of a set, with its condition read.
struct PlannedBreakpoint {
    int id = 0; ///< in the set
    Breakpoint breakpoint;
    std::optional<Condition> condition;
    std::vector<Location> places; ///< that the condition asks for
    bool asks_slots = false;      ///< some of these are slots
};

/// Where the machine has to stop for a set of breakpoints, and what has to be read there. A
/// breakpoint is named by its index in `breakpoints`.
struct BreakpointPlan {
    /// An Error where a condition is not understood. `reader` knows the registers of the target.
    static Result<BreakpointPlan> make(const BreakpointSet& set, const Routine& routine,
                                       const SaveArea& area, const HartReader& reader);
    /// Whether all breakpoints of a set belong to this routine and save area: an Error names the
    /// first one that does not.
    static Result<void> check(const BreakpointSet& set, const Routine& routine,
                              const SaveArea& area);

    /// Whether a hart that stands there is stepped to the end of its half of the routine: it stands
    /// inside a half, or at the beginning of one of `stepped_halves`.
    bool is_stepped(const HartState& hart, const Routine& routine) const;

    std::vector<PlannedBreakpoint> breakpoints;
    /// The addresses that stop the machine, each with the breakpoints that lie there. One without
    /// breakpoints stops it for a look at the hart.
    std::map<std::uint64_t, std::vector<std::size_t>> addresses;
    std::vector<std::size_t>
        guest_entries;                    ///< breakpoints that are evaluated in front of the `sret`
    std::vector<std::size_t> slot_writes; ///< breakpoints that watch memory
    /// The halves in which an unconditional breakpoint lies, by the address of their first
    /// instruction.
    std::set<std::uint64_t> stepped_halves;
    std::vector<std::size_t> registers; ///< of the target, read at each stop; ascending

  private:
    Result<void> add(const BreakpointSet::Entry& entry, const Routine& routine,
                     const SaveArea& area, const HartReader& reader);
    void add_addresses(std::size_t number, const Routine& routine, const SaveArea& area);
    void add_stepped_halves(const Breakpoint& breakpoint, const Routine& routine,
                            const SaveArea& area);
    void add_register(const HartReader& reader, World world, const Location& place);
    void see_each_switch(const Routine& routine);
};

} // namespace switchscope

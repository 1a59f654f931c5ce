// SPDX-License-Identifier: MIT
#include "core/session/breakpoint_plan.h"

#include <algorithm>
#include <utility>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

using Kind = Breakpoint::Kind;

Result<void> check_one(const Breakpoint& breakpoint, const Routine& routine, const SaveArea& area) {
    if ((breakpoint.kind == Kind::macro && breakpoint.span >= routine.spans().size()) ||
        (breakpoint.kind == Kind::slot_write && breakpoint.slot >= area.slots().size()) ||
        (breakpoint.kind == Kind::instruction && !routine.index_of(breakpoint.address))) {
        return fail(en("the breakpoint %1 belongs to another routine or save area than %2")(
                        breakpoint.text(routine, area), routine.name()),
                    en("Set it anew for this machine."));
    }
    if (!breakpoint.condition.empty()) {
        SWITCHSCOPE_TRY(Condition::parse(breakpoint.condition, area));
    }
    return {};
}

/// Whether a breakpoint stops the machine the first time that its place is reached.
bool is_unconditional(const Breakpoint& one) {
    return one.condition.empty() && !one.hart && !one.vcpu && one.after == 0 && one.every <= 1;
}

bool lies_in_routine(const Breakpoint& one) {
    return one.kind == Kind::macro || one.kind == Kind::instruction ||
           (one.kind == Kind::slot_write && one.writer != Breakpoint::Writer::other_code);
}

} // namespace

Result<void> BreakpointPlan::check(const BreakpointSet& set, const Routine& routine,
                                   const SaveArea& area) {
    for (const BreakpointSet::Entry& one : set.entries()) {
        SWITCHSCOPE_TRY(check_one(one.breakpoint, routine, area));
    }
    return {};
}

Result<BreakpointPlan> BreakpointPlan::make(const BreakpointSet& set, const Routine& routine,
                                            const SaveArea& area, const HartReader& reader) {
    BreakpointPlan plan;
    for (const BreakpointSet::Entry& one : set.entries()) {
        if (one.breakpoint.enabled) {
            SWITCHSCOPE_TRY(plan.add(one, routine, area, reader));
        }
    }
    plan.see_each_switch(routine);
    // At some places of the routine this is where the save area's address is.
    plan.add_register(reader, World::host, Location::csr(csr::sscratch));
    return plan;
}

Result<void> BreakpointPlan::add(const BreakpointSet::Entry& entry, const Routine& routine,
                                 const SaveArea& area, const HartReader& reader) {
    PlannedBreakpoint planned;
    planned.id = entry.id;
    planned.breakpoint = entry.breakpoint;
    if (!entry.breakpoint.condition.empty()) {
        planned.condition = SWITCHSCOPE_TRY(Condition::parse(entry.breakpoint.condition, area));
        planned.places = planned.condition->needs().places;
    }
    for (const Location& place : planned.places) {
        add_register(reader, entry.breakpoint.world(), place);
        planned.asks_slots = planned.asks_slots || place.kind == LocationKind::slot;
    }
    if (entry.breakpoint.kind == Kind::guest_entry) {
        add_register(reader, World::host, Location::csr(csr::sepc)); // where the guest begins
    }
    breakpoints.push_back(std::move(planned));
    add_stepped_halves(entry.breakpoint, routine, area);
    add_addresses(breakpoints.size() - 1, routine, area);
    return {};
}

void BreakpointPlan::add_addresses(std::size_t number, const Routine& routine,
                                   const SaveArea& area) {
    const Breakpoint& breakpoint = breakpoints[number].breakpoint;
    switch (breakpoint.kind) {
    case Kind::guest_entry:
        addresses.try_emplace(breakpoint.places(routine, area).front());
        guest_entries.push_back(number);
        break;
    case Kind::guest_address:
    case Kind::host_address:
        addresses[breakpoint.address].push_back(number);
        break;
    case Kind::slot_write:
        if (breakpoint.writer != Breakpoint::Writer::routine) {
            slot_writes.push_back(number);
            break;
        }
        // The routine writes a slot at known places: it stops behind each of them.
        for (const std::uint64_t store : breakpoint.places(routine, area)) {
            const auto index = routine.index_of(store);
            addresses[routine.instructions()[*index].next_address()].push_back(number);
        }
        break;
    default:
        for (const std::uint64_t place : breakpoint.places(routine, area)) {
            addresses[place].push_back(number);
        }
    }
}

/// Has the halves stepped in which `breakpoint` is going to stop the machine. Where that is at the
/// beginning of a half, nothing of the half is missing.
void BreakpointPlan::add_stepped_halves(const Breakpoint& breakpoint, const Routine& routine,
                                        const SaveArea& area) {
    if (!is_unconditional(breakpoint) || !lies_in_routine(breakpoint)) {
        return;
    }
    for (const std::uint64_t place : breakpoint.places(routine, area)) {
        const auto index = routine.index_of(place);
        if (!index) {
            continue;
        }
        const std::uint64_t beginning =
            *index <= routine.sret_index() ? routine.begin() : routine.return_label();
        if (place != beginning) {
            stepped_halves.insert(beginning);
            addresses.try_emplace(beginning);
        }
    }
}

/// Has the register read at each stop that shows `place` while the hart is in `world`.
void BreakpointPlan::add_register(const HartReader& reader, World world, const Location& place) {
    const auto index = place.kind == LocationKind::csr
                           ? reader.register_for(static_cast<std::uint16_t>(place.id), world)
                           : std::nullopt;
    if (!index) {
        return;
    }
    const auto at = std::ranges::lower_bound(registers, *index);
    if (at == registers.end() || *at != *index) {
        registers.insert(at, *index);
    }
}

/// Which switch this is, and of which vCPU, shows wherever a hart stands in the routine. Where
/// nothing stops it there, its entry does. For a breakpoint in the guest it has to show on the way
/// there.
void BreakpointPlan::see_each_switch(const Routine& routine) {
    const bool in_guest = std::ranges::any_of(breakpoints, [](const PlannedBreakpoint& one) {
        return one.breakpoint.world() == World::guest;
    });
    const std::uint64_t end =
        in_guest ? routine.instructions()[routine.sret_index()].next_address() : routine.end();
    const auto first = addresses.lower_bound(routine.begin());
    if (first == addresses.end() || first->first >= end) {
        addresses.try_emplace(routine.begin());
    }
}

bool BreakpointPlan::is_stepped(const HartState& hart, const Routine& routine) const {
    const auto index = hart.world == World::host ? routine.index_of(hart.pc) : std::nullopt;
    const bool at_beginning = index && (*index == 0 || hart.pc == routine.return_label());
    return index && (!at_beginning || stepped_halves.contains(hart.pc));
}

} // namespace switchscope

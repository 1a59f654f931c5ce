// SPDX-License-Identifier: MIT
#include "core/session/hit_counter.h"

#include "core/isa/registers.h"
#include "core/session/step_description.h"

namespace switchscope {

using Kind = Breakpoint::Kind;

Result<std::optional<Hit>> HitCounter::count(const std::vector<std::size_t>& numbers,
                                             StoppedHart& hart, std::uint16_t area) {
    std::optional<Hit> first;
    for (const std::size_t number : numbers) {
        const bool stopped = SWITCHSCOPE_TRY(stops(number, hart, area));
        if (stopped && !first) {
            first = hit(number, area);
        }
    }
    return first;
}

Result<bool> HitCounter::stops(std::size_t number, StoppedHart& hart, std::uint16_t area) {
    const bool meant = SWITCHSCOPE_TRY(is_meant(plan_.breakpoints[number], hart, area));
    BreakpointSet::Entry& counted = entry(number);
    ++(meant ? counted.hits : counted.passed);
    return meant && counted.breakpoint.stops_at(counted.hits);
}

Hit HitCounter::hit(std::size_t number, std::uint16_t area) const {
    const Breakpoint& breakpoint = plan_.breakpoints[number].breakpoint;
    if (breakpoint.kind != Kind::slot_write) {
        return {number, std::nullopt};
    }
    const std::uint8_t size = area_.slots()[breakpoint.slot].size;
    return {number, Location::slot(area, breakpoint.slot, size)};
}

/// What costs nothing is asked first, and the world, which costs a round trip, last. Slots are the
/// exception: those of the host are read where the host has them, so the world has to be known
/// before.
Result<bool> HitCounter::is_meant(const PlannedBreakpoint& planned, StoppedHart& hart,
                                  std::uint16_t area) {
    const Breakpoint& breakpoint = planned.breakpoint;
    const MachineState& state = machine_.state();
    const bool right_hart = !breakpoint.hart || *breakpoint.hart == state.hart;
    const bool right_vcpu =
        !breakpoint.vcpu ||
        *breakpoint.vcpu == (breakpoint.vcpu_is_number() ? area : state.areas[area].address);
    if (!right_hart || !right_vcpu) {
        return false;
    }
    if (planned.asks_slots) {
        const World world = SWITCHSCOPE_TRY(hart.world());
        if (world != breakpoint.world()) {
            return false;
        }
    }
    if (planned.condition) {
        const bool held = SWITCHSCOPE_TRY(holds(planned, hart, area));
        if (!held) {
            return false;
        }
    }
    const World world = SWITCHSCOPE_TRY(hart.world());
    return world == breakpoint.world();
}

/// Whether the condition holds, given that the hart is in the world that the breakpoint is meant
/// for.
Result<bool> HitCounter::holds(const PlannedBreakpoint& planned, const StoppedHart& hart,
                               std::uint16_t area) {
    const HartReader& reader = machine_.reader();
    const World world = planned.breakpoint.world();
    MachineState moment = machine_.state();
    moment.pc = hart.pc;
    moment.world = world;
    moment.area = area;
    moment.gprs = hart.gprs;
    for (const Location& place : planned.places) {
        if (place.kind == LocationKind::csr) {
            const auto number = static_cast<std::uint16_t>(place.id);
            const auto index = reader.register_for(number, world);
            auto& value = moment.csrs[number] = index ? hart.value(*index) : std::nullopt;
            if (value) {
                *value &= own_bits(number);
            }
        }
    }
    if (planned.asks_slots) {
        SWITCHSCOPE_TRY(read_slots(planned, moment));
    }
    Step step =
        describe_step(routine_, moment, runs_.switches_entered(hart.index() == 0u), hart.pc, world);
    if (step.half == Half::guest_to_host) {
        // The cause of the exit holds until the `ret`, and a condition takes it from a step that
        // comes from the guest.
        step.world = World::guest;
    }
    if (planned.breakpoint.kind == Kind::guest_entry) {
        const auto sepc = reader.register_for(csr::sepc, World::host);
        moment.pc = sepc ? hart.value(*sepc).value_or(0) : 0;
        moment.world = step.world_after = World::guest;
    }
    return planned.condition->holds(moment, step);
}

/// The slots that the condition asks for, as they are in memory now.
Result<void> HitCounter::read_slots(const PlannedBreakpoint& planned, MachineState& moment) {
    MachineState::Area& area = moment.areas[moment.area];
    std::vector<std::size_t> slots;
    for (const Location& place : planned.places) {
        if (place.kind == LocationKind::slot) {
            slots.push_back(place.id);
        }
    }
    const auto values =
        SWITCHSCOPE_TRY(machine_.reader().read_slots(moment.hart, area, moment.world, slots));
    for (std::size_t n = 0; n < slots.size(); ++n) {
        area.slots[slots[n]] = values[n];
    }
    return {};
}

} // namespace switchscope

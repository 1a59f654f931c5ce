// SPDX-License-Identifier: MIT
// What is read of a hart that was stopped, and what follows from it: is a breakpoint meant, and which switch is this?
#include <algorithm>
#include <limits>

#include "core/base/bytes.h"
#include "core/isa/registers.h"
#include "core/session/account.h"
#include "core/session/breakpoint_run.h"

namespace switchscope {

std::size_t BreakpointRun::place_of(World world, std::optional<std::size_t> index) const {
    if (world == World::guest) {
        return 2 * routine_.sret_index() + 1;
    }
    return world == World::host && index ? 2 * *index : std::numeric_limits<std::size_t>::max();
}

Result<BreakpointRun::Look> BreakpointRun::look() {
    Request request;
    request.hart = stepper_.state().hart;
    request.gprs = true;
    request.registers.assign(registers_.begin(), registers_.end());
    const auto reply = target_.exchange(request);
    if (!reply) {
        return fail(reply.error());
    }
    Look look;
    look.pc = reply->pc;
    look.gprs = reply->gprs;
    for (std::size_t n = 0; n < request.registers.size(); ++n) {
        look.registers[request.registers[n]] = reply->registers[n];
    }
    look.index = routine_.index_of(look.pc);
    if (look.index) {
        const Location pointer = area_pointer_at(routine_, *look.index);
        const auto sscratch = stepper_.register_for(csr::sscratch, World::host);
        look.pointer = pointer.kind == LocationKind::gpr ? std::optional(look.gprs[pointer.id])
                       : sscratch                        ? look.registers[*sscratch]
                                                         : std::nullopt;
    }
    return look;
}

Result<World> BreakpointRun::world_of(Look& look) {
    if (!look.world) {
        auto mode = target_.mode(stepper_.state().hart);
        if (!mode) {
            return fail(mode.error());
        }
        look.world = mode->world();
    }
    return *look.world;
}

/// The hart stands in the routine: which switch this is, and of which vCPU.
Result<void> BreakpointRun::observe(Look& look, SessionListener& listener) {
    if (!look.index || !look.pointer) {
        return {};
    }
    const auto& areas = stepper_.state().areas;
    auto known = std::ranges::find(areas, *look.pointer, &MachineState::Area::address);
    if (known == areas.end()) {
        auto world = world_of(look);
        if (!world) {
            return fail(world.error());
        }
        if (*world != World::host) {
            return {}; // a guest has code of its own at this address
        }
        if (auto met = stepper_.meet_area(*look.pointer, &listener); !met) {
            return fail(met.error());
        }
        SWITCHSCOPE_TRY(arm_watches());
        known = std::ranges::find(areas, *look.pointer, &MachineState::Area::address);
    }
    Account& here = account();
    here.area = static_cast<std::uint16_t>(known - areas.begin());
    const std::size_t place = 2 * *look.index;
    here.entries += here.ran && place <= here.last_place ? 1u : 0u;
    here.last_place = place;
    return {};
}

Result<bool> BreakpointRun::stops(Point& point, Look& look, std::uint16_t area) {
    BreakpointSet::Entry& counted = entry(point);
    const Breakpoint& breakpoint = counted.breakpoint;
    const MachineState& state = stepper_.state();
    const auto right_world = [&]() -> Result<bool> {
        auto world = world_of(look);
        return world ? Result<bool>(*world == breakpoint.world()) : fail(world.error());
    };
    Result<bool> meant =
        (!breakpoint.hart || *breakpoint.hart == state.hart) &&
        (!breakpoint.vcpu ||
         (breakpoint.vcpu_is_number() ? *breakpoint.vcpu == area
                                      : *breakpoint.vcpu == state.areas[area].address));
    // Slots are read where the host has them: only in the host.
    if (*meant && point.asks_slots) {
        meant = right_world();
    }
    if (meant && *meant && point.condition) {
        meant = holds(point, look, area);
    }
    if (meant && *meant) {
        meant = right_world();
    }
    if (!meant) {
        return meant;
    }
    ++(*meant ? counted.hits : counted.passed);
    return *meant && breakpoint.stops_at(counted.hits);
}

Result<bool> BreakpointRun::holds(const Point& point, const Look& look, std::uint16_t area) {
    const Breakpoint& breakpoint = breakpoints_.find(point.id)->breakpoint;
    const World world = breakpoint.world();
    MachineState moment = stepper_.state();
    moment.pc = look.pc;
    moment.world = world;
    moment.area = area;
    moment.gprs = look.gprs;
    for (const Location& place : point.places) {
        const auto number = static_cast<std::uint16_t>(place.id);
        if (place.kind == LocationKind::csr) {
            const auto index = stepper_.register_for(number, world);
            moment.csrs[number] = index ? look.registers.at(*index) : std::nullopt;
        }
    }
    if (point.asks_slots) {
        SWITCHSCOPE_TRY(add_slots(point, moment, world));
    }
    Step step = describe_step(routine_, moment, entered(look), look.pc, world);
    if (step.half == Half::guest_to_host) {
        step.world = World::guest; // where the exit came from whose cause holds until the `ret`
    }
    if (breakpoint.kind == Breakpoint::Kind::guest_entry) {
        const auto sepc = stepper_.register_for(csr::sepc, World::host);
        moment.pc = sepc ? look.registers.at(*sepc).value_or(0) : 0;
        moment.world = step.world_after = World::guest;
    }
    return point.condition->holds(moment, step);
}

/// The slots that the condition asks for, as they are in memory now.
Result<void> BreakpointRun::add_slots(const Point& point, MachineState& moment, World world) {
    MachineState::Area& area = moment.areas[moment.area];
    Request request;
    request.hart = moment.hart;
    std::vector<std::size_t> read;
    for (const Location& place : point.places) {
        if (place.kind != LocationKind::slot) {
            continue;
        }
        const Slot& slot = area_.slots()[place.id];
        area.slots[place.id].reset();
        if (world == World::host) {
            request.memory.push_back(
                {AddressSpace::current, area.address + slot.offset, slot.size});
        } else if (area.physical && target_.description().physical_memory) {
            request.memory.push_back(
                {AddressSpace::physical, *area.physical + slot.offset, slot.size});
        } else {
            continue;
        }
        read.push_back(place.id);
    }
    const auto reply = target_.exchange(request);
    if (!reply) {
        return fail(reply.error());
    }
    for (std::size_t n = 0; n < read.size(); ++n) {
        if (const auto& bytes = reply->memory[n]) {
            area.slots[read[n]] = little_endian(*bytes);
        }
    }
    return {};
}

/// Entries that have executed, on any hart.
std::uint64_t BreakpointRun::entered(const Look& look) const {
    std::uint64_t entered = stepper_.switches_entered();
    for (const auto& [hart, one] : accounts_) {
        const bool stands_at_entry = hart == stepper_.state().hart && look.index == 0u;
        entered += one.entries + (one.began_at_entry && one.ran ? 1 : 0) -
                   (stands_at_entry && one.entries > 0 ? 1 : 0);
    }
    return entered;
}

/// Tells everything since the last step that was told as one `run` of the hart in force. Others that have entered the
/// routine meanwhile are told before, so that no switch is missing from the count.
Result<void> BreakpointRun::tell(SessionListener& listener) {
    const std::uint32_t in_force = stepper_.state().hart;
    const auto written = written_;
    for (const auto& [hart, one] : accounts_) {
        if (hart != in_force && one.entries > 0) {
            SWITCHSCOPE_TRY(stepper_.select_hart(hart));
            written_.reset();
            SWITCHSCOPE_TRY(tell_hart(listener));
        }
    }
    SWITCHSCOPE_TRY(stepper_.select_hart(in_force));
    written_ = written;
    return tell_hart(listener);
}

Result<void> BreakpointRun::tell_hart(SessionListener& listener) {
    Account& one = account();
    if (!one.ran) {
        return {};
    }
    auto here = look();
    if (!here) {
        return fail(here.error());
    }
    auto world = world_of(*here);
    if (!world) {
        return fail(world.error());
    }
    // A place that lies in front of the one seen last belongs to another switch.
    const std::size_t place = place_of(*world, here->index);
    if (place == 0) {
        one.entries -= one.last_place == 0 && one.entries > 0 ? 1 : 0;
    } else if (place < one.last_place) {
        ++one.entries;
    }
    SWITCHSCOPE_TRY(stepper_.account_for_run(listener, {one.entries, one.area, written_}));
    stand(stepper_.state());
    return {};
}

} // namespace switchscope

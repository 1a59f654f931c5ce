// SPDX-License-Identifier: MIT
#include "core/trace/state_codec.h"

#include <iterator>

namespace switchscope {

namespace {

/// Bits of an area's second byte: what else is known of it.
struct AreaHas {
    static constexpr unsigned physical = 1, id = 2, vm = 4;
};

void write_hart(ByteWriter& out, const HartState& state) {
    out.u64(state.pc);
    out.u8(static_cast<std::uint8_t>(state.world));
    out.varint(state.hart);
    out.varint(state.area);
    for (const std::uint64_t value : state.gprs) {
        out.u64(value);
    }
    out.varint(state.csrs.size());
    for (const auto& [number, value] : state.csrs) {
        out.varint(number);
        out.optional(value);
    }
}

HartState read_hart(ByteReader& in) {
    HartState state;
    state.pc = in.u64();
    const std::uint8_t world = in.u8();
    if (world > static_cast<std::uint8_t>(World::firmware)) {
        in.give_up();
    }
    state.world = static_cast<World>(world);
    state.hart = static_cast<std::uint32_t>(in.varint_up_to(0xffffffff));
    state.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    for (std::uint64_t& value : state.gprs) {
        value = in.u64();
    }
    for (std::size_t left = in.count(2); left > 0 && in.ok(); --left) {
        const auto number = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
        state.csrs[number] = in.optional();
    }
    return state;
}

} // namespace

void write_area(ByteWriter& out, const MachineState::Area& area) {
    out.u64(area.address);
    const bool has_vm = area.vcpu && area.vcpu->vm;
    out.u8(static_cast<std::uint8_t>((area.physical ? AreaHas::physical : 0) |
                                     (area.vcpu ? AreaHas::id : 0) | (has_vm ? AreaHas::vm : 0)));
    if (area.physical) {
        out.u64(*area.physical);
    }
    if (area.vcpu) {
        out.varint(area.vcpu->id);
    }
    if (has_vm) {
        out.u64(*area.vcpu->vm);
    }
    out.varint(area.slots.size());
    for (const auto& slot : area.slots) {
        out.optional(slot);
    }
}

MachineState::Area read_area(ByteReader& in) {
    MachineState::Area area;
    area.address = in.u64();
    const unsigned has = in.u8();
    if (has > (AreaHas::physical | AreaHas::id | AreaHas::vm)) {
        in.give_up();
    }
    if ((has & AreaHas::physical) != 0) {
        area.physical = in.u64();
    }
    if ((has & AreaHas::id) != 0) {
        area.vcpu = VcpuIdentity{in.varint(), std::nullopt};
    }
    if ((has & AreaHas::vm) != 0) {
        const std::uint64_t vm = in.u64();
        if (area.vcpu) {
            area.vcpu->vm = vm;
        }
    }
    area.slots.resize(in.count(1));
    for (auto& slot : area.slots) {
        slot = in.optional();
    }
    return area;
}

void write_state(ByteWriter& out, const MachineState& state) {
    write_hart(out, state);
    out.varint(state.areas.size());
    for (const MachineState::Area& area : state.areas) {
        write_area(out, area);
    }
    out.varint(state.parked.size());
    for (const HartState& hart : state.parked) {
        write_hart(out, hart);
    }
}

MachineState read_state(ByteReader& in, std::uint16_t format) {
    constexpr std::size_t least_hart = 8 + 1 + 1 + 1 + 32 * 8 + 1; // in bytes
    MachineState state{read_hart(in), {}, {}};
    for (std::size_t left = in.count(10); left > 0 && in.ok(); --left) {
        state.areas.push_back(read_area(in));
    }
    if (format == format_of_one_hart) {
        return state;
    }
    for (std::size_t left = in.count(least_hart); left > 0 && in.ok(); --left) {
        state.parked.push_back(read_hart(in));
        const bool ascending = state.parked.size() < 2 ||
                               std::prev(state.parked.end(), 2)->hart < state.parked.back().hart;
        if (!ascending || state.parked.back().hart == state.hart) {
            in.give_up();
        }
    }
    return state;
}

void write_location(ByteWriter& out, const Location& location) {
    out.u8(static_cast<std::uint8_t>(location.kind));
    out.u8(location.size);
    out.varint(location.area);
    out.varint(location.id);
}

Location read_location(ByteReader& in) {
    Location location;
    const std::uint8_t kind = in.u8();
    if (kind > static_cast<std::uint8_t>(LocationKind::memory)) {
        in.give_up();
    }
    location.kind = static_cast<LocationKind>(kind & 3);
    location.size = in.u8();
    location.area = static_cast<std::uint16_t>(in.varint_up_to(0xffff));
    location.id = in.varint();
    return location;
}

} // namespace switchscope

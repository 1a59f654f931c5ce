// SPDX-License-Identifier: MIT
#include "core/session/hart_reader.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/session/address_translation.h"

namespace switchscope {

namespace {

/// A sentence that is another one for each world.
struct ByWorld {
    English host, guest, firmware;
    English of(World world) const {
        return world == World::host ? host : world == World::guest ? guest : firmware;
    }
};

std::vector<std::uint8_t> bytes_of(std::uint64_t value, std::uint8_t size) {
    std::vector<std::uint8_t> bytes;
    for (unsigned n = 0; n < size; ++n) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * n)));
    }
    return bytes;
}

} // namespace

std::optional<std::uint64_t> RawRegisters::value(std::size_t index) const {
    const auto found = std::ranges::find(registers, index, &decltype(registers)::value_type::first);
    return found == registers.end() ? std::nullopt : found->second;
}

HartReader::HartReader(Target& target, const SaveArea& area, std::optional<VcpuLayout> layout)
    : target_(target), area_(area), layout_(layout) {
    for (const std::uint16_t number : followed_csrs()) {
        Csr csr{number, look_up(number, World::host), look_up(number, World::guest)};
        if (csr.normal) {
            csrs_.push_back(csr);
        }
    }
}

std::optional<std::size_t> HartReader::look_up(std::uint16_t csr, World world) const {
    if (world == World::guest) {
        // While V=1 QEMU shows the guest's registers under the supervisor names. What it shows
        // under the vs* names is out of date, and the host's own values cannot be read at all.
        if (const auto alias = supervisor_alias(csr)) {
            csr = *alias;
        } else if (virtual_supervisor_of(csr)) {
            return std::nullopt;
        }
    }
    const auto& registers = target_.description().registers;
    const auto found =
        std::ranges::find(registers, csr_name(csr), &TargetDescription::Register::name);
    return found == registers.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - registers.begin()));
}

std::span<const HartReader::Csr> HartReader::csrs_of(bool csrs) const {
    return csrs ? std::span(csrs_) : std::span<const Csr>();
}

bool HartReader::is_followed(std::uint16_t csr) const {
    return std::ranges::find(csrs_, csr, &Csr::number) != csrs_.end();
}

std::optional<std::size_t> HartReader::register_for(std::uint16_t csr, World world) const {
    const auto found = std::ranges::find(csrs_, csr, &Csr::number);
    if (found == csrs_.end()) {
        return look_up(csr, world);
    }
    return world == World::guest ? found->guest : found->normal;
}

std::optional<Request::Memory> HartReader::memory_in(const MachineState::Area& area, World world,
                                                     std::uint64_t offset,
                                                     std::uint64_t size) const {
    if (world == World::host) {
        return Request::Memory{AddressSpace::current, area.address + offset, size};
    }
    if (area.physical && target_.description().physical_memory) {
        return Request::Memory{AddressSpace::physical, *area.physical + offset, size};
    }
    return std::nullopt;
}

std::optional<Request::Memory> HartReader::all_slots_of(const MachineState::Area& area,
                                                        World world) const {
    const auto [first, last] = area_.extent();
    return memory_in(area, world, first, last - first);
}

std::vector<std::optional<std::uint64_t>>
HartReader::slots_in(const std::optional<std::vector<std::uint8_t>>& bytes) const {
    std::vector<std::optional<std::uint64_t>> slots;
    if (bytes) {
        slots.reserve(area_.slots().size());
        const std::uint64_t first = area_.extent().first;
        for (const Slot& slot : area_.slots()) {
            const auto from = static_cast<std::size_t>(slot.offset - first);
            slots.emplace_back(little_endian(std::span(*bytes).subspan(from, slot.size)));
        }
    }
    return slots;
}

Request HartReader::full_request(const MachineState& known, World world, bool csrs) const {
    Request request;
    request.hart = known.hart;
    request.gprs = true;
    for (const Csr& csr : csrs_of(csrs)) {
        if (const auto index = world == World::guest ? csr.guest : csr.normal) {
            request.registers.push_back(*index);
        }
    }
    for (const MachineState::Area& area : known.areas) {
        if (const auto memory = all_slots_of(area, world)) {
            request.memory.push_back(*memory);
        }
    }
    return request;
}

Observation HartReader::take_apart(const Reply& reply, const MachineState& known, World world,
                                   bool csrs) const {
    Observation seen;
    seen.world = world;
    seen.gprs = reply.gprs;
    seen.pc = reply.pc;
    seen.csrs.reserve(reply.registers.size());
    std::size_t next = 0;
    for (const Csr& csr : csrs_of(csrs)) {
        if (world == World::guest ? csr.guest : csr.normal) {
            seen.add_csr(csr.number, reply.registers.at(next++));
        }
    }
    seen.slots.reserve(known.areas.size());
    std::size_t next_memory = 0;
    for (const MachineState::Area& area : known.areas) {
        const bool reached = all_slots_of(area, world).has_value();
        seen.slots.push_back(slots_in(reached ? reply.memory.at(next_memory++) : std::nullopt));
    }
    return seen;
}

Result<World> HartReader::world_of(std::uint32_t hart) {
    const Mode mode = SWITCHSCOPE_TRY(target_.mode(hart));
    return mode.world();
}

Result<Observation> HartReader::read(const MachineState& known, World world) {
    const Reply reply = SWITCHSCOPE_TRY(target_.exchange(full_request(known, world)));
    return take_apart(reply, known, world);
}

Result<HartState> HartReader::read_hart(std::uint32_t number) {
    HartState hart;
    hart.hart = number;
    hart.world = SWITCHSCOPE_TRY(world_of(number));
    MachineState no_areas;
    no_areas.hart = number;
    const Observation seen = SWITCHSCOPE_TRY(read(no_areas, hart.world));
    hart.pc = seen.pc;
    hart.gprs = seen.gprs;
    for (const auto& [csr, value] : seen.csrs) {
        hart.csrs[csr] = value;
    }
    // A CSR that cannot be read while the guest runs is followed all the same.
    for (const Csr& csr : csrs_) {
        hart.csrs.try_emplace(csr.number, std::nullopt);
    }
    return hart;
}

Result<RawRegisters> HartReader::read_raw(std::uint32_t hart,
                                          std::span<const std::size_t> registers) {
    Request request;
    request.hart = hart;
    request.gprs = true;
    request.registers.assign(registers.begin(), registers.end());
    const Reply reply = SWITCHSCOPE_TRY(target_.exchange(request));
    RawRegisters raw;
    raw.pc = reply.pc;
    raw.gprs = reply.gprs;
    raw.registers.reserve(registers.size());
    for (std::size_t n = 0; n < registers.size(); ++n) {
        raw.registers.emplace_back(registers[n], reply.registers.at(n));
    }
    return raw;
}

Result<std::vector<std::optional<std::uint64_t>>>
HartReader::read_slots(std::uint32_t hart, const MachineState::Area& area, World world,
                       std::span<const std::size_t> slots) {
    std::vector<std::optional<std::uint64_t>> values(slots.size());
    std::vector<std::size_t> reached; // where in `values` the answers go
    Request request;
    request.hart = hart;
    for (std::size_t n = 0; n < slots.size(); ++n) {
        const Slot& slot = area_.slots()[slots[n]];
        if (const auto memory = memory_in(area, world, slot.offset, slot.size)) {
            request.memory.push_back(*memory);
            reached.push_back(n);
        }
    }
    if (reached.empty()) {
        return values;
    }
    const Reply reply = SWITCHSCOPE_TRY(target_.exchange(request));
    for (std::size_t n = 0; n < reached.size(); ++n) {
        if (const auto& bytes = reply.memory.at(n)) {
            values[reached[n]] = little_endian(*bytes);
        }
    }
    return values;
}

/// The physical address of the save area; none where its pages do not lie side by side, so that its
/// slots stay unread while a guest runs.
std::optional<std::uint64_t> HartReader::physical_address(const HartState& hart,
                                                          std::uint64_t address) {
    const auto satp = hart.csrs.find(csr::satp);
    if (satp == hart.csrs.end() || !satp->second || !target_.description().physical_memory) {
        return std::nullopt;
    }
    const auto read_word = [&](std::uint64_t where) -> std::optional<std::uint64_t> {
        Request request;
        request.hart = hart.hart;
        request.memory.push_back({AddressSpace::physical, where, 8});
        const auto reply = target_.exchange(request);
        if (!reply || !reply->memory.front()) {
            return std::nullopt;
        }
        return little_endian(*reply->memory.front());
    };
    const auto [first, last] = area_.extent();
    const auto begin = translate(*satp->second, address + first, read_word);
    const auto end = translate(*satp->second, address + last - 1, read_word);
    const bool side_by_side = begin && end && *end - *begin == last - 1 - first;
    return side_by_side ? std::optional(*begin - first) : std::nullopt;
}

/// The vCPU's own number and its VM, from the struct around the save area; none: not known.
std::optional<VcpuIdentity> HartReader::read_identity(const HartState& hart,
                                                      std::uint64_t address) {
    if (!layout_) {
        return std::nullopt;
    }
    const auto at = [&](std::int64_t offset) {
        return address + static_cast<std::uint64_t>(offset);
    };
    Request request;
    request.hart = hart.hart;
    request.memory.push_back({AddressSpace::current, at(layout_->id), layout_->id_size});
    if (layout_->vm) {
        request.memory.push_back({AddressSpace::current, at(*layout_->vm), 8});
    }
    const auto reply = target_.exchange(request);
    if (!reply || !reply->memory.front()) {
        return std::nullopt;
    }
    VcpuIdentity identity{little_endian(*reply->memory.front()), std::nullopt};
    if (layout_->vm && reply->memory.back()) {
        identity.vm = little_endian(*reply->memory.back());
    }
    return identity;
}

Result<MachineState::Area> HartReader::read_area(const HartState& hart, std::uint64_t address) {
    MachineState::Area area;
    area.address = address;
    area.physical = physical_address(hart, address);
    area.vcpu = read_identity(hart, address);
    Request request;
    request.hart = hart.hart;
    request.memory.push_back(*all_slots_of(area, World::host));
    const Reply reply = SWITCHSCOPE_TRY(target_.exchange(request));
    area.slots = slots_in(reply.memory.at(0));
    if (area.slots.empty()) {
        return fail(en("the save area that a0 points to (%1) cannot be read")(hex(address)),
                    en("Is the image that of the running kernel?"));
    }
    return area;
}

Result<void> HartReader::put(const MachineState& known, const Location& place,
                             std::uint64_t value) {
    switch (place.kind) {
    case LocationKind::gpr:
        return target_.write_gpr(known.hart, static_cast<unsigned>(place.id), value);
    case LocationKind::csr:
        return put_csr(known, place, value);
    case LocationKind::slot:
        return put_slot(known, place, bytes_of(value, place.size));
    case LocationKind::memory:
        return target_.write_memory(AddressSpace::current, place.id, bytes_of(value, place.size));
    }
    return fail(en("there is no such place"));
}

Result<void> HartReader::put_csr(const MachineState& known, const Location& place,
                                 std::uint64_t value) {
    const auto index = register_for(static_cast<std::uint16_t>(place.id), known.world);
    if (!index) {
        constexpr ByWorld runs{en("%1 cannot be written while the host runs"),
                               en("%1 cannot be written while the guest runs"),
                               en("%1 cannot be written while the firmware runs")};
        return fail(runs.of(known.world)(location_name(place, area_)),
                    en("Step on until the other world runs."));
    }
    return target_.write_register(known.hart, *index, value);
}

Result<void> HartReader::put_slot(const MachineState& known, const Location& place,
                                  const std::vector<std::uint8_t>& bytes) {
    if (place.area >= known.areas.size() || place.id >= area_.slots().size()) {
        return fail(en("there is no such slot"));
    }
    const Slot& slot = area_.slots()[place.id];
    const auto memory = memory_in(known.areas[place.area], known.world, slot.offset, slot.size);
    if (!memory) {
        constexpr ByWorld runs{en("the save area cannot be reached while the host runs"),
                               en("the save area cannot be reached while the guest runs"),
                               en("the save area cannot be reached while the firmware runs")};
        return fail(runs.of(known.world), en("Step on until the host runs."));
    }
    return target_.write_memory(memory->space, memory->address, bytes);
}

} // namespace switchscope

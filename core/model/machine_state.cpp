// SPDX-License-Identifier: MIT
#include "core/model/machine_state.h"

#include <algorithm>
#include <utility>

#include "core/base/hex.h"

namespace switchscope {

void MachineState::select_hart(std::uint32_t number) {
    if (number == hart) {
        return;
    }
    const auto found = std::ranges::find(parked, number, &HartState::hart);
    if (found == parked.end()) {
        hart = number;
        return;
    }
    std::swap(static_cast<HartState&>(*this), *found);
    std::ranges::sort(parked, {}, &HartState::hart);
}

const HartState* MachineState::find_hart(std::uint32_t number) const {
    if (number == hart) {
        return this;
    }
    const auto found = std::ranges::find(parked, number, &HartState::hart);
    return found == parked.end() ? nullptr : &*found;
}

MachineState MachineState::alone() const {
    return {static_cast<const HartState&>(*this), areas, {}};
}

std::optional<std::uint64_t> MachineState::value(const Location& location) const {
    switch (location.kind) {
    case LocationKind::gpr:
        return location.id < gprs.size() ? std::optional(gprs[location.id]) : std::nullopt;
    case LocationKind::csr: {
        const auto found = csrs.find(static_cast<std::uint16_t>(location.id));
        return found == csrs.end() ? std::nullopt : found->second;
    }
    case LocationKind::slot:
        if (location.area < areas.size() && location.id < areas[location.area].slots.size()) {
            return areas[location.area].slots[location.id];
        }
        return std::nullopt;
    case LocationKind::memory:
        break;
    }
    return std::nullopt;
}

void MachineState::set(const Location& location, std::optional<std::uint64_t> value) {
    switch (location.kind) {
    case LocationKind::gpr:
        if (location.id > 0 && location.id < gprs.size()) {
            gprs[location.id] = value.value_or(0);
        }
        break;
    case LocationKind::csr:
        if (const auto found = csrs.find(static_cast<std::uint16_t>(location.id));
            found != csrs.end()) {
            found->second = value;
        }
        break;
    case LocationKind::slot:
        if (location.area < areas.size() && location.id < areas[location.area].slots.size()) {
            areas[location.area].slots[location.id] = value;
        }
        break;
    case LocationKind::memory:
        break;
    }
}

void MachineState::apply(const Step& step) {
    select_hart(step.hart);
    for (const Effect& effect : step.effects) {
        set(effect.at, effect.after);
    }
    pc = step.pc_after;
    world = step.world_after;
    area = step.area;
}

void MachineState::undo(const Step& step) {
    select_hart(step.hart);
    for (auto effect = step.effects.rbegin(); effect != step.effects.rend(); ++effect) {
        set(effect->at, effect->before);
    }
    pc = step.pc;
    world = step.world;
    area = step.area_before;
}

std::string vcpu_name(std::size_t number, const MachineState::Area& area) {
    std::string name = "vCPU " + std::to_string(number) + " (";
    if (area.vcpu) {
        name += "id " + std::to_string(area.vcpu->id) +
                (area.vcpu->vm ? " of VM " + hex(*area.vcpu->vm) : std::string()) + ", ";
    }
    return name + "save area " + hex(area.address) + ")";
}

} // namespace switchscope

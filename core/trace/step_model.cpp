// SPDX-License-Identifier: MIT
#include "core/trace/step_model.h"

#include <utility>

#include "core/trace/record_codes.h"

namespace switchscope {

std::size_t StepModel::Hash::operator()(const Key& key) const {
    const Location& location = key.at;
    const std::uint64_t where = static_cast<std::uint64_t>(key.hart) << 32 |
                                static_cast<std::uint64_t>(location.area) << 8 |
                                static_cast<std::uint64_t>(location.kind);
    return mix_hash(mix_hash(location.id, location.size), where);
}

StepModel::StepModel(const MachineState& keyframe, SwitchNumbers numbers, std::uint16_t format)
    : format_(format), numbers_(std::move(numbers)), last_area_(keyframe.area) {
    add_hart(keyframe);
    for (const HartState& hart : keyframe.parked) {
        add_hart(hart);
    }
    for (const MachineState::Area& area : keyframe.areas) {
        add_area(area);
    }
}

void StepModel::add_hart(const HartState& hart) {
    for (unsigned n = 0; n < hart.gprs.size(); ++n) {
        cells_[cell_of(Location::gpr(n), hart.hart)].value = hart.gprs[n];
    }
    for (const auto& [number, value] : hart.csrs) {
        cells_[cell_of(Location::csr(number), hart.hart)].value = value;
    }
}

void StepModel::add_area(const MachineState::Area& area) {
    const auto number = static_cast<std::uint16_t>(areas_++);
    for (std::size_t n = 0; n < area.slots.size(); ++n) {
        cells_[cell_of(Location::slot(number, n), 0)].value = area.slots[n];
    }
}

std::uint32_t StepModel::cell_of(const Location& location, std::uint32_t hart) {
    Key key{location, many_harts() && location.is_register() ? hart : 0};
    if (location.kind == LocationKind::slot) {
        key.at.size = 0; // a keyframe does not have the sizes of slots
    }
    const auto [found, added] =
        cell_by_key_.try_emplace(key, static_cast<std::uint32_t>(cells_.size()));
    if (added) {
        cells_.push_back({location, key.hart, std::nullopt});
    }
    return found->second;
}

std::uint64_t StepModel::last_number(std::uint32_t hart) const {
    const auto found = numbers_.last.find(many_harts() ? hart : 0);
    return found == numbers_.last.end() ? 0 : found->second;
}

std::uint32_t StepModel::add_shape(Shape shape) {
    shape.effects.clear();
    for (const Effect& effect : shape.step.effects) {
        ShapeEffect& known = shape.effects.emplace_back();
        known.addresses = {last_address_, last_address_};
        if (effect.at.kind != LocationKind::memory) {
            known.at = cell_of(effect.at, shape.step.hart);
        }
        if (effect.from && effect.from->kind != LocationKind::memory) {
            known.from = cell_of(*effect.from, shape.step.hart);
        }
    }
    last_pc_after_ = shape.step.pc_after;
    shapes_.push_back(std::move(shape));
    return static_cast<std::uint32_t>(shapes_.size() - 1);
}

void StepModel::use_addresses(ShapeEffect& known, const Effect& effect,
                              const Addresses& addresses) {
    const auto use = [this](std::uint32_t& cell, std::uint64_t& known_address,
                            std::uint64_t address, std::uint8_t size) {
        if (cell == none || known_address != address) {
            known_address = address;
            cell = cell_of(Location::memory(address, size), 0);
        }
        last_address_ = address;
    };
    if (effect.at.kind == LocationKind::memory) {
        use(known.at, known.addresses.at, addresses.at, effect.at.size);
    }
    if (effect.from && effect.from->kind == LocationKind::memory) {
        use(known.from, known.addresses.from, addresses.from, effect.from->size);
    }
}

void StepModel::finish_step(std::uint32_t shape, const Step& step) {
    if (last_shape_ != none) {
        shapes_[last_shape_].next = shape;
    }
    last_shape_ = shape;
    if (shapes_[shape].switch_code != SwitchNumberCode::same) {
        numbers_.newest = step.switch_number;
    }
    numbers_.last[many_harts() ? step.hart : 0] = step.switch_number;
    last_time_ = step.time.value_or(last_time_);
    last_area_ = step.area;
    ++steps_;
}

} // namespace switchscope

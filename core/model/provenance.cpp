// SPDX-License-Identifier: MIT
#include "core/model/provenance.h"

#include <algorithm>
#include <utility>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

bool is_virtual_supervisor(std::uint64_t csr_number) {
    return supervisor_alias(static_cast<std::uint16_t>(csr_number)).has_value();
}

/// The name of the register at a place; for a slot, of the register that it keeps.
std::string register_name(const Location& place, const SaveArea& area) {
    if (place.kind == LocationKind::slot && place.id < area.slots().size()) {
        const Slot& slot = area.slots()[place.id];
        if (slot.gpr) {
            return std::string(gpr_name(*slot.gpr));
        }
        return slot.csr ? csr_name(*slot.csr) : slot.label;
    }
    return location_name(place, area);
}

} // namespace

const char* owner_name(Owner owner) {
    static constexpr std::array names{"host", "guest", "switch", "scratch"};
    return names.at(static_cast<std::size_t>(owner));
}

Phrase describe(const Provenance& provenance, const SaveArea& area) {
    const Location& place = provenance.origin.place;
    const std::string name = register_name(place, area);
    switch (provenance.origin.kind) {
    case Origin::Kind::trapped:
        return en("the guest's %1")(name);
    case Origin::Kind::made:
        return provenance.owner == Owner::plumbing ? en("an address the switch computed")
                                                   : en("a computed value");
    case Origin::Kind::found:
        break;
    }
    if (provenance.owner == Owner::plumbing) {
        return en("the struct pointer");
    }
    if (place.kind == LocationKind::slot && place.id < area.slots().size()) {
        const Slot& slot = area.slots()[place.id];
        return slot.owner == SlotOwner::guest ? en("the guest's %1")(name)
                                              : en("what slot %1 held before")(slot.label);
    }
    if (place.kind == LocationKind::memory) {
        return en("what stood at %1")(location_name(place, area));
    }
    return (provenance.owner == Owner::scratch ? en("what %1 happened to hold")
                                               : en("the host's %1"))(name);
}

ProvenanceTracker::ProvenanceTracker(const Routine& routine, const SaveArea& area,
                                     const MachineState& at_entry)
    : routine_(&routine), area_(&area), hart_(at_entry.hart) {
    if (at_entry.area < at_entry.areas.size()) {
        struct_address_ = at_entry.areas[at_entry.area].address;
    }
    for (unsigned n = 0; n < gprs_.size(); ++n) {
        gprs_[n] = at_rest(Location::gpr(n));
        if (at_entry.world == World::guest) {
            gprs_[n].owner = Owner::guest;
        } else if (is_plumbing(at_entry.gprs[n])) {
            gprs_[n].owner = Owner::plumbing;
        }
    }
    for (const auto& [number, value] : at_entry.csrs) {
        if (value && is_plumbing(*value)) {
            Value plumbing = at_rest(Location::csr(number));
            plumbing.owner = Owner::plumbing;
            set(Location::csr(number), plumbing);
        }
    }
}

bool ProvenanceTracker::is_plumbing(std::uint64_t value) const {
    return value != 0 && (value == struct_address_ || value == routine_->return_label());
}

ProvenanceTracker::Value ProvenanceTracker::at_rest(const Location& location) const {
    Value value;
    value.origin.place = location;
    switch (location.kind) {
    case LocationKind::gpr: {
        const auto number = static_cast<unsigned>(location.id);
        const bool temporary = (number >= t0 && number <= t2) || number >= t3;
        value.owner = area_->index_of_gpr(SlotOwner::host, number) && !temporary ? Owner::host
                                                                                 : Owner::scratch;
        break;
    }
    case LocationKind::csr:
        value.owner = is_virtual_supervisor(location.id)                      ? Owner::guest
                      : is_filled_by_trap(static_cast<unsigned>(location.id)) ? Owner::scratch
                                                                              : Owner::host;
        break;
    case LocationKind::slot:
        value.owner = location.id < area_->slots().size() &&
                              area_->slots()[location.id].owner == SlotOwner::guest
                          ? Owner::guest
                          : Owner::host;
        break;
    case LocationKind::memory:
        break;
    }
    return value;
}

ProvenanceTracker::Value ProvenanceTracker::value_of(const Location& location) const {
    if (location.kind == LocationKind::gpr) {
        return location.id < gprs_.size() ? gprs_[location.id] : Value{};
    }
    const auto found = others_.find(location);
    return found == others_.end() ? at_rest(location) : found->second;
}

void ProvenanceTracker::set(const Location& location, const Value& value) {
    if (location.kind != LocationKind::gpr) {
        others_[location] = value;
    } else if (location.id < gprs_.size() && location.id != zero) {
        gprs_[location.id] = value;
    }
}

std::uint32_t ProvenanceTracker::link(std::size_t step, std::uint32_t before) {
    links_.push_back({step, before});
    return static_cast<std::uint32_t>(links_.size() - 1);
}

ProvenanceTracker::Value ProvenanceTracker::after(const Effect& effect, const Step& step,
                                                  std::size_t number) {
    const Value old = value_of(effect.at);
    Value value;
    if (step.world == World::guest) {
        value.origin = {Origin::Kind::trapped, effect.at, 0};
        const bool of_the_trap =
            effect.at.kind == LocationKind::csr && step.world_after != World::guest;
        // A trap also changes bits of the host's sstatus and hstatus. They stay the host's.
        value.owner = of_the_trap && !is_filled_by_trap(static_cast<unsigned>(effect.at.id))
                          ? old.owner
                          : Owner::guest;
        value.link = link(number, no_link);
        return value;
    }
    const bool in_routine = step.span >= 0;
    // A value that C code loads from memory counts as a new one: only places that the switch moves
    // are followed.
    if (effect.from && (effect.from->kind != LocationKind::memory || in_routine)) {
        value = value_of(*effect.from);
        value.link = link(number, value.link);
    } else {
        value.origin = {Origin::Kind::made, effect.at, number};
        // Within the routine only sret changes a CSR without an operand. It changes single bits, so
        // the owner stays.
        const bool keeps_owner = in_routine && effect.at.kind == LocationKind::csr;
        value.owner = keeps_owner  ? old.owner
                      : in_routine ? Owner::scratch
                                   : at_rest(effect.at).owner;
        value.link = link(number, keeps_owner ? old.link : no_link);
    }
    if (effect.after && is_plumbing(*effect.after)) {
        value.owner = Owner::plumbing;
    }
    return value;
}

void ProvenanceTracker::apply(const Step& step, std::size_t number) {
    if (step.hart != hart_) {
        // Another hart has other registers, but the same slots and memory: what it wrote there is
        // new here.
        for (const Effect& effect : step.effects) {
            if (!effect.at.is_register()) {
                Value value = at_rest(effect.at);
                value.origin = {Origin::Kind::made, effect.at, number};
                value.link = link(number, no_link);
                set(effect.at, value);
            }
        }
        return;
    }
    // All sources are read before any place changes, because a csrrw swaps two places.
    std::vector<Value> values;
    values.reserve(step.effects.size());
    for (const Effect& effect : step.effects) {
        values.push_back(after(effect, step, number));
    }
    for (std::size_t n = 0; n < values.size(); ++n) {
        set(step.effects[n].at, values[n]);
    }
}

Owner ProvenanceTracker::owner_of(const Location& location) const {
    return value_of(location).owner;
}

Origin ProvenanceTracker::origin_of(const Location& location) const {
    return value_of(location).origin;
}

Provenance ProvenanceTracker::of(const Location& location) const {
    const Value value = value_of(location);
    Provenance result{value.owner, value.origin, {}};
    for (std::uint32_t at = value.link; at != no_link; at = links_[at].before) {
        result.chain.push_back(links_[at].step);
    }
    std::ranges::reverse(result.chain);
    return result;
}

RunningProvenance::RunningProvenance(const Routine& routine, const SaveArea& area,
                                     MachineState start)
    : routine_(&routine), area_(&area), state_(std::move(start)) {
    values_.emplace(state_.hart, ProvenanceTracker(routine, area, state_));
}

void RunningProvenance::apply(const Step& step, std::size_t number) {
    state_.select_hart(step.hart);
    if (step.world == World::host && step.pc == routine_->begin()) {
        // The step that enters the routine has the save area of the new switch; the state still has
        // the one before.
        state_.area = step.area;
        values_.insert_or_assign(step.hart, ProvenanceTracker(*routine_, *area_, state_));
    } else if (!values_.contains(step.hart)) {
        values_.emplace(step.hart, ProvenanceTracker(*routine_, *area_, state_));
    }
    for (auto& [hart, values] : values_) {
        values.apply(step, number);
    }
    state_.apply(step);
}

} // namespace switchscope

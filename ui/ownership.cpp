// SPDX-License-Identifier: MIT
#include "ui/ownership.h"

#include <vector>

#include "core/isa/registers.h"

namespace switchscope::ui {

const char* owner_name(Owner owner) {
    switch (owner) {
    case Owner::host:
        return "host";
    case Owner::guest:
        return "guest";
    case Owner::plumbing:
        return "switch";
    case Owner::scratch:
        return "scratch";
    }
    return "";
}

namespace {

bool is_virtual_supervisor(std::uint64_t csr_number) {
    return supervisor_alias(static_cast<std::uint16_t>(csr_number)).has_value();
}

/// CSRs into which a trap out of the guest puts what it knows about the guest.
bool is_filled_by_trap(std::uint64_t csr_number) {
    switch (csr_number) {
    case csr::sepc:
    case csr::scause:
    case csr::stval:
    case csr::htval:
    case csr::htinst:
        return true;
    default:
        return false;
    }
}

} // namespace

Ownership::Ownership(std::shared_ptr<const SessionFacts> facts, const MachineState& at_entry)
    : facts_(std::move(facts)) {
    if (at_entry.area < at_entry.areas.size()) {
        struct_address_ = at_entry.areas.at(at_entry.area).address;
    }
    for (unsigned n = 0; n < gprs_.size(); ++n) {
        gprs_.at(n) = at_entry.world == World::guest     ? Owner::guest
                      : is_plumbing(at_entry.gprs.at(n)) ? Owner::plumbing
                                                         : at_rest(Location::gpr(n));
    }
    for (const auto& [number, value] : at_entry.csrs) {
        if (value && is_plumbing(*value)) {
            csrs_[number] = Owner::plumbing;
        }
    }
}

bool Ownership::is_plumbing(std::uint64_t value) const {
    return value != 0 && (value == struct_address_ || value == facts_->routine.return_label());
}

Owner Ownership::at_rest(const Location& location) const {
    const SaveArea& area = facts_->area;
    switch (location.kind) {
    case LocationKind::gpr:
        return area.index_of_gpr(SlotOwner::host, static_cast<unsigned>(location.id)) &&
                       !(location.id >= t0 && location.id <= t2) && location.id < t3
                   ? Owner::host
                   : Owner::scratch;
    case LocationKind::csr:
        if (is_virtual_supervisor(location.id)) {
            return Owner::guest;
        }
        return is_filled_by_trap(location.id) ? Owner::scratch : Owner::host;
    case LocationKind::slot:
        return location.id < area.slots().size() &&
                       area.slots().at(location.id).owner == SlotOwner::guest
                   ? Owner::guest
                   : Owner::host;
    case LocationKind::memory:
        break;
    }
    return Owner::scratch;
}

Owner Ownership::of(const Location& location) const {
    switch (location.kind) {
    case LocationKind::gpr:
        return location.id < gprs_.size() ? gprs_.at(location.id) : Owner::scratch;
    case LocationKind::csr:
        if (const auto found = csrs_.find(location.id); found != csrs_.end()) {
            return found->second;
        }
        break;
    case LocationKind::slot:
        if (const auto found = slots_.find({location.area, location.id}); found != slots_.end()) {
            return found->second;
        }
        break;
    case LocationKind::memory:
        break;
    }
    return at_rest(location);
}

Owner Ownership::after(const Effect& effect, const Step& step) const {
    if (effect.after && is_plumbing(*effect.after)) {
        return Owner::plumbing;
    }
    if (step.world == World::guest) {
        if (effect.at.kind == LocationKind::csr && !is_filled_by_trap(effect.at.id) &&
            step.world_after != World::guest) {
            return of(effect.at); // the trap changes bits of the host's sstatus and hstatus
        }
        return Owner::guest;
    }
    if (effect.from && effect.from->kind != LocationKind::memory) {
        return of(*effect.from);
    }
    if (effect.at.kind == LocationKind::csr && step.span >= 0) {
        return of(effect.at); // sret flips bits; the rest of the value stays whose it was
    }
    return step.span >= 0 ? Owner::scratch : at_rest(effect.at);
}

void Ownership::apply(const Step& step) {
    // All sources are looked at before any target changes: a csrrw swaps.
    std::vector<Owner> owners;
    owners.reserve(step.effects.size());
    for (const Effect& effect : step.effects) {
        owners.push_back(after(effect, step));
    }
    for (std::size_t n = 0; n < owners.size(); ++n) {
        set(step.effects.at(n).at, owners.at(n));
    }
}

void Ownership::set(const Location& location, Owner owner) {
    switch (location.kind) {
    case LocationKind::gpr:
        if (location.id < gprs_.size()) {
            gprs_.at(location.id) = owner;
        }
        break;
    case LocationKind::csr:
        csrs_[location.id] = owner;
        break;
    case LocationKind::slot:
        slots_[{location.area, location.id}] = owner;
        break;
    case LocationKind::memory:
        break;
    }
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "core/analysis/walked_routine.h"

#include <algorithm>

#include "core/isa/registers.h"

namespace switchscope {

using Kind = Quantity::Kind;
using Moment = Clause::Moment;

Half WalkedRoutine::half_of(std::size_t index) const {
    return index <= routine_->sret_index() ? Half::host_to_guest : Half::guest_to_host;
}

const SymbolicWalk::Snapshot& WalkedRoutine::at(Moment when) const {
    return when == Moment::guest_entry ? walk_.at_guest_entry() : walk_.at_return();
}

std::size_t WalkedRoutine::first_instruction(Moment when) const {
    return when == Moment::guest_entry ? 0 : routine_->sret_index() + 1;
}

std::size_t WalkedRoutine::last_instruction(Moment when) const {
    return when == Moment::guest_entry ? routine_->sret_index() : routine_->ret_index();
}

std::optional<Origin> WalkedRoutine::expected_origin(const Quantity& what) const {
    switch (what.kind) {
    case Kind::host_at_entry:
        return Origin{Origin::Kind::found, what.home, 0};
    case Kind::guest_kept: {
        const std::size_t slot = *slot_of(what, *area_);
        return Origin{Origin::Kind::found, Location::slot(0, slot, area_->slots()[slot].size), 0};
    }
    case Kind::guest_at_trap:
        return walk_.at_trap().values.origin_of(what.home);
    case Kind::struct_pointer:
        return Origin{Origin::Kind::found, Location::gpr(a0), 0};
    case Kind::return_label:
        break;
    }
    return std::nullopt;
}

std::optional<std::size_t> WalkedRoutine::writer_in_half(const Location& place,
                                                         std::size_t instruction) const {
    const Half half = half_of(instruction);
    for (std::size_t n = instruction; n-- > 0 && half_of(n) == half;) {
        if (std::ranges::find(walk_.steps()[walk_.step_of(n)].effects, place, &Effect::at) !=
            walk_.steps()[walk_.step_of(n)].effects.end()) {
            return n;
        }
    }
    return std::nullopt;
}

std::vector<std::size_t> WalkedRoutine::steps_making(std::uint64_t number) const {
    std::vector<std::size_t> steps;
    for (std::size_t n = 0; n < walk_.steps().size(); ++n) {
        if (std::ranges::find(walk_.steps()[n].effects, std::optional(number), &Effect::after) !=
            walk_.steps()[n].effects.end()) {
            steps.push_back(n);
        }
    }
    return steps;
}

} // namespace switchscope

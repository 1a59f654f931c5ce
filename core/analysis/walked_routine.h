// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/contract.h"
#include "core/analysis/symbolic_walk.h"

namespace switchscope {

/// A routine with a walk through it. Instructions are given by their indices in
/// Routine::instructions().
class WalkedRoutine {
  public:
    /// Both must outlive it.
    WalkedRoutine(const Routine& routine, const SaveArea& area)
        : routine_(&routine), area_(&area), walk_(routine, area) {}

    const Routine& routine() const { return *routine_; }
    const SaveArea& area() const { return *area_; }
    const SymbolicWalk& walk() const { return walk_; }

    const Instruction& code(std::size_t index) const { return routine_->instructions()[index]; }
    /// "sd ra, 0x38(a0)"
    std::string text(std::size_t index) const { return code(index).text(); }
    Half half_of(std::size_t index) const;
    const SymbolicWalk::Snapshot& at(Clause::Moment when) const;
    // The first and the last instruction of the half that ends with that moment.
    std::size_t first_instruction(Clause::Moment when) const;
    std::size_t last_instruction(Clause::Moment when) const;
    /// The origin that the value of a quantity has in this walk; none for the return label, which
    /// the code computes.
    std::optional<Origin> expected_origin(const Quantity& what) const;
    /// The last instruction of the same half, before `instruction`, that wrote the place.
    std::optional<std::size_t> writer_in_half(const Location& place, std::size_t instruction) const;
    /// The steps that wrote this number to some place.
    std::vector<std::size_t> steps_making(std::uint64_t number) const;

  private:
    const Routine* routine_;
    const SaveArea* area_;
    SymbolicWalk walk_;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/analysis/finding.h"
#include "core/image/save_area.h"
#include "core/model/routine.h"

namespace switchscope {

/// What a routine does with one register of one world.
struct MatrixRow {
    SlotOwner owner = SlotOwner::host;
    Location place;                       ///< the GPR or CSR
    std::optional<std::size_t> slot;      ///< index into SaveArea::slots()
    std::vector<std::size_t> saved_by;    ///< indices of the instructions that store it
    std::vector<std::size_t> restored_by; ///< indices of the instructions that load it
};

/// The result of the static check of one routine.
struct CheckReport {
    std::vector<Finding> findings;        ///< in the order of their instructions
    std::vector<Unfollowed> not_followed; ///< where there are any, nothing is proven
    std::vector<MatrixRow> matrix;        ///< host first, GPRs first, by number
    std::size_t clauses = 0;              ///< the number of clauses that had to hold

    bool proven() const { return findings.empty() && not_followed.empty(); }
};

/// Walks both halves of `routine` with symbols for values. Compares what reaches the guest, the
/// caller and the save area with what a correct switch must do (docs/checks.md). It needs no
/// machine.
CheckReport check_routine(const Routine& routine, const SaveArea& area);

} // namespace switchscope

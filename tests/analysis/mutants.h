// SPDX-License-Identifier: MIT
// World-switch routines, each with one mistake.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "tests/analysis/interpreter.h"

namespace switchscope::test {

struct Mutant {
    std::string kind;        ///< the kind of change, for statistics: "dropped"
    std::string description; ///< "#5 sd s1, 0x78(a0): dropped"
    std::uint64_t address = 0;
    std::vector<std::uint8_t> bytes;
    /// The changed instructions of the original, as indices into Routine::instructions(). For an
    /// insertion that is the instruction after it.
    std::vector<std::size_t> sites;
    bool lost = false; ///< whether the instruction at `sites` is missing, or never reached
    /// For each address in the mutant, the instruction of the original.
    std::map<std::uint64_t, std::size_t> origins;

    Code code() const { return {address, bytes}; }
};

/// The same routine with all instructions expanded to 32 bits.
Mutant unchanged(const Routine& routine);

/// All mutants of a routine. Each store, load and CSR access is dropped, doubled, moved, or given
/// other operands. Registers are exchanged, the struct pointer and other registers are overwritten,
/// and the return label is moved. `area` has the owners of slots.
std::vector<Mutant> mutants_of(const Routine& routine, const SaveArea& area);

} // namespace switchscope::test

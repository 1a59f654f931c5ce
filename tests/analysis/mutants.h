// SPDX-License-Identifier: MIT
// World-switch routines with one mistake in them each.
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
    std::string kind;        ///< "dropped": what was done, for statistics
    std::string description; ///< "#5 sd s1, 0x78(a0): dropped"
    std::uint64_t address = 0;
    std::vector<std::uint8_t> bytes;
    /// The instructions of the original that were tampered with, by index into Routine::instructions(). An insertion
    /// names the instruction it was made in front of.
    std::vector<std::size_t> sites;
    bool lost = false; ///< the instruction at `sites` is there no more, or is never reached
    /// By address in the mutant: the original's instruction it comes from.
    std::map<std::uint64_t, std::size_t> origins;

    Code code() const { return {address, bytes}; }
};

/// The routine as it is, every instruction brought to 32 bits.
Mutant unchanged(const Routine& routine);

/// Every store, load and CSR access in turn dropped, doubled, moved, given other operands; registers exchanged, the
/// struct pointer and other registers clobbered, the return label moved. `area` says which slot is whose.
std::vector<Mutant> mutants_of(const Routine& routine, const SaveArea& area);

} // namespace switchscope::test

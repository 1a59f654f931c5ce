// SPDX-License-Identifier: MIT
// What a world-switch routine does, seen from outside, and whether another one does the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "tests/analysis/interpreter.h"

namespace switchscope::test {

/// One world switch with a random number in every register, CSR and byte of the save area, at entry and again after
/// the guest's stretch.
struct Behaviour {
    /// Why the switch came to no end: the rest is empty then.
    std::optional<std::string> crash;
    Machine at_sret; ///< the moment before `sret`: what the guest gets to see; no memory
    Machine at_ret;  ///< the moment after `ret`
};

/// `seed` decides every random number, whatever the code does.
Behaviour run_switch(const Code& code, std::uint64_t area_size, unsigned seed);

/// In words, the first few things that are not the same; empty: nobody can tell the two apart. Not looked at: t0-t6
/// and a0 at `ret`, which a caller expects to lose, sepc and the other registers of a trap, which mean nothing then.
std::string difference(const Behaviour& one, const Behaviour& other, const SaveArea& area);

/// The same over several seeds: what `other` does differently from `one`.
std::string difference(const Code& one, const Code& other, const SaveArea& area);

} // namespace switchscope::test

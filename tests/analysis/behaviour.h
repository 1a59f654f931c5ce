// SPDX-License-Identifier: MIT
// What a world-switch routine does, as its guest and its caller see it, and whether another one
// does the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/image/save_area.h"
#include "tests/analysis/interpreter.h"

namespace switchscope::test {

/// One world switch. Every register, CSR and byte of the save area has a random number at the
/// entry, and every register has another one after the guest.
struct Behaviour {
    /// Why the switch did not end; the other members are empty then.
    std::optional<std::string> crash;
    Machine at_sret; ///< before `sret`: what the guest gets; without memory
    Machine at_ret;  ///< after `ret`
};

/// `seed` decides every random number; the code has no influence on them.
Behaviour run_switch(const Code& code, std::uint64_t area_size, unsigned seed);

/// The first few differences, in words; empty where there are none. Some registers do not count at
/// `ret`: t0-t6 and a0, which a caller does not expect back, and sepc and other CSRs of a trap,
/// which have no meaning then.
std::string difference(const Behaviour& one, const Behaviour& other, const SaveArea& area);

/// The differences between two routines over several seeds.
std::string difference(const Code& one, const Code& other, const SaveArea& area);

} // namespace switchscope::test

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/contract.h"
#include "core/image/save_area.h"
#include "core/model/step.h"

namespace switchscope {

/// The step that is at fault where a place does not hold the value that it should.
struct Blame {
    enum class Cause : std::uint8_t {
        never_written,  ///< nothing wrote `place` since the half began; there is no `step`
        slot_unwritten, ///< `step` loads `place`, the right slot, but nothing had stored it
        wrong_slot,     ///< `step` loads `place`, the slot of another register
        wrong_csr,      ///< `step` reads `place`, another CSR
        wrong_register, ///< `step` reads `place`, which does not hold the value then
        made,           ///< `step` computes another value
    };
    Cause cause = Cause::never_written;
    std::optional<std::size_t> step; ///< index into the steps
    Location place;
    Location to; ///< the place that `step` wrote
    /// The steps that moved the wrong value on from there, oldest first.
    std::vector<std::size_t> chain;
};

/// Finds why `where` does not hold `expected` after the first `end` steps of one switch. It goes
/// back through the steps that moved the value there, to the step that a correct switch would not
/// have. It uses the effects of steps only, so that recorded and walked steps both do. `area_index`
/// is the number of the save area in force.
Blame find_blame(std::span<const Step> steps, std::size_t end, const Location& where,
                 const Quantity& expected, const SaveArea& area, std::uint16_t area_index = 0);

} // namespace switchscope

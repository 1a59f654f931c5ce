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

/// Which step is at fault when a place does not hold what it should.
struct Blame {
    enum class Cause : std::uint8_t {
        never_written,  ///< nothing wrote `place` since the half began: no `step`
        slot_unwritten, ///< `step` loads `place`, the right slot, which nothing has stored
        wrong_slot,     ///< `step` loads `place`, another register's slot
        wrong_csr,      ///< `step` takes `place`, another CSR
        wrong_register, ///< `step` takes `place`, which does not hold the value (any more, or yet)
        made,           ///< `step` makes another value
    };
    Cause cause = Cause::never_written;
    std::optional<std::size_t> step; ///< index into the steps
    Location place;
    std::vector<std::size_t> chain; ///< steps that moved the wrong value on from there, oldest first
};

/// Goes back from `where`, as it was after the first `end` steps of one switch, through the steps that moved its value,
/// to the one that did something else than a switch that keeps `expected` does. Works on effects alone: recorded
/// steps and walked ones are the same to it. `area_index`: the save area in force.
Blame find_blame(std::span<const Step> steps, std::size_t end, const Location& where,
                 const Quantity& expected, const SaveArea& area, std::uint16_t area_index = 0);

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/lane_plan.h"

namespace switchscope {

/// The save area as it lies in memory: each of its bytes is in one piece of one of the two columns. A column has the
/// slots of its world; what the switch does not touch stands with the slots in front of it.
struct MemoryPlan {
    struct Piece {
        std::uint64_t offset = 0, size = 0; ///< in bytes from the start of the struct
        /// A cell of the lanes: index into SaveArea::slots(); none: the switch does not touch these bytes.
        std::optional<std::size_t> slot;
        std::size_t row = 0;               ///< of the LanePlan, where there is a slot
        std::vector<std::size_t> left_out; ///< known slots among bytes that are not touched
    };
    std::vector<Piece> host, guest; ///< by offset
};

MemoryPlan memory_plan(const LanePlan& lanes, const SaveArea& area);

} // namespace switchscope

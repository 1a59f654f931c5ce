// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/lane_plan.h"

namespace switchscope {

/// The save area in the order of memory, in two columns. Each of its bytes is in exactly one piece
/// of one column. A column has the slots of its world. Bytes that the switch does not touch are in
/// the column of the slot before them.
struct MemoryPlan {
    struct Piece {
        std::uint64_t offset = 0, size = 0; ///< in bytes from the start of the struct
        /// Index into SaveArea::slots(), of a slot that the lanes show; none where the switch does
        /// not touch these bytes.
        std::optional<std::size_t> slot;
        std::size_t row = 0;               ///< index into LanePlan::rows, where there is a slot
        std::vector<std::size_t> left_out; ///< slots that lie in bytes that are not touched
    };
    std::vector<Piece> host, guest; ///< by offset
};

MemoryPlan memory_plan(const LanePlan& lanes, const SaveArea& area);

} // namespace switchscope

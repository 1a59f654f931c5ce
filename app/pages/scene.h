// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/pages/excerpt.h"
#include "core/moment/lane_moves.h"

namespace switchscope::app {

/// What a picture of the three lanes shows at one moment. It knows no pixels and no colours. What
/// the moment is, core says (CurrentSwitch, LaneMoves), so a picture shows what the window shows.
struct Scene {
    struct Cell {
        bool kept = true;   ///< false: the cell is hatched, and shows the reason and nothing else
        std::string reason; ///< why nothing is kept
        std::string label;
        std::string offset;                 ///< of a slot, in hex, from the start of the struct
        std::optional<std::uint64_t> value; ///< none: not known
        Owner owner = Owner::scratch;
        bool written = false; ///< by the last step
        bool source = false;  ///< the last step moved its value
        bool pointed = false; ///< highlighted
    };
    using Row = std::array<Cell, 3>; ///< by Lane

    const Cell& cell(CellId id) const {
        return rows.at(id.row).at(static_cast<std::size_t>(id.lane));
    }
    Cell& cell(CellId id) { return rows.at(id.row).at(static_cast<std::size_t>(id.lane)); }

    LanePlan plan;
    std::vector<std::string> groups; ///< titles of the plan's groups
    std::vector<Row> rows;
    std::vector<LaneMove> moves; ///< of the last step
    std::vector<LaneMove> trail; ///< of the steps before it in its macro
    World world = World::host;
    std::string title;       ///< of the recording
    std::string where;       ///< "world switch 0 · RESTORE_GUEST_GPRS · 52 steps"
    std::string instruction; ///< of the last step; empty before the first
    std::string sentence;    ///< what the last step means
};

/// The scene after `position` steps of the recording. `places` are highlighted. `hart`: to be in
/// force; none: the hart that made the last step.
Scene scene_at(const Excerpt& excerpt, std::size_t position,
               const std::vector<Location>& places = {},
               std::optional<std::uint32_t> hart = std::nullopt);

} // namespace switchscope::app

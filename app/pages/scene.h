// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/pages/excerpt.h"
#include "core/model/lane_plan.h"
#include "core/model/provenance.h"

namespace switchscope::app {

/// What the three lanes show at one moment, for pictures: no pixels, no colours.
struct Scene {
    enum Lane : std::uint8_t { host, cpu, guest };
    struct Cell {
        bool kept = true;   ///< false: hatched, with the reason and nothing else
        std::string reason; ///< why nothing is kept
        std::string label, offset;
        std::optional<std::uint64_t> value;
        Owner owner = Owner::scratch;
        bool written = false, source = false; ///< by the last step, for it
        bool pointed = false;                 ///< highlighted
    };
    struct Place {
        std::size_t row;
        Lane lane;
        bool operator==(const Place&) const = default;
    };
    struct Move {
        Place from, to;
        bool swap = false;
        Owner owner = Owner::scratch;
    };
    LanePlan plan;
    std::vector<std::string> groups; ///< titles of the plan's
    std::vector<std::array<Cell, 3>> rows;
    std::vector<Move> moves, trail; ///< of the last step; of those before it in its macro
    World world = World::host;
    std::string title;       ///< of the recording
    std::string where;       ///< "world switch 0 · RESTORE_GUEST_GPRS · 52 steps"
    std::string instruction; ///< of the last step; empty before the first
    std::string sentence;
    std::optional<MacroSpan::Kind> macro; ///< of the last step
};

/// After `position` steps of the recording. `places`: to be pointed at.
Scene scene_at(const Excerpt& excerpt, std::size_t position,
               const std::vector<Location>& places = {});

} // namespace switchscope::app

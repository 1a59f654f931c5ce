// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/image/save_area.h"
#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

/// The columns of the three-lane picture: the host's slots, the registers of the CPU, the guest's
/// slots.
enum class Lane : std::uint8_t { host, cpu, guest };

/// A cell of the three-lane picture: a row of the LanePlan, and the lane in it.
struct CellId {
    std::size_t row = 0;
    Lane lane = Lane::cpu;
    bool operator==(const CellId&) const = default;
};

/// What the three-lane picture consists of: a row for each register that the switch handles. It
/// says nothing of values, colours or pixels.
struct LanePlan {
    /// One of the two slots of a row.
    struct Cell {
        std::optional<std::size_t> slot; ///< index into SaveArea::slots(); none: nothing is kept
        Phrase reason;                   ///< why nothing is kept: "caller-saved: not kept"
    };
    struct Row {
        Location at;      ///< the register: a GPR or a CSR
        std::string name; ///< "ra", "sstatus"
        Cell host, guest;
    };
    struct Group {
        English title;                    ///< "pointers"
        std::size_t first = 0, count = 0; ///< in rows
    };
    std::vector<Row> rows;
    std::vector<Group> groups;
};

/// The plan for the registers that `routine` handles and the slots of `area` that keep them.
LanePlan lane_plan(const Routine& routine, const SaveArea& area);

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/image/save_area.h"
#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

/// The rows of the picture with three lanes (host slots, CPU, guest slots): one row for each
/// register that the switch handles. It has no values, colours or pixels.
struct LanePlan {
    /// One of the two slots of a row.
    struct Cell {
        std::optional<std::size_t>
            slot;      ///< index into SaveArea::slots(); none where nothing is kept
        Phrase reason; ///< why nothing is kept: "caller-saved: not kept"
    };
    struct Row {
        Location at;      ///< the register: a GPR or a CSR
        std::string name; ///< "ra", "sstatus"
        Cell host, guest;
    };
    struct Group {
        English title;                    ///< "pointers"
        std::size_t first = 0, count = 0; ///< indices into `rows`
    };
    std::vector<Row> rows;
    std::vector<Group> groups;
};

LanePlan lane_plan(const Routine& routine, const SaveArea& area);

} // namespace switchscope

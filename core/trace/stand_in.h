// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"

namespace switchscope {

/// What is known around steps that are lost.
struct Surroundings {
    MachineState before;             ///< the state in front of them
    MachineState behind;             ///< the state behind them; with the same save areas
    std::uint64_t switch_number = 0; ///< of the last step in front of them
};

/// `count` steps of kind `run` that stand for the lost ones. There is one of each hart, last the
/// hart in force behind, with the differences between the two states. If `count` is greater than
/// the number of harts, further steps have no content. If it is less, harts are left out.
/// `layout`: of the save areas.
std::vector<Step> stand_ins(const Surroundings& around, std::size_t count, const SaveArea& layout);

} // namespace switchscope

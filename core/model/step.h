// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

/// One location written by a step.
struct Effect {
    Location at;
    std::optional<std::uint64_t> before; ///< none: the value was not known or not readable
    std::optional<std::uint64_t> after;  ///< none: not available at this step
    std::optional<Location> from; ///< where the value came from, when it was moved and not computed
    bool operator==(const Effect&) const = default;
};

/// One instruction executed (or a stretch that ran unobserved), with all that it changed.
struct Step {
    enum class Kind : std::uint8_t {
        instruction, ///< exactly one instruction
        run, ///< ran to a breakpoint: effects are the differences, instructions between are unknown
    };
    Kind kind = Kind::instruction;
    World world = World::host; ///< in which it executed
    World world_after = World::host;
    Half half = Half::none;
    bool verified = false;         ///< a full read of the target followed and agreed
    bool corrected = false;        ///< that read disagreed: effects include what it found
    bool trapped = false;          ///< ended in a trap instead of the instruction's own successor
    std::uint8_t size = 0;         ///< of the instruction, in bytes; 0 for a run
    std::uint32_t encoding = 0;    ///< of the instruction
    std::uint32_t hart = 0;        ///< that executed it; registers are those of this hart
    std::uint16_t area = 0;        ///< save area (vCPU) in force on the hart
    std::uint16_t area_before = 0; ///< another one where the step led to the switch of another vCPU
    std::int16_t span = -1;        ///< index into Routine::spans(), -1 outside the routine
    /// From 0, over all harts in the order they were entered; C code counts with the switch that its hart was in last.
    std::uint64_t switch_number = 0;
    std::uint64_t pc = 0;
    std::uint64_t pc_after = 0;
    /// When it began, in nanoseconds since the machine first ran for this recording; none: not known (single-stepping
    /// stops the clock).
    std::optional<std::uint64_t> time;
    std::vector<Effect> effects; ///< in the order the instruction writes them
    bool operator==(const Step&) const = default;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

/// One location that a step wrote.
struct Effect {
    Location at;
    std::optional<std::uint64_t> before; ///< none where it was not known or not readable
    std::optional<std::uint64_t> after;  ///< none where it is not available at this step
    /// Where the value came from, when it was moved; none when it was computed.
    std::optional<Location> from;
    bool operator==(const Effect&) const = default;
};

/// One instruction that a hart executed, or a stretch that ran unobserved, with all that it
/// changed.
struct Step {
    enum class Kind : std::uint8_t {
        instruction, ///< exactly one instruction
        /// Ran unobserved, to a breakpoint for example. The instructions are not known; the effects
        /// are the differences between the states before and after.
        run,
    };
    Kind kind = Kind::instruction;
    World world = World::host; ///< in which the step began
    World world_after = World::host;
    Half half = Half::none;
    bool verified = false;         ///< the target was read in full behind it
    bool corrected = false;        ///< that read disagreed: the effects include what it found
    bool trapped = false;          ///< it ended in a trap
    std::uint8_t size = 0;         ///< of the instruction, in bytes; 0 for a run
    std::uint32_t encoding = 0;    ///< of the instruction
    std::uint32_t hart = 0;        ///< the hart that executed it; registers are those of this hart
    std::uint16_t area = 0;        ///< the save area (vCPU) in force on the hart after the step
    std::uint16_t area_before = 0; ///< the one before; different where another vCPU's switch begins
    std::int16_t span = -1;        ///< index into Routine::spans(); -1 outside the routine
    /// The number of the switch, from 0, over all harts in the order of their entries. C code after
    /// a switch has the number of the last switch on its hart.
    std::uint64_t switch_number = 0;
    std::uint64_t pc = 0;
    std::uint64_t pc_after = 0;
    /// When it began, in nanoseconds since the machine first ran for this recording. None where
    /// that is not known: single-stepping stops the clock.
    std::optional<std::uint64_t> time;
    std::vector<Effect> effects; ///< in the order in which the instruction writes them
    bool operator==(const Step&) const = default;
};

} // namespace switchscope

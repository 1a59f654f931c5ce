// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace switchscope {

/// How much of what a machine executes is logged.
enum class TraceMode : std::uint8_t {
    instruction, ///< every instruction, in every world, each with all registers
    block, ///< the routine at a few places (log_anchors()); else the machine runs at full speed
};

struct TraceProgress {
    std::uint64_t switches = 0; ///< complete
    std::uint64_t entries = 0;  ///< of the routine, on any hart
    std::uint64_t steps = 0;
    std::uint64_t bytes = 0;     ///< of log read
    double seconds = 0;          ///< for which the machine has been running
    std::uint64_t corrected = 0; ///< steps at which the log disagreed with the account
    std::uint64_t damaged = 0;   ///< lines and dumps of the log that could not be read
    double steps_per_second() const {
        return seconds > 0 ? static_cast<double>(steps) / seconds : 0;
    }
};

struct TraceOptions {
    TraceMode mode = TraceMode::block;
    std::uint64_t switches = 0; ///< world switches to record; 0: until cancelled
    /// How long each of these switches may take; zero: no limit.
    std::chrono::milliseconds patience{0};
    /// Called some ten times a second, on the caller's thread.
    std::function<void(const TraceProgress&)> progress;
};

} // namespace switchscope

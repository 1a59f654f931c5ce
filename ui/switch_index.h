// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/model/routine.h"
#include "core/trace/recording.h"

namespace switchscope::ui {

/// Where one world switch lies in a recording. It lasts until the next one begins, so the C code behind it is its own.
struct SwitchRecord {
    std::size_t begin = 0; ///< its first step; the first switch also takes what lies before it
    std::size_t entry = 0; ///< the step that executes the routine's first instruction
    std::size_t guest_steps = 0;     ///< steps made in the guest
    std::optional<std::size_t> exit; ///< the position behind the routine's `ret`
};

/// Finds the world switches of a recording while it grows.
class SwitchIndex {
  public:
    /// Looks at the steps recorded since the last call.
    void update(const Recording& recording, const Routine& routine);
    void clear() { *this = {}; }

    const std::vector<SwitchRecord>& switches() const { return switches_; }
    /// The switch that the moment `position` belongs to; none before the first entry.
    std::optional<std::size_t> at(std::size_t position) const;
    /// The position behind the last step of a switch.
    std::size_t end_of(std::size_t number) const;

  private:
    std::vector<SwitchRecord> switches_;
    std::size_t seen_ = 0;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "core/model/machine_state.h"
#include "core/model/step.h"

namespace switchscope {

/// Steps in the order they happened, behind the state they started from. Append-only; not synchronised: one
/// thread owns it (a live session hands its steps over to the thread that shows them).
class Recording {
  public:
    explicit Recording(MachineState start);

    void append(Step step);
    /// A save area (vCPU) that is met for the first time, as it was before the next step.
    void add_area(const MachineState::Area& area);

    std::size_t size() const { return steps_.size(); } ///< in steps
    bool empty() const { return steps_.empty(); }
    const Step& step(std::size_t n) const { return steps_.at(n); }
    /// The state before step 0 (with every save area met since, as it was when met).
    const MachineState& start() const { return start_; }
    /// The state after `position` steps, position 0..size(). Cost: at most one keyframe interval of steps.
    MachineState state_at(std::size_t position) const;

    /// The steps that wrote `location`, in order.
    std::span<const std::size_t> writes_of(const Location& location) const;

    static constexpr std::size_t keyframe_interval = 512; ///< in steps

  private:
    MachineState start_;
    MachineState end_;
    std::vector<Step> steps_;
    std::map<Location, std::vector<std::size_t>> writes_; ///< by place: the steps that wrote it
    std::vector<MachineState>
        keyframes_; ///< keyframes_[k] is the state after k * keyframe_interval steps
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "core/trace/recording.h"

namespace switchscope {

/// A recording in memory. A step takes some 200 bytes.
class MemoryRecording final : public Recording {
  public:
    explicit MemoryRecording(MachineState start);

    void append(Step step);
    /// A save area (vCPU) is met for the first time: its content before the next step.
    void add_area(const MachineState::Area& area);

    std::size_t size() const override { return steps_.size(); }
    const Step& step(std::size_t n) const override { return steps_.at(n); }
    const MachineState& start() const override { return start_; }
    MachineState state_at(std::size_t position) const override;
    std::optional<std::size_t> previous(const Landmark& landmark,
                                        std::size_t position) const override;
    std::optional<std::size_t> next(const Landmark& landmark, std::size_t position) const override;

  private:
    /// Calls `visit` with the steps of each known landmark that `landmark` includes.
    template <class Visit> void each(const Landmark& landmark, Visit visit) const;

    MachineState start_;
    MachineState end_;
    std::vector<Step> steps_;
    LandmarkFinder finder_;
    std::map<Landmark, std::vector<std::size_t>> landmarks_; ///< their steps, in order
    /// keyframes_[k] is the state after k * keyframe_interval steps.
    std::vector<MachineState> keyframes_;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "core/trace/recording.h"

namespace switchscope {

/// A recording in memory: some 200 bytes a step.
class MemoryRecording final : public Recording {
  public:
    explicit MemoryRecording(MachineState start);

    void append(Step step);
    /// A save area (vCPU) that is met for the first time, as it was before the next step.
    void add_area(const MachineState::Area& area);

    std::size_t size() const override { return steps_.size(); }
    const Step& step(std::size_t n) const override { return steps_.at(n); }
    const MachineState& start() const override { return start_; }
    MachineState state_at(std::size_t position) const override;
    std::optional<std::size_t> previous(const Landmark& landmark,
                                        std::size_t position) const override;
    std::optional<std::size_t> next(const Landmark& landmark, std::size_t position) const override;

  private:
    /// Calls `visit` with the steps of each hart and save area that `landmark` may be of.
    template <class Visit> void each(const Landmark& landmark, Visit visit) const;

    MachineState start_;
    MachineState end_;
    std::vector<Step> steps_;
    LandmarkFinder finder_;
    std::map<Landmark, std::vector<std::size_t>> landmarks_; ///< the steps that are one, in order
    std::vector<MachineState>
        keyframes_; ///< keyframes_[k] is the state after k * keyframe_interval steps
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>

#include "core/model/provenance.h"
#include "core/trace/landmark.h"

namespace switchscope {

/// Follows values through steps that come in order, of any number of world switches, while no
/// recording keeps them. It starts over at the entry of each switch, hart by hart, by the rule of
/// CurrentSwitch. There is one difference: it cannot look ahead, so the step in front of an entry
/// is still seen as part of the switch that ends there.
class RunningProvenance {
  public:
    /// `routine` and `area` must outlive this object. `start`: the state before the first step.
    RunningProvenance(const Routine& routine, const SaveArea& area, MachineState start);

    void add_area(const MachineState::Area& area) { state_.areas.push_back(area); }
    /// `number`: of the step, from 0. Chains name it.
    void apply(const Step& step, std::size_t number);
    /// As the hart in force sees them, after the last step.
    const ProvenanceTracker& values() const { return values_.at(state_.hart); }
    const MachineState& state() const { return state_; } ///< after the last step

  private:
    void start_over(std::uint32_t hart);

    const Routine* routine_;
    const SaveArea* area_;
    MachineState state_;
    LandmarkFinder finder_;
    std::map<std::uint32_t, ProvenanceTracker> values_; ///< by hart
};

} // namespace switchscope

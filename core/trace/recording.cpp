// SPDX-License-Identifier: MIT
#include "core/trace/recording.h"

#include <algorithm>
#include <utility>

namespace switchscope {

Recording::Recording(MachineState start) : start_(std::move(start)), end_(start_) {
    keyframes_.push_back(start_);
}

void Recording::append(Step step) {
    end_.apply(step);
    for (const Effect& effect : step.effects) {
        auto& steps = writes_[effect.at];
        if (steps.empty() || steps.back() != steps_.size()) {
            steps.push_back(steps_.size());
        }
    }
    steps_.push_back(std::move(step));
    if (steps_.size() % keyframe_interval == 0) {
        keyframes_.push_back(end_);
    }
}

void Recording::add_area(const MachineState::Area& area) {
    start_.areas.push_back(area);
    end_.areas.push_back(area);
    for (MachineState& keyframe : keyframes_) {
        keyframe.areas.push_back(area);
    }
}

std::span<const std::size_t> Recording::writes_of(const Location& location) const {
    const auto found = writes_.find(location);
    return found == writes_.end() ? std::span<const std::size_t>() : std::span(found->second);
}

MachineState Recording::state_at(std::size_t position) const {
    position = std::min(position, size());
    const std::size_t keyframe = position / keyframe_interval;
    MachineState state = keyframes_[keyframe];
    for (std::size_t n = keyframe * keyframe_interval; n < position; ++n) {
        state.apply(steps_[n]);
    }
    return state;
}

} // namespace switchscope

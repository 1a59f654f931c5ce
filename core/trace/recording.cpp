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
    steps_.push_back(std::move(step));
    if (steps_.size() % keyframe_interval == 0) {
        keyframes_.push_back(end_);
    }
}

void Recording::add_area(MachineState::Area area) {
    start_.areas.push_back(area);
    end_.areas.push_back(area);
    for (MachineState& keyframe : keyframes_) {
        keyframe.areas.push_back(area);
    }
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

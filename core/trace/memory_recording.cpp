// SPDX-License-Identifier: MIT
#include "core/trace/memory_recording.h"

#include <algorithm>
#include <utility>

namespace switchscope {

MemoryRecording::MemoryRecording(MachineState start) : start_(std::move(start)), end_(start_) {
    keyframes_.push_back(start_);
}

void MemoryRecording::append(Step step) {
    end_.apply(step);
    finder_.next(step, [&](const Landmark& landmark) {
        auto& steps = landmarks_[landmark];
        if (steps.empty() || steps.back() != steps_.size()) {
            steps.push_back(steps_.size());
        }
    });
    steps_.push_back(std::move(step));
    if (steps_.size() % keyframe_interval == 0) {
        keyframes_.push_back(end_);
    }
}

void MemoryRecording::add_area(const MachineState::Area& area) {
    start_.areas.push_back(area);
    end_.areas.push_back(area);
    for (MachineState& keyframe : keyframes_) {
        keyframe.areas.push_back(area);
    }
}

MachineState MemoryRecording::state_at(std::size_t position) const {
    position = std::min(position, size());
    const std::size_t keyframe = position / keyframe_interval;
    MachineState state = keyframes_[keyframe];
    for (std::size_t n = keyframe * keyframe_interval; n < position; ++n) {
        state.apply(steps_[n]);
    }
    return state;
}

template <class Visit> void MemoryRecording::each(const Landmark& landmark, Visit visit) const {
    Landmark first = landmark;
    first.hart.reset();
    first.area.reset();
    for (auto at = landmarks_.lower_bound(first);
         at != landmarks_.end() && at->first.same_deed(landmark); ++at) {
        if (landmark.includes(at->first)) {
            visit(at->second);
        }
    }
}

std::optional<std::size_t> MemoryRecording::previous(const Landmark& landmark,
                                                     std::size_t position) const {
    std::optional<std::size_t> best;
    each(landmark, [&](const std::vector<std::size_t>& steps) {
        const auto after = std::ranges::lower_bound(steps, position);
        if (after != steps.begin()) {
            best = std::max(best, std::optional(*std::prev(after))); // `none` is less than any
        }
    });
    return best;
}

std::optional<std::size_t> MemoryRecording::next(const Landmark& landmark,
                                                 std::size_t position) const {
    std::optional<std::size_t> best;
    each(landmark, [&](const std::vector<std::size_t>& steps) {
        const auto at = std::ranges::lower_bound(steps, position);
        if (at != steps.end()) {
            best = std::min(best.value_or(*at), *at);
        }
    });
    return best;
}

} // namespace switchscope

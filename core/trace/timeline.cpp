// SPDX-License-Identifier: MIT
#include "core/trace/timeline.h"

#include <algorithm>

namespace switchscope {

bool begins_new_stretch(const Step& step, const Step& next, Stride stride) {
    switch (stride) {
    case Stride::instruction:
        return true;
    case Stride::macro:
        return step.span != next.span || step.world != next.world ||
               step.switch_number != next.switch_number;
    case Stride::half:
        return step.half != next.half || step.world != next.world ||
               step.switch_number != next.switch_number;
    case Stride::world_switch:
        // A switch begins with the first instruction of the routine's first half.
        return next.half == Half::host_to_guest &&
               (step.half != Half::host_to_guest || step.switch_number != next.switch_number);
    }
    return true;
}

Timeline::Timeline(const Recording& recording)
    : recording_(&recording), state_(recording.start()) {}

void Timeline::go_to(std::size_t position) {
    position = std::min(position, size());
    // A save area met after this cursor was last moved is not in the cached state yet.
    const bool stale = state_.areas.size() != recording_->start().areas.size();
    const std::size_t distance = position > position_ ? position - position_ : position_ - position;
    if (stale || distance > Recording::keyframe_interval) {
        state_ = recording_->state_at(position);
        position_ = position;
    }
    while (position_ < position) {
        state_.apply(recording_->step(position_++));
    }
    while (position_ > position) {
        state_.undo(recording_->step(--position_));
    }
    if (position_ == 0) {
        state_ = recording_->start();
        last_step_.reset();
    } else {
        last_step_ = recording_->step(position_ - 1);
        state_.hart = last_step_->hart;
        state_.area = last_step_->area;
    }
}

bool Timeline::go_to_next(const Landmark& landmark) {
    const bool in_front = landmark.kind == Landmark::Kind::switch_entry;
    const auto found = recording_->next(landmark, in_front ? position_ + 1 : position_);
    if (found) {
        go_to(in_front ? *found : *found + 1);
    }
    return found.has_value();
}

bool Timeline::go_to_previous(const Landmark& landmark) {
    if (position_ == 0) {
        return false;
    }
    const bool in_front = landmark.kind == Landmark::Kind::switch_entry;
    const auto found = recording_->previous(landmark, in_front ? position_ : position_ - 1);
    if (found) {
        go_to(in_front ? *found : *found + 1);
    }
    return found.has_value();
}

bool Timeline::forward(Stride stride) {
    if (at_end()) {
        return false;
    }
    std::size_t next = position_ + 1;
    while (next < size() &&
           !begins_new_stretch(recording_->step(next - 1), recording_->step(next), stride)) {
        ++next;
    }
    go_to(next);
    return true;
}

bool Timeline::back(Stride stride) {
    if (position_ == 0) {
        return false;
    }
    std::size_t previous = position_ - 1;
    while (previous > 0 && !begins_new_stretch(recording_->step(previous - 1),
                                               recording_->step(previous), stride)) {
        --previous;
    }
    go_to(previous);
    return true;
}

std::size_t Timeline::trail_begin() const {
    std::size_t begin = position_ == 0 ? 0 : position_ - 1;
    while (begin > 0 && !begins_new_stretch(recording_->step(begin - 1), recording_->step(begin),
                                            Stride::macro)) {
        --begin;
    }
    return begin;
}

std::optional<std::size_t> Timeline::previous_write(const Location& location,
                                                    std::size_t position) const {
    return recording_->previous(Landmark::write(location), position);
}

std::optional<std::size_t> Timeline::next_write(const Location& location,
                                                std::size_t position) const {
    return recording_->next(Landmark::write(location), position);
}

std::optional<std::size_t> Timeline::entry_of_switch(std::uint64_t number) const {
    // Numbers only grow from step to step.
    std::size_t begin = 0, end = size();
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        if (recording_->step(middle).switch_number < number) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    const auto entry = recording_->next(Landmark::switch_entry(), begin);
    return entry && recording_->step(*entry).switch_number == number ? entry : std::nullopt;
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#include "core/trace/timeline.h"

#include <algorithm>

namespace switchscope {

bool begins_new_stretch(const Step& step, const Step& next, Stride stride) {
    if (step.hart != next.hart) {
        return true;
    }
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
    const bool stays = position == position_;
    const std::uint32_t chosen = state_.hart;
    // A save area that was met since the cursor moved last is not in state_ yet.
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
        state_.select_hart(last_step_->hart);
    }
    if (stays) {
        select_hart(chosen);
    }
}

void Timeline::select_hart(std::uint32_t hart) {
    if (state_.find_hart(hart) != nullptr) {
        state_.select_hart(hart);
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

std::optional<std::size_t> Timeline::next_of_hart(std::uint32_t hart, std::size_t position) const {
    for (std::size_t n = position; n < size(); ++n) {
        if (recording_->step(n).hart == hart) {
            return n;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> Timeline::previous_of_hart(std::uint32_t hart,
                                                      std::size_t position) const {
    for (std::size_t n = position; n-- > 0;) {
        if (recording_->step(n).hart == hart) {
            return n;
        }
    }
    return std::nullopt;
}

bool Timeline::forward(Stride stride) {
    if (at_end()) {
        return false;
    }
    const std::uint32_t hart = state_.hart;
    auto last =
        stride == Stride::instruction ? std::optional(position_) : next_of_hart(hart, position_);
    while (last && stride != Stride::instruction) {
        const auto next = next_of_hart(hart, *last + 1);
        if (!next || begins_new_stretch(recording_->step(*last), recording_->step(*next), stride)) {
            break;
        }
        last = next;
    }
    go_to(last ? *last + 1 : size());
    return true;
}

bool Timeline::back(Stride stride) {
    if (position_ == 0) {
        return false;
    }
    if (stride == Stride::instruction) {
        go_to(position_ - 1);
        return true;
    }
    const std::size_t first = trail_begin(stride);
    const auto before = previous_of_hart(state_.hart, first);
    if (before) {
        go_to(*before + 1);
    } else {
        go_to(recording_->start().hart == state_.hart ? 0 : first);
    }
    return true;
}

std::size_t Timeline::trail_begin(Stride stride) const {
    std::size_t first = position_ == 0 ? 0 : position_ - 1;
    while (const auto before = previous_of_hart(state_.hart, first)) {
        if (begins_new_stretch(recording_->step(*before), recording_->step(first), stride)) {
            break;
        }
        first = *before;
    }
    return first;
}

std::optional<std::size_t> Timeline::previous_write(const Location& location,
                                                    std::size_t position) const {
    return recording_->previous(Landmark::write(location).by_hart(state_.hart), position);
}

std::optional<std::size_t> Timeline::next_write(const Location& location,
                                                std::size_t position) const {
    return recording_->next(Landmark::write(location).by_hart(state_.hart), position);
}

std::optional<std::size_t> Timeline::entry_of_switch(std::uint64_t number) const {
    // From entry to entry the numbers grow, on whichever hart.
    std::size_t begin = 0, end = size();
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        const auto entry = recording_->previous(Landmark::switch_entry(), middle + 1);
        if (!entry || recording_->step(*entry).switch_number < number) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin < size() && recording_->step(begin).switch_number == number ? std::optional(begin)
                                                                             : std::nullopt;
}

} // namespace switchscope

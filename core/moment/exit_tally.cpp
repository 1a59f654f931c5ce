// SPDX-License-Identifier: MIT
#include "core/moment/exit_tally.h"

#include <algorithm>

#include "core/trace/timeline.h"

namespace switchscope {

void ExitTally::start(const Recording* recording, const SwitchFilter& wanted) {
    *this = {};
    recording_ = recording;
    wanted_ = wanted;
    if (recording_ == nullptr) {
        return;
    }
    if (wanted_.range && wanted_.range->first > 0) {
        begin_ = seen_ = Timeline(*recording_)
                             .entry_of_switch(wanted_.range->first)
                             .value_or(recording_->size());
    }
    state_ = recording_->state_at(seen_);
}

/// Switches are numbered in the order of their entry over all harts, so each hart comes to the end
/// of the range at a position of its own.
bool ExitTally::is_past(const Step& step) {
    if (!wanted_.range || step.switch_number <= wanted_.range->last) {
        return false;
    }
    past_.insert(step.hart);
    over_ = past_.size() > state_.parked.size();
    return true;
}

bool ExitTally::follow() {
    if (recording_ == nullptr || over_) {
        return false;
    }
    const auto& areas = recording_->start().areas;
    for (std::size_t n = state_.areas.size(); n < areas.size(); ++n) {
        state_.areas.push_back(areas.at(n)); // the recording has met it since
    }
    const std::size_t end = std::min(seen_ + slice, recording_->size());
    for (; seen_ < end && !over_; ++seen_) {
        const Step& step = recording_->step(seen_);
        state_.apply(step);
        const bool before = wanted_.range && step.switch_number < wanted_.range->first;
        if (!before && !is_past(step)) {
            statistics_.feed(step, state_);
        }
    }
    return !over_ && seen_ < recording_->size();
}

ExitCounts ExitTally::counts() const {
    ExitCounts counts = statistics_.counts(wanted_.hart, wanted_.vcpu);
    if (wanted_.cause) {
        std::erase_if(counts.causes,
                      [&](const ExitCounts::Cause& cause) { return cause.cause != wanted_.cause; });
    }
    return counts;
}

double ExitTally::part() const {
    const std::size_t all = recording_ != nullptr ? recording_->size() : 0;
    return over_ || all <= begin_
               ? 1
               : static_cast<double>(seen_ - begin_) / static_cast<double>(all - begin_);
}

} // namespace switchscope

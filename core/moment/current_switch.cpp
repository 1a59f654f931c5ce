// SPDX-License-Identifier: MIT
#include "core/moment/current_switch.h"

#include <utility>

namespace switchscope {

CurrentSwitch::CurrentSwitch(std::shared_ptr<const SessionFacts> facts)
    : facts_(std::move(facts)), provenance_(facts_->routine, facts_->area, MachineState{}),
      executed_(facts_->routine.instructions().size()) {}

/// Says which switch it is, too. Where a hart stands in front of the routine at the end of the
/// recording, no step says that a switch begins, but the pc does.
std::size_t CurrentSwitch::find_begin(const Timeline& timeline, const SwitchIndex& index) {
    const MachineState& state = timeline.state();
    const std::size_t position = timeline.position();
    const bool about_to_enter =
        timeline.at_end() && state.world == World::host && state.pc == facts_->routine.begin();
    if (about_to_enter) {
        number_ = index.count();
        return position;
    }
    if (const auto extent = index.at(position, state.hart)) {
        number_ = extent->number;
        return extent->entry;
    }
    number_.reset();
    return position - position % steps_before_first_switch;
}

void CurrentSwitch::start_over(const Recording& recording, std::size_t begin, std::uint32_t hart) {
    MachineState at_begin = recording.state_at(begin);
    at_begin.select_hart(hart);
    if (number_ && begin < recording.size()) {
        // Recordings of format 1 do not say which step led to another vCPU: its first step says it.
        at_begin.area = recording.step(begin).area;
    }
    provenance_ = ProvenanceTracker(facts_->routine, facts_->area, at_begin);
    hart_ = hart;
    executed_.assign(executed_.size(), false);
    guest_steps_ = 0;
    guest_unwatched_ = false;
    begin_ = begin;
    position_ = begin;
}

void CurrentSwitch::follow(const Step& step) {
    provenance_.apply(step, position_);
    if (step.hart != hart_) {
        return;
    }
    if (step.world == World::guest) {
        if (step.kind == Step::Kind::run) {
            guest_unwatched_ = true;
        } else {
            ++guest_steps_;
        }
    } else if (const auto instruction = facts_->routine.index_of(step.pc);
               instruction && number_ && step.world == World::host) {
        executed_.at(*instruction) = true;
    }
}

void CurrentSwitch::update(const Timeline& timeline, const SwitchIndex& index) {
    const Recording& recording = timeline.recording();
    const MachineState& state = timeline.state();
    const std::size_t begin = find_begin(timeline, index);
    if (begin_ != begin || hart_ != state.hart || timeline.position() < position_) {
        start_over(recording, begin, state.hart);
    }
    for (; position_ < timeline.position(); ++position_) {
        follow(recording.step(position_));
    }
    in_guest_ = state.world == World::guest;
    next_ = in_guest_ ? std::nullopt : facts_->routine.index_of(state.pc);
}

std::size_t CurrentSwitch::executed_in(const MacroSpan& span) const {
    std::size_t count = 0;
    for (std::size_t n = span.first; n < span.first + span.count; ++n) {
        count += executed_.at(n) ? std::size_t{1} : std::size_t{0};
    }
    return count;
}

} // namespace switchscope

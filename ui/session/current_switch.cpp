// SPDX-License-Identifier: MIT
#include "ui/session/current_switch.h"

#include <utility>

namespace switchscope::ui {

namespace {

/// Steps before the first switch that are followed from the beginning.
constexpr std::size_t most_before_first = 4096;

} // namespace

CurrentSwitch::CurrentSwitch(std::shared_ptr<const SessionFacts> facts)
    : facts_(std::move(facts)), provenance_(facts_->routine, facts_->area, MachineState{}),
      executed_(facts_->routine.instructions().size()) {}

void CurrentSwitch::start_over(const Recording& recording, std::size_t entry, std::uint32_t hart) {
    MachineState at_entry = recording.state_at(entry);
    at_entry.select_hart(hart);
    provenance_ = ProvenanceTracker(facts_->routine, facts_->area, at_entry);
    hart_ = hart;
    executed_.assign(executed_.size(), false);
    guest_steps_ = 0;
    guest_unwatched_ = false;
    entry_ = entry;
    position_ = entry;
}

void CurrentSwitch::update(const Timeline& timeline, const SwitchIndex& index) {
    const Recording& recording = timeline.recording();
    const MachineState& state = timeline.state();
    const bool about_to_enter =
        timeline.at_end() && state.world == World::host && state.pc == facts_->routine.begin();
    std::size_t entry = 0;
    if (about_to_enter) {
        number_ = index.count();
        entry = timeline.position();
    } else {
        const auto record = index.at(timeline.position(), state.hart);
        number_ = record ? std::optional(record->number) : std::nullopt;
        if (record) {
            entry = record->entry;
        } else if (entry_ && hart_ == state.hart && *entry_ <= timeline.position()) {
            entry = *entry_; // goes on
        } else if (timeline.position() > most_before_first) {
            entry = timeline.position(); // a hart that has entered no switch in all the time
        }
    }
    if (entry_ != entry || hart_ != state.hart || timeline.position() < position_) {
        start_over(recording, entry, state.hart);
    }
    for (; position_ < timeline.position(); ++position_) {
        const Step& step = recording.step(position_);
        provenance_.apply(step, position_);
        if (step.hart != hart_) {
            continue;
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

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/session/session_cursor.h"

#include <algorithm>
#include <utility>

namespace switchscope::ui {

void SessionCursor::show(std::shared_ptr<const SessionFacts> facts,
                         std::shared_ptr<const Recording> recording) {
    facts_ = std::move(facts);
    recording_ = std::move(recording);
    timeline_.emplace(*recording_);
    now_.emplace(facts_);
    update();
}

void SessionCursor::forget() {
    now_.reset();
    timeline_.reset();
    switches_.clear();
    recording_.reset();
    facts_.reset();
    next_hart_.reset();
}

void SessionCursor::update() {
    switches_.update(*recording_);
    now_->update(*timeline_, switches_);
}

void SessionCursor::arrive() {
    if (next_hart_ && timeline_->at_end()) {
        timeline_->select_hart(*next_hart_);
    }
    update();
    Q_EMIT moved();
}

void SessionCursor::follow_growth(bool to_end) {
    timeline_->go_to(to_end ? recording_->size() : timeline_->position());
    arrive();
}

void SessionCursor::go_to(std::size_t position) {
    if (timeline_) {
        timeline_->go_to(position);
        arrive();
    }
}

void SessionCursor::forward(Stride stride) {
    if (!timeline_ || timeline_->at_end()) {
        return;
    }
    if (stride != Stride::world_switch) {
        timeline_->forward(stride);
    } else {
        const std::uint32_t hart = timeline_->state().hart;
        if (!timeline_->go_to_next(Landmark::switch_entry().by_hart(hart))) {
            timeline_->go_to_end(); // the next switch begins there, or the recording ends there
        }
        timeline_->select_hart(hart); // another hart may have made the last step before the entry
    }
    arrive();
}

void SessionCursor::back(Stride stride) {
    if (!timeline_ || timeline_->position() == 0) {
        return;
    }
    if (stride != Stride::world_switch) {
        timeline_->back(stride);
    } else {
        const std::uint32_t hart = timeline_->state().hart;
        if (!timeline_->go_to_previous(Landmark::switch_entry().by_hart(hart))) {
            timeline_->go_to(0);
        }
        timeline_->select_hart(hart);
    }
    arrive();
}

void SessionCursor::select_hart(std::uint32_t hart) {
    if (timeline_ && hart != timeline_->state().hart) {
        timeline_->select_hart(hart);
        Q_EMIT hart_selected(hart);
        arrive();
    }
}

std::vector<std::uint64_t> SessionCursor::harts() const {
    std::vector<std::uint64_t> all;
    if (timeline_) {
        all.push_back(timeline_->state().hart);
        for (const HartState& other : timeline_->state().parked) {
            all.push_back(other.hart);
        }
    }
    std::ranges::sort(all);
    return all;
}

std::optional<std::size_t> SessionCursor::executed_in(const SwitchExtent& record,
                                                      std::size_t instruction) const {
    const std::uint32_t hart = recording_->step(record.entry).hart;
    for (std::size_t n = record.entry; n < record.end; ++n) {
        const Step& step = recording_->step(n);
        if (step.hart != hart) {
            continue;
        }
        if (step.world == World::guest) {
            // A guest may run for millions of steps: the recording finds its exit without reading
            // them.
            n = recording_->next(Landmark::exit().by_hart(hart), n).value_or(record.end);
            continue;
        }
        const auto executed =
            step.world == World::host ? facts_->routine.index_of(step.pc) : std::nullopt;
        if (executed == instruction) {
            return n + 1;
        }
        if (executed == facts_->routine.ret_index()) {
            break;
        }
    }
    return std::nullopt;
}

/// The switch that the cursor's hart is in. None: the hart is about to enter another one.
std::optional<SwitchExtent> SessionCursor::switch_here() const {
    const auto record =
        timeline_ ? switches_.at(timeline_->position(), timeline_->state().hart) : std::nullopt;
    return record && record->number == now_->number() ? record : std::nullopt;
}

/// The switch before that one, of the same hart.
std::optional<SwitchExtent> SessionCursor::switch_before() const {
    if (!timeline_) {
        return std::nullopt;
    }
    const std::uint32_t hart = timeline_->state().hart;
    const auto here = switch_here();
    if (!here) {
        return switches_.at(timeline_->position(), hart);
    }
    return here->entry > 0 ? switches_.at(here->entry - 1, hart) : std::nullopt;
}

std::optional<std::size_t> SessionCursor::executed_at(std::size_t instruction) const {
    const auto record = switch_here();
    return record ? executed_in(*record, instruction) : std::nullopt;
}

std::optional<std::size_t> SessionCursor::next_time_at(std::size_t instruction) const {
    if (!timeline_) {
        return std::nullopt;
    }
    const std::uint32_t hart = timeline_->state().hart;
    auto record = switches_.at(timeline_->position(), hart);
    for (int n = 0; n < 2 && record; ++n) {
        const auto behind = executed_in(*record, instruction);
        if (behind && *behind - 1 > timeline_->position()) {
            return *behind - 1;
        }
        const auto next =
            recording_->next(Landmark::switch_entry().by_hart(hart), record->entry + 1);
        record = next ? switches_.at(*next, hart) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::size_t> SessionCursor::same_place_in_previous_switch() const {
    const auto before = switch_before();
    if (!before) {
        return std::nullopt;
    }
    if (const auto next = now_->next_instruction()) {
        if (const auto behind = executed_in(*before, *next)) {
            return *behind - 1;
        }
    }
    const auto here = switch_here();
    const std::size_t along = here ? timeline_->position() - here->entry : 0;
    return std::min(before->entry + along, before->end);
}

} // namespace switchscope::ui

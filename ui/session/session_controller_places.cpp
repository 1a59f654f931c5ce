// SPDX-License-Identifier: MIT
// Places in a recording: bookmarks, and where a world switch has been.
#include <algorithm>

#include "ui/base/format.h"
#include "ui/session/session_controller.h"

namespace switchscope::ui {

std::optional<std::size_t> SessionController::executed_in(const SwitchExtent& record,
                                                          std::size_t instruction) const {
    const std::uint32_t hart = recording_->step(record.entry).hart;
    for (std::size_t n = record.entry; n < record.end; ++n) {
        const Step& step = recording_->step(n);
        if (step.hart != hart) {
            continue;
        }
        if (step.world == World::guest) { // however long it ran
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

/// The one that the cursor's hart is in; none where it is about to enter another.
std::optional<SwitchExtent> SessionController::switch_here() const {
    const auto record =
        timeline_ ? switches_.at(timeline_->position(), timeline_->state().hart) : std::nullopt;
    return record && record->number == now_->number() ? record : std::nullopt;
}

/// The one before, of the same hart.
std::optional<SwitchExtent> SessionController::switch_before() const {
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

std::optional<std::size_t> SessionController::executed_at(std::size_t instruction) const {
    const auto record = switch_here();
    return record ? executed_in(*record, instruction) : std::nullopt;
}

std::optional<std::size_t> SessionController::same_place_in_previous_switch() const {
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

void SessionController::toggle_breakpoint(std::size_t instruction) {
    if (!live_) {
        return;
    }
    const std::uint64_t address = facts_->routine.instructions().at(instruction).address;
    std::vector<int> there;
    for (const BreakpointSet::Entry& entry : breakpoints_.entries()) {
        const auto places = entry.breakpoint.places(facts_->routine, facts_->area);
        if (std::ranges::find(places, address) != places.end()) {
            there.push_back(entry.id);
        }
    }
    for (const int id : there) {
        breakpoints_.remove(id);
    }
    if (there.empty()) {
        breakpoints_.add(Breakpoint::at_instruction(address));
    }
    Q_EMIT breakpoints_changed();
}

void SessionController::add_breakpoint(Breakpoint breakpoint) {
    if (why_no_breakpoints().isEmpty()) {
        breakpoints_.add(std::move(breakpoint));
        Q_EMIT breakpoints_changed();
    }
}

void SessionController::change_breakpoint(int id, const Breakpoint& breakpoint) {
    BreakpointSet::Entry* entry = breakpoints_.find(id);
    if (entry == nullptr || entry->breakpoint == breakpoint) {
        return;
    }
    Breakpoint switched = entry->breakpoint;
    switched.enabled = breakpoint.enabled;
    if (switched != breakpoint) { // another breakpoint: what was counted is not its own
        entry->hits = entry->passed = 0;
    }
    entry->breakpoint = breakpoint;
    Q_EMIT breakpoints_changed();
}

void SessionController::remove_breakpoint(int id) {
    if (breakpoints_.remove(id)) {
        Q_EMIT breakpoints_changed();
    }
}

void SessionController::clear_breakpoints() {
    breakpoints_.clear();
    Q_EMIT breakpoints_changed();
}

QString SessionController::why_no_breakpoints() const {
    return !timeline_              ? tr("no target is open")
           : file_                 ? tr("this is a recording: there is no target that could be "
                                                        "stopped")
           : state_ == State::gone ? tr("the target has ended; Restart starts it again")
                                   : QString();
}

std::vector<BreakpointPlace> SessionController::breakpoint_places() const {
    return places_in_routine(breakpoints_, facts_->routine, facts_->area);
}

void SessionController::run_to_breakpoint() {
    if (timeline_ && !breakpoints_.empty()) {
        run_with(breakpoints_);
    }
}

void SessionController::run_to(std::size_t instruction) {
    if (!timeline_) {
        return;
    }
    const std::uint32_t hart = timeline_->state().hart;
    auto record = switches_.at(timeline_->position(), hart);
    for (int n = 0; n < 2 && record; ++n) { // in this switch, or else in the next one
        const auto behind = executed_in(*record, instruction);
        if (behind && *behind - 1 > timeline_->position()) {
            return go_to(*behind - 1);
        }
        const auto next =
            recording_->next(Landmark::switch_entry().by_hart(hart), record->entry + 1);
        record = next ? switches_.at(*next, hart) : std::nullopt;
    }
    Breakpoint once =
        Breakpoint::at_instruction(facts_->routine.instructions().at(instruction).address);
    once.one_shot = true;
    BreakpointSet with_it = breakpoints_;
    with_it.add(once);
    run_with(std::move(with_it));
}

void SessionController::set_bookmark(std::size_t position, const std::string& note) {
    if (timeline_) {
        bookmarks_.set(std::min(position, timeline_->size()), note);
        keep_bookmarks();
        Q_EMIT bookmarks_changed();
    }
}

void SessionController::remove_bookmark(std::size_t position) {
    bookmarks_.remove(position);
    keep_bookmarks();
    Q_EMIT bookmarks_changed();
}

void SessionController::load_bookmarks() {
    auto loaded = Bookmarks::load(file_->path());
    if (loaded) {
        bookmarks_ = std::move(*loaded);
    } else {
        bookmarks_unreadable_ = loaded.error();
        Q_EMIT noted(loaded.error().what, loaded.error().remedy);
    }
}

void SessionController::keep_bookmarks() {
    if (!file_ && !recorder_) {
        return; // kept once there is a file
    }
    const Result<void> kept = bookmarks_unreadable_
                                  ? Result<void>(fail(*bookmarks_unreadable_))
                                  : bookmarks_.save(file_ ? file_->path() : recorder_->path());
    if (!kept) {
        Q_EMIT noted(
            [why = kept.error().what] {
                return tr("The bookmark is not kept: %1").arg(text_of(why));
            },
            kept.error().remedy);
    }
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// Places in a recording: bookmarks, and where a world switch has been.
#include <algorithm>

#include "ui/format.h"
#include "ui/session_controller.h"

namespace switchscope::ui {

std::optional<std::size_t> SessionController::executed_in(const SwitchRecord& record,
                                                          std::size_t instruction) const {
    for (std::size_t n = record.entry; n < record.end; ++n) {
        const Step& step = recording_->step(n);
        if (step.world == World::guest) { // however long it ran
            n = recording_->next(Landmark::exit(), n).value_or(record.end);
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

std::optional<std::size_t> SessionController::executed_at(std::size_t instruction) const {
    const auto number = now_ ? now_->number() : std::nullopt;
    const auto record = timeline_ ? switches_.at(timeline_->position()) : std::nullopt;
    return record && record->number == number ? executed_in(*record, instruction) : std::nullopt;
}

std::optional<std::size_t> SessionController::same_place_in_previous_switch() const {
    const auto number = now_ ? now_->number() : std::nullopt;
    const auto entry =
        number && *number > 0 ? switches_.entry_of(*number - 1) : std::optional<std::size_t>();
    const auto before = entry ? switches_.at(*entry + 1) : std::nullopt;
    if (!before) {
        return std::nullopt;
    }
    if (const auto next = now_->next_instruction()) {
        if (const auto behind = executed_in(*before, *next)) {
            return *behind - 1;
        }
    }
    const auto own_entry = switches_.entry_of(*number).value_or(recording_->size());
    const std::size_t along =
        timeline_->position() > own_entry ? timeline_->position() - own_entry : 0;
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

std::vector<std::size_t> SessionController::breakpoint_places() const {
    std::vector<std::size_t> all;
    for (const BreakpointSet::Entry& entry : breakpoints_.entries()) {
        for (const std::uint64_t address : entry.breakpoint.places(facts_->routine, facts_->area)) {
            if (const auto index = facts_->routine.index_of(address)) {
                all.push_back(*index);
            }
        }
    }
    return all;
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
    auto record = switches_.at(timeline_->position());
    for (int n = 0; n < 2 && record; ++n) { // in this switch, or else in the next one
        const auto behind = executed_in(*record, instruction);
        if (behind && *behind - 1 > timeline_->position()) {
            return go_to(*behind - 1);
        }
        const auto next = switches_.entry_of(record->number + 1);
        record = next ? switches_.at(*next + 1) : std::nullopt;
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
        Q_EMIT noted(text_of(loaded.error().what), text_of(loaded.error().remedy));
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
        Q_EMIT noted(tr("The bookmark is not kept: %1").arg(text_of(kept.error().what)),
                     text_of(kept.error().remedy));
    }
}

} // namespace switchscope::ui

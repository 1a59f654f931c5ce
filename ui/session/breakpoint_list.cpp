// SPDX-License-Identifier: MIT
#include "ui/session/breakpoint_list.h"

#include <algorithm>
#include <utility>

#include "ui/base/words.h"
#include "ui/session/live_target.h"
#include "ui/session/notices.h"
#include "ui/session/session_cursor.h"

namespace switchscope::ui {

BreakpointList::BreakpointList(SessionCursor& cursor, LiveTarget& target, Notices& notices)
    : cursor_(cursor), target_(target), notices_(notices) {
    connect(&target_, &LiveTarget::stopped, this, &BreakpointList::take_stopped);
}

void BreakpointList::show(BreakpointSet breakpoints) {
    breakpoints_ = std::move(breakpoints);
}

BreakpointSet BreakpointList::uncounted() const {
    BreakpointSet same;
    for (const BreakpointSet::Entry& entry : entries()) {
        same.add(entry.breakpoint);
    }
    return same;
}

std::vector<BreakpointPlace> BreakpointList::places() const {
    const SessionFacts* facts = cursor_.facts();
    return facts == nullptr ? std::vector<BreakpointPlace>()
                            : places_in_routine(breakpoints_, facts->routine, facts->area);
}

QString BreakpointList::why_none() const {
    return cursor_.timeline() == nullptr ? tr("no target is open")
           : !target_.recording() ? tr("this is a recording: there is no target that could be "
                                       "stopped")
           : target_.state() == LiveTarget::State::gone
               ? tr("the target has ended; Restart starts it again")
               : QString();
}

void BreakpointList::toggle(std::size_t instruction) {
    if (!target_.recording()) {
        return;
    }
    const SessionFacts& facts = *cursor_.facts();
    const std::uint64_t address = facts.routine.instructions().at(instruction).address;
    std::vector<int> there;
    for (const BreakpointSet::Entry& entry : entries()) {
        const auto places = entry.breakpoint.places(facts.routine, facts.area);
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
    Q_EMIT changed();
}

bool BreakpointList::toggle(const Breakpoint& breakpoint) {
    const auto there = std::ranges::find(entries(), breakpoint, &BreakpointSet::Entry::breakpoint);
    if (there != entries().end()) {
        remove(there->id);
        return false;
    }
    add(breakpoint);
    return true;
}

void BreakpointList::add(Breakpoint breakpoint) {
    if (why_none().isEmpty()) {
        breakpoints_.add(std::move(breakpoint));
        Q_EMIT changed();
    }
}

void BreakpointList::change(int id, const Breakpoint& breakpoint) {
    BreakpointSet::Entry* entry = breakpoints_.find(id);
    if (entry == nullptr || entry->breakpoint == breakpoint) {
        return;
    }
    Breakpoint switched = entry->breakpoint;
    switched.enabled = breakpoint.enabled;
    if (switched != breakpoint) { // it stops elsewhere now: the hits so far are not its own
        entry->hits = entry->passed = 0;
    }
    entry->breakpoint = breakpoint;
    Q_EMIT changed();
}

void BreakpointList::remove(int id) {
    if (breakpoints_.remove(id)) {
        Q_EMIT changed();
    }
}

void BreakpointList::clear() {
    breakpoints_.clear();
    Q_EMIT changed();
}

void BreakpointList::run() {
    if (!empty()) {
        target_.run_to(breakpoints_);
    }
}

void BreakpointList::run_to(std::size_t instruction) {
    if (cursor_.timeline() == nullptr) {
        return;
    }
    if (const auto position = cursor_.next_time_at(instruction)) {
        cursor_.go_to(*position);
        return;
    }
    Breakpoint once =
        Breakpoint::at_instruction(cursor_.facts()->routine.instructions().at(instruction).address);
    once.one_shot = true;
    BreakpointSet with_it = breakpoints_;
    with_it.add(once);
    target_.run_to(std::move(with_it));
}

/// What the user has changed while the target ran stays so.
void BreakpointList::take_stopped(const Stopped& stop) {
    const std::vector<BreakpointSet::Entry> before = entries();
    for (const BreakpointSet::Entry& entry : before) {
        const BreakpointSet::Entry* counted = stop.breakpoints.find(entry.id);
        if (counted != nullptr) {
            breakpoints_.find(entry.id)->hits = counted->hits;
            breakpoints_.find(entry.id)->passed = counted->passed;
        } else if (entry.breakpoint.one_shot) {
            breakpoints_.remove(entry.id);
        }
    }
    Q_EMIT changed();
    if (stop.hit) {
        const SessionFacts& facts = *cursor_.facts();
        Q_EMIT notices_.said(
            tr("Stopped: %1").arg(text_of(stop.hit->breakpoint.text(facts.routine, facts.area))));
    }
}

} // namespace switchscope::ui

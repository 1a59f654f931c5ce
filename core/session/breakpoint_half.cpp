// SPDX-License-Identifier: MIT
// Halves of the routine that are stepped on the way to a breakpoint, so that no part of them is missing.
#include <algorithm>
#include <utility>

#include "core/isa/registers.h"
#include "core/session/breakpoint_run.h"

namespace switchscope {

namespace {

using Kind = Breakpoint::Kind;

/// Passes everything on and remembers the last step.
class Remembering : public SessionListener {
  public:
    explicit Remembering(SessionListener& listener) : listener_(listener) {}
    void area_met(const MachineState::Area& area) override { listener_.area_met(area); }
    void stepped(const Step& step) override {
        last = step;
        listener_.stepped(step);
    }
    void noted(const Phrase& what) override { listener_.noted(what); }

    Step last;

  private:
    SessionListener& listener_;
};

/// Stops the first time its place is reached.
bool unconditional(const Breakpoint& one) {
    return one.condition.empty() && !one.hart && !one.vcpu && one.after == 0 && one.every <= 1;
}

bool lies_in_routine(const Breakpoint& one) {
    return one.kind == Kind::macro || one.kind == Kind::instruction ||
           (one.kind == Kind::slot_write && one.writer != Breakpoint::Writer::other_code);
}

} // namespace

/// Has the halves stepped in which `breakpoint` is going to stop the machine, unless that is at their beginning.
void BreakpointRun::step_halves_of(const Breakpoint& breakpoint) {
    if (!unconditional(breakpoint) || !lies_in_routine(breakpoint)) {
        return;
    }
    for (const std::uint64_t place : breakpoint.places(routine_, area_)) {
        const auto index = routine_.index_of(place);
        if (!index) {
            continue;
        }
        const std::uint64_t beginning =
            *index <= routine_.sret_index() ? routine_.begin() : routine_.return_label();
        if (place != beginning) {
            stepped_halves_.insert(beginning);
            addresses_.try_emplace(beginning);
        }
    }
}

/// In the middle of a half, or at the beginning of one that is to be stepped.
bool BreakpointRun::to_be_stepped(const HartState& hart) const {
    const auto index = hart.world == World::host ? routine_.index_of(hart.pc) : std::nullopt;
    const bool at_beginning = index && (*index == 0 || hart.pc == routine_.return_label());
    return index && (!at_beginning || stepped_halves_.contains(hart.pc));
}

/// Steps the hart in force to the end of its half, or to a breakpoint. The account is that of where it stands.
Result<std::optional<int>> BreakpointRun::step_half(SessionListener& listener,
                                                    std::stop_token cancel) {
    auto here = look();
    if (!here) {
        return fail(here.error());
    }
    here->world = World::host;
    // Writes are seen in the steps; a watchpoint would only be in their way.
    SWITCHSCOPE_TRY(disarm_watches());
    auto hit = step_in_half(std::move(*here), listener, std::move(cancel));
    const auto armed = arm_watches();
    return hit && !armed ? fail(armed.error()) : std::move(hit);
}

Result<std::optional<int>> BreakpointRun::step_in_half(Look here, SessionListener& listener,
                                                       std::stop_token cancel) {
    Remembering remembering(listener);
    while (here.index && stepper_.state().world == World::host && !cancel.stop_requested()) {
        if (here.index == routine_.sret_index() && !guest_entries_.empty()) {
            auto hit = enter_guest(here, listener, cancel);
            if (!hit || *hit || stepper_.state().world == World::guest) {
                return hit;
            }
        }
        auto made = stepper_.step(Stride::instruction, 1, remembering, cancel);
        if (!made) {
            return fail(made.error());
        }
        if (*made == 0) {
            break;
        }
        stand(stepper_.state());
        auto now = look();
        if (!now) {
            return fail(now.error());
        }
        here = std::move(*now);
        here.world = stepper_.state().world;
        auto written = count_writes(remembering.last, here);
        auto hit = written ? count_here(here, listener) : written;
        if (!hit || *hit || *written) {
            return !hit || !*written || (*hit && **hit < **written) ? hit : written;
        }
    }
    return std::optional<int>{};
}

/// Counts the points that `step` hit by writing a slot.
Result<std::optional<int>> BreakpointRun::count_writes(const Step& step, Look& look) {
    std::optional<int> hit;
    for (const std::size_t number : slot_writes_) {
        const Breakpoint& breakpoint = entry(points_[number]).breakpoint;
        for (const Effect& effect : step.effects) {
            if (effect.at.kind != LocationKind::slot || effect.at.id != breakpoint.slot) {
                continue;
            }
            if (breakpoint.writer == Breakpoint::Writer::other_code) {
                ++entry(points_[number]).passed;
                continue;
            }
            auto stopped = stops(points_[number], look, effect.at.area);
            if (!stopped) {
                return fail(stopped.error());
            }
            hit = *stopped && !hit ? std::optional(points_[number].id) : hit;
        }
    }
    return hit;
}

} // namespace switchscope

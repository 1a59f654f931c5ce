// SPDX-License-Identifier: MIT
#include "core/session/breakpoint_run.h"

#include <utility>

namespace switchscope {

namespace {

using namespace std::chrono_literals;

/// One instruction takes no longer, unless something is wrong.
constexpr auto step_patience = 2000ms;
/// After so many steps in a row without an executed instruction the machine is taken as it stands.
constexpr int most_idle_steps = 100;

bool is_for_us(Stop::Reason reason) {
    return reason == Stop::Reason::breakpoint || reason == Stop::Reason::watchpoint;
}

} // namespace

Result<std::optional<BreakpointHit>> BreakpointRun::run(SessionListener& listener,
                                                        std::stop_token cancel) {
    // What the hart in force did while another was waited for comes first: its half may be stepped.
    SWITCHSCOPE_TRY(machine_.catch_up(listener));
    const BreakpointPlan plan =
        SWITCHSCOPE_TRY(BreakpointPlan::make(breakpoints_, routine_, area_, machine_.reader()));
    BreakpointStops stops(machine_, stepper_, routine_, area_, plan, breakpoints_, listener,
                          std::move(cancel));
    const auto armed = stops.armed().arm(machine_.state().areas);
    const auto went = armed ? go(stops) : fail(armed.error());
    // Whatever happened, nothing of ours stays in a target that is still there.
    const auto disarmed = stops.armed().disarm();
    const auto hit = SWITCHSCOPE_TRY(went);
    SWITCHSCOPE_TRY(disarmed);
    if (!hit) {
        return std::optional<BreakpointHit>{};
    }
    const int id = plan.breakpoints[hit->breakpoint].id;
    const BreakpointSet::Entry& entry = *breakpoints_.find(id);
    BreakpointHit result{id, entry.hits, entry.breakpoint, machine_.state().hart};
    if (result.breakpoint.one_shot) {
        breakpoints_.remove(id);
    }
    return std::optional(std::move(result));
}

Result<std::optional<Hit>> BreakpointRun::go(BreakpointStops& stops) {
    if (stops.plan().is_stepped(machine_.state(), routine_)) {
        const auto hit = SWITCHSCOPE_TRY(HalfStepper(stops).step_half());
        if (hit) {
            return hit;
        }
    }
    bool for_us = true;
    while (for_us && !stops.cancel().stop_requested()) {
        const Stop stop = SWITCHSCOPE_TRY(machine_.let_run(stops.cancel()));
        for_us = is_for_us(stop.reason);
        if (for_us) {
            const auto hit = SWITCHSCOPE_TRY(stopped(stops, stop));
            if (hit) {
                return hit;
            }
        }
    }
    SWITCHSCOPE_TRY(stops.report());
    return std::optional<Hit>{};
}

/// A breakpoint or a watchpoint has stopped the machine: whether it stays stopped.
Result<std::optional<Hit>> BreakpointRun::stopped(BreakpointStops& stops, const Stop& stop) {
    SWITCHSCOPE_TRY(machine_.select_hart(stop.hart));
    if (stop.reason == Stop::Reason::watchpoint) {
        return behind_write(stops, stop);
    }
    StoppedHart here = SWITCHSCOPE_TRY(stops.look());
    const auto hit = SWITCHSCOPE_TRY(stops.count_here(here));
    return decide(stops, hit, here);
}

/// All breakpoints at the place are counted, and `hit` is the one that stops the machine. Where
/// there is none, the place may be one of those from which the hart is stepped.
Result<std::optional<Hit>> BreakpointRun::decide(BreakpointStops& stops, std::optional<Hit> hit,
                                                 StoppedHart& hart) {
    if (hit) {
        SWITCHSCOPE_TRY(stops.report(hit->written));
        return hit;
    }
    if (hart.index() == routine_.sret_index()) {
        return stops.enter_guest(hart);
    }
    if (stops.plan().stepped_halves.contains(hart.pc)) {
        const World world = SWITCHSCOPE_TRY(hart.world());
        if (world == World::host) { // a guest has code of its own at this address
            SWITCHSCOPE_TRY(stops.report());
            return HalfStepper(stops).step_half();
        }
    }
    return hit;
}

/// The hart stands in front of an instruction that writes a watched slot. The breakpoints mean the
/// place behind it.
Result<std::optional<Hit>> BreakpointRun::behind_write(BreakpointStops& stops, const Stop& stop) {
    StoppedHart before = SWITCHSCOPE_TRY(stops.look());
    const World world = SWITCHSCOPE_TRY(before.world());
    const std::vector<WatchedSlot> written = stops.armed().watched_at(stop.address);
    SWITCHSCOPE_TRY(stops.armed().lift(written));
    auto stepped = step_over(stops, before, world);
    SWITCHSCOPE_TRY(stops.armed().restore(written));
    StoppedHart behind = SWITCHSCOPE_TRY(std::move(stepped));
    const bool by_routine = world == World::host && before.index().has_value();
    if (by_routine) {
        SWITCHSCOPE_TRY(stops.note_switch(before));
    }
    // The target reports no breakpoint at an instruction that a step has led to.
    const auto by_place = SWITCHSCOPE_TRY(stops.count_here(behind));
    const auto by_write = SWITCHSCOPE_TRY(count_written(stops, written, behind, by_routine));
    const bool write_first = by_write && (!by_place || by_write->breakpoint < by_place->breakpoint);
    return decide(stops, write_first ? by_write : by_place, behind);
}

/// Counts the breakpoints that wait for these writes; the first one that stops the machine.
Result<std::optional<Hit>> BreakpointRun::count_written(BreakpointStops& stops,
                                                        const std::vector<WatchedSlot>& written,
                                                        StoppedHart& hart, bool by_routine) {
    std::optional<Hit> first;
    for (const WatchedSlot& slot : written) {
        const Breakpoint& breakpoint = stops.plan().breakpoints[slot.breakpoint].breakpoint;
        if (by_routine && breakpoint.writer == Breakpoint::Writer::other_code) {
            stops.hits().count_passed(slot.breakpoint);
            continue;
        }
        const bool stopped = SWITCHSCOPE_TRY(stops.hits().stops(slot.breakpoint, hart, slot.area));
        if (stopped && (!first || slot.breakpoint < first->breakpoint)) {
            first = stops.hits().hit(slot.breakpoint, slot.area);
        }
    }
    return first;
}

/// Executes the instruction at which the hart stands in `world`, a store; where the hart stands
/// then.
Result<StoppedHart> BreakpointRun::step_over(BreakpointStops& stops, const StoppedHart& from,
                                             World world) {
    Request request;
    request.hart = machine_.state().hart;
    request.resume = Resume::step;
    request.patience = step_patience;
    for (int idle = 0;; ++idle) {
        const Reply reply = SWITCHSCOPE_TRY(machine_.target().exchange(request, stops.cancel()));
        StoppedHart now = SWITCHSCOPE_TRY(stops.look());
        // QEMU 7.2 now and then reports a step that a pending interrupt kept from being made.
        if (now.pc != from.pc || reply.stop->reason != Stop::Reason::stepped ||
            idle == most_idle_steps) {
            now.set_world(world);
            return now;
        }
    }
}

} // namespace switchscope

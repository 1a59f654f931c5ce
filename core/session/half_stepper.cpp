// SPDX-License-Identifier: MIT
#include "core/session/half_stepper.h"

#include <utility>

namespace switchscope {

Result<std::optional<Hit>> HalfStepper::step_half() {
    // The steps show what is written. A watchpoint would only be in their way.
    SWITCHSCOPE_TRY(stops_.armed().unwatch());
    auto hit = step_to_end();
    const auto watched = stops_.armed().watch(stops_.state().areas);
    return hit && !watched ? fail(watched.error()) : std::move(hit);
}

Result<std::optional<Hit>> HalfStepper::step_to_end() {
    const Routine& routine = stops_.routine();
    StoppedHart here = SWITCHSCOPE_TRY(stops_.look());
    here.set_world(World::host);
    while (here.index() && stops_.state().world == World::host &&
           !stops_.cancel().stop_requested()) {
        if (here.index() == routine.sret_index() && !stops_.plan().guest_entries.empty()) {
            const auto hit = SWITCHSCOPE_TRY(stops_.enter_guest(here));
            if (hit || stops_.state().world == World::guest) {
                return hit;
            }
        }
        const auto step = SWITCHSCOPE_TRY(stops_.step());
        if (!step) {
            break;
        }
        here = SWITCHSCOPE_TRY(stops_.look());
        here.set_world(stops_.state().world);
        const auto by_write = SWITCHSCOPE_TRY(count_writes(*step, here));
        const auto by_place = SWITCHSCOPE_TRY(stops_.count_here(here));
        if (by_write || by_place) {
            const bool write_first =
                by_write && (!by_place || by_write->breakpoint <= by_place->breakpoint);
            return write_first ? by_write : by_place;
        }
    }
    return std::optional<Hit>{};
}

Result<std::optional<Hit>> HalfStepper::count_writes(const Step& step, StoppedHart& hart) {
    std::optional<Hit> first;
    for (const std::size_t number : stops_.plan().slot_writes) {
        const Breakpoint& breakpoint = stops_.plan().breakpoints[number].breakpoint;
        for (const Effect& effect : step.effects) {
            if (effect.at.kind != LocationKind::slot || effect.at.id != breakpoint.slot) {
                continue;
            }
            if (breakpoint.writer == Breakpoint::Writer::other_code) {
                stops_.hits().count_passed(number);
                continue;
            }
            const bool stopped = SWITCHSCOPE_TRY(stops_.hits().stops(number, hart, effect.at.area));
            if (stopped && !first) {
                first = stops_.hits().hit(number, effect.at.area);
            }
        }
    }
    return first;
}

} // namespace switchscope

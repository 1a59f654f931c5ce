// SPDX-License-Identifier: MIT
#include "core/session/unobserved_runs.h"

#include <limits>

namespace switchscope {

UnobservedRuns::UnobservedRuns(const Account& account, const Routine& routine)
    : account_(account), routine_(routine) {
    const MachineState& state = account.state();
    runs_[state.hart] = beginning_at(state);
    for (const HartState& parked : state.parked) {
        runs_[parked.hart] = beginning_at(parked);
    }
}

std::size_t UnobservedRuns::place_of(World world, std::optional<std::size_t> index) const {
    if (world == World::guest) {
        return 2 * routine_.sret_index() + 1;
    }
    return world == World::host && index ? 2 * *index : std::numeric_limits<std::size_t>::max();
}

UnobservedRuns::Run UnobservedRuns::beginning_at(const HartState& hart) const {
    const auto index = hart.world == World::host ? routine_.index_of(hart.pc) : std::nullopt;
    return {index == 0u, 0, place_of(hart.world, index), hart.area};
}

void UnobservedRuns::begin_again() {
    in_force() = beginning_at(account_.state());
}

void UnobservedRuns::saw(std::size_t index, std::uint16_t area) {
    Run& run = in_force();
    const std::size_t place = 2 * index;
    // A place that does not lie behind the one seen last belongs to another switch.
    const bool went_round = account_.has_run(account_.state().hart) && place <= run.last_place;
    run.entries += went_round ? 1u : 0u;
    run.last_place = place;
    run.area = area;
}

void UnobservedRuns::end(World world, std::optional<std::size_t> index) {
    Run& run = in_force();
    const std::size_t place = place_of(world, index);
    if (place == 0) {
        // The entry that the hart stands at was counted by saw(), and has not executed.
        run.entries -= run.last_place == 0 && run.entries > 0 ? 1 : 0;
    } else if (place < run.last_place) {
        ++run.entries;
    }
}

std::uint64_t UnobservedRuns::switches_entered(bool at_entry) const {
    std::uint64_t entered = account_.numbers().entered();
    for (const auto& [hart, run] : runs_) {
        const bool stands_at_entry = at_entry && hart == account_.state().hart;
        entered += run.entries + (run.began_at_entry && account_.has_run(hart) ? 1 : 0) -
                   (stands_at_entry && run.entries > 0 ? 1 : 0);
    }
    return entered;
}

UnobservedRun UnobservedRuns::run() const {
    UnobservedRun run;
    run.entries = in_force().entries;
    run.area = in_force().area;
    return run;
}

} // namespace switchscope

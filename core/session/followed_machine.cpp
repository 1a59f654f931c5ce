// SPDX-License-Identifier: MIT
#include "core/session/followed_machine.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/hex.h"
#include "core/session/routine_entry.h"
#include "core/session/step_description.h"

namespace switchscope {

namespace {

using std::chrono::milliseconds;

UnobservedRun if_anything_changed() {
    UnobservedRun run;
    run.always_reported = false;
    return run;
}

std::optional<std::uint16_t> find_area(const MachineState& state, std::uint64_t address) {
    const auto found = std::ranges::find(state.areas, address, &MachineState::Area::address);
    return found == state.areas.end()
               ? std::nullopt
               : std::optional(static_cast<std::uint16_t>(found - state.areas.begin()));
}

bool stands_where(const HartState& before, const HartState& now) {
    return before.pc == now.pc && before.world == now.world && before.gprs == now.gprs;
}

} // namespace

/// A wait for a hart, with what came by meanwhile.
class FollowedMachine::Waiting {
  public:
    explicit Waiting(milliseconds patience)
        : patience_(patience), until_(Clock::now() + patience) {}

    /// What is left of the patience, for a request: zero where there is no limit.
    milliseconds left() const {
        if (patience_.count() == 0) {
            return patience_;
        }
        const auto left = std::chrono::duration_cast<milliseconds>(until_ - Clock::now());
        return std::max(milliseconds(1), left);
    }
    void met(const MachineState& state, const Routine& routine) {
        entries_ += is_at_entry(state, routine) ? 1u : 0u;
    }
    /// An Error where the patience is over. Other harts may stop the machine so often that no
    /// single run lasts that long.
    Result<void> check(const Stop& stop, std::uint32_t hart, const Routine& routine) const {
        const bool over = patience_.count() > 0 && Clock::now() >= until_;
        if (!over && stop.reason != Stop::Reason::timed_out) {
            return {};
        }
        const bool whole = patience_.count() % 1000 == 0;
        const Phrase time = verbatim(whole ? std::to_string(patience_.count() / 1000) + " s"
                                           : std::to_string(patience_.count()) + " ms");
        return fail(
            entries_ == 0
                ? en("hart %1 did not come back to %2 within %3")(hart, routine.name(), time)
                : en("hart %1 did not come back to %2 within %3; other harts came by %4 "
                     "times meanwhile")(hart, routine.name(), time, entries_),
            en("Wait longer with --patience, if its guest only sleeps."));
    }

  private:
    using Clock = std::chrono::steady_clock;
    milliseconds patience_;
    Clock::time_point until_;
    std::uint64_t entries_ = 0;
};

Result<void> check_alive(const Stop& stop) {
    if (stop.reason == Stop::Reason::exited) {
        return fail(en("the target ended while it was running"),
                    en("What was recorded so far is kept. Start it again to go on."));
    }
    return {};
}

FollowedMachine::FollowedMachine(Target& target, const Routine& routine, const SaveArea& area,
                                 std::optional<VcpuLayout> layout, Account& account)
    : target_(target), routine_(routine), area_(area), account_(account),
      reader_(target, area, layout), code_(target) {}

Result<void> FollowedMachine::begin(std::uint32_t hart) {
    MachineState state;
    for (const std::uint32_t number : target_.description().harts) {
        if (number != hart) {
            HartState other = SWITCHSCOPE_TRY(reader_.read_hart(number));
            state.parked.push_back(std::move(other));
        }
    }
    std::ranges::sort(state.parked, {}, &HartState::hart);
    static_cast<HartState&>(state) = SWITCHSCOPE_TRY(reader_.read_hart(hart));
    if (state.pc != routine_.begin() || state.world != World::host) {
        return fail(en("hart %1 stands at %2 in %3-mode, not at the entry of %4")(
            hart, hex(state.pc), verbatim(world_mode_name(state.world)), routine_.name()));
    }
    SWITCHSCOPE_TRY(meet_area_in(state));
    std::vector<std::uint32_t> others;
    std::ranges::transform(state.parked, std::back_inserter(others), &HartState::hart);
    for (const std::uint32_t number : others) {
        state.select_hart(number);
        SWITCHSCOPE_TRY(meet_area_in(state));
    }
    state.select_hart(hart);
    code_.forget_all();
    account_.begin(std::move(state));
    return {};
}

/// Puts the save area of the hart in force of `state` in force, where the hart stands in the
/// routine. Elsewhere nothing says which one it is.
Result<void> FollowedMachine::meet_area_in(MachineState& state) {
    const auto index = state.world == World::host ? routine_.index_of(state.pc) : std::nullopt;
    const auto address = index ? state.value(area_pointer_at(routine_, *index)) : std::nullopt;
    if (!address) {
        return {};
    }
    auto known = find_area(state, *address);
    if (!known) {
        MachineState::Area met = SWITCHSCOPE_TRY(reader_.read_area(state, *address));
        state.areas.push_back(std::move(met));
        known = static_cast<std::uint16_t>(state.areas.size() - 1);
    }
    state.area = *known;
    return {};
}

void FollowedMachine::lose_track() {
    account_.lose_track();
    code_.forget_all();
}

Result<Stop> FollowedMachine::let_run(std::stop_token cancel) {
    return let_run(std::move(cancel), Waiting(milliseconds(0)));
}

Result<Stop> FollowedMachine::let_run(std::stop_token cancel, const Waiting& waiting) {
    Request request;
    request.hart = state().hart;
    request.resume = Resume::run;
    request.patience = waiting.left();
    const Reply reply = SWITCHSCOPE_TRY(target_.exchange(request, std::move(cancel)));
    account_.machine_ran();
    code_.forget_all();
    SWITCHSCOPE_TRY(check_alive(*reply.stop));
    return *reply.stop;
}

Result<void> FollowedMachine::run(SessionListener& listener, std::stop_token cancel,
                                  milliseconds patience) {
    const std::uint32_t awaited = state().hart;
    Waiting waiting(patience);
    while (true) {
        // let_run() goes on from the hart in force, which is the one accounted for last: where that
        // hart stands on a breakpoint, the target gets it past there. A breakpoint that another
        // hart has hit meanwhile still has to be reported by the target.
        const Stop stop = SWITCHSCOPE_TRY(let_run(cancel, waiting));
        const bool over = SWITCHSCOPE_TRY(arrive(awaited, stop, listener));
        if (over && stop.reason != Stop::Reason::timed_out) {
            return {};
        }
        waiting.met(state(), routine_);
        if (cancel.stop_requested()) {
            SWITCHSCOPE_TRY(account_.select_hart(awaited));
            return account_for_run(listener);
        }
        SWITCHSCOPE_TRY(waiting.check(stop, awaited, routine_));
    }
}

Result<void> FollowedMachine::run_to_entry(SessionListener& listener, std::stop_token cancel,
                                           milliseconds patience) {
    const Waiting waiting(patience);
    while (!is_at_entry(state(), routine_)) {
        const Stop stop = SWITCHSCOPE_TRY(let_run(cancel, waiting));
        if (stop.reason == Stop::Reason::breakpoint && state().find_hart(stop.hart) != nullptr) {
            SWITCHSCOPE_TRY(account_.select_hart(stop.hart));
        }
        SWITCHSCOPE_TRY(account_for_run(listener, if_anything_changed()));
        if (cancel.stop_requested()) {
            return {};
        }
        if (!is_at_entry(state(), routine_)) {
            SWITCHSCOPE_TRY(waiting.check(stop, state().hart, routine_));
        }
    }
    return {};
}

Result<bool> FollowedMachine::arrive(std::uint32_t awaited, const Stop& stop,
                                     SessionListener& listener) {
    const bool other = stop.reason == Stop::Reason::breakpoint && stop.hart != awaited &&
                       state().find_hart(stop.hart) != nullptr;
    SWITCHSCOPE_TRY(account_.select_hart(other ? stop.hart : awaited));
    if (!other) {
        SWITCHSCOPE_TRY(account_for_run(listener));
        return true;
    }
    const HartState before = static_cast<const HartState&>(state());
    SWITCHSCOPE_TRY(account_for_run(listener, if_anything_changed()));
    const bool in_routine = state().world == World::host && routine_.contains(state().pc);
    if (in_routine) {
        return account_.took_vcpu_of(awaited);
    }
    // A hart that was not scheduled until now hits the breakpoint that it has stood on since it was
    // read. With one thread for all harts that is how a machine with several begins.
    return !stands_where(before, state());
}

/// The address of the save area that the routine works on, where `seen` shows a hart in the
/// routine.
std::optional<std::uint64_t> FollowedMachine::area_pointer(const Observation& seen) const {
    const auto index = seen.world == World::host ? routine_.index_of(seen.pc) : std::nullopt;
    if (!index) {
        return std::nullopt;
    }
    const Location pointer = area_pointer_at(routine_, *index);
    return pointer.kind == LocationKind::gpr
               ? std::optional(seen.gprs[pointer.id])
               : seen.csr_value(static_cast<std::uint16_t>(pointer.id));
}

Result<void> FollowedMachine::account_for_run(SessionListener& listener, const UnobservedRun& run) {
    const World world = SWITCHSCOPE_TRY(reader_.world_of(state().hart));
    const Observation seen = SWITCHSCOPE_TRY(reader_.read(state(), world));
    UnobservedRun ran = run;
    if (const auto address = area_pointer(seen)) {
        ran.area = SWITCHSCOPE_TRY(meet_area(*address, listener));
    }
    code_.forget(state().hart);
    account_.commit_run(seen, ran, listener);
    return {};
}

Result<void> FollowedMachine::catch_up(SessionListener& listener) {
    return account_.has_run(state().hart) ? account_for_run(listener, if_anything_changed())
                                          : Result<void>{};
}

void FollowedMachine::commit(const Step& step, SessionListener& listener) {
    if (step.trapped || step.world != step.world_after || step.kind == Step::Kind::run) {
        code_.forget(step.hart);
    }
    account_.commit(step, listener);
}

Result<std::uint16_t> FollowedMachine::meet_area(std::uint64_t address, SessionListener& listener) {
    if (const auto known = find_area(state(), address)) {
        return *known;
    }
    MachineState::Area met = SWITCHSCOPE_TRY(reader_.read_area(state(), address));
    const std::uint16_t index = account_.add_area(std::move(met));
    listener.area_met(state().areas[index]);
    return index;
}

Result<void> FollowedMachine::write(const Location& place, std::uint64_t value,
                                    SessionListener& listener) {
    SWITCHSCOPE_TRY(reader_.put(state(), place, value));
    const Observation seen = SWITCHSCOPE_TRY(reader_.read(state(), state().world));
    Step step = account_.describe();
    make_run(step, state(), seen, area_);
    // The routine has executed nothing, so this is part of no macro and of no half.
    step.half = Half::none;
    step.span = -1;
    if (step.effects.empty() && place.kind != LocationKind::memory) {
        return fail(en("%1 keeps its value")(location_name(place, area_)),
                    en("The target has no such bits there, or the value is the one it has."));
    }
    commit(step, listener);
    return {};
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#include "core/session/account.h"

#include <algorithm>
#include <utility>

#include "core/session/step_description.h"

namespace switchscope {

std::optional<std::uint64_t> Account::interrupted_at(std::uint32_t hart) const {
    const auto found = harts_.find(hart);
    return found == harts_.end() ? std::nullopt : found->second.interrupted_at;
}

bool Account::has_run(std::uint32_t hart) const {
    const auto found = harts_.find(hart);
    return found != harts_.end() && found->second.has_run;
}

bool Account::took_vcpu_of(std::uint32_t waiting) const {
    const HartState* other = state_.find_hart(waiting);
    if (other == nullptr || state_.pc != routine_.begin() || other->area != state_.area) {
        return false;
    }
    const bool in_c_code =
        other->world != World::guest && !routine_.contains(other->pc) && !interrupted_at(waiting);
    // A vCPU that was seen on a third hart is not that of `waiting` any more.
    const auto last = last_entered_by_.find(other->area);
    const bool entered_last = last == last_entered_by_.end() || last->second == waiting;
    return in_c_code && entered_last && numbers_.has_entered(waiting);
}

void Account::begin(MachineState state) {
    state_ = std::move(state);
    numbers_ = {};
    last_entered_by_.clear();
    harts_.clear();
    harts_.try_emplace(state_.hart);
    for (const HartState& parked : state_.parked) {
        harts_.try_emplace(parked.hart);
    }
}

void Account::lose_track() {
    last_entered_by_.clear();
    for (auto& [number, hart] : harts_) {
        hart.interrupted_at.reset();
    }
    machine_ran();
}

void Account::machine_ran() {
    for (auto& [number, hart] : harts_) {
        hart.has_run = true;
    }
}

Result<void> Account::select_hart(std::uint32_t number) {
    if (state_.find_hart(number) == nullptr) {
        return fail(en("there is no hart %1 in this machine")(number));
    }
    state_.select_hart(number);
    return {};
}

std::uint16_t Account::add_area(MachineState::Area area) {
    state_.areas.push_back(std::move(area));
    return static_cast<std::uint16_t>(state_.areas.size() - 1);
}

Step Account::describe(std::uint64_t pc, World world) const {
    return describe_step(routine_, state_, numbers_, pc, world);
}

void Account::commit(const Step& step, SessionListener& listener) {
    if (numbers_.begins(step, routine_)) {
        numbers_.enter(step.hart);
        last_entered_by_[step.area] = step.hart;
    }
    state_.apply(step);
    Hart& hart = harts_[step.hart];
    if (step.trapped && step.span >= 0) {
        hart.interrupted_at = step.pc;
    } else if (state_.world == World::host && routine_.contains(state_.pc)) {
        hart.interrupted_at.reset();
    }
    listener.stepped(step);
}

void Account::forget_unseen(Step& step, const Observation& seen) const {
    for (const auto& [number, value] : state_.csrs) {
        if (value && !seen.looked_at(number)) {
            step.effects.push_back({Location::csr(number), value, std::nullopt, std::nullopt});
        }
    }
}

void Account::commit_run(const Observation& seen, const UnobservedRun& run,
                         SessionListener& listener) {
    Step step = describe();
    make_run(step, state_, seen, area_);
    add_trap_effects(step, state_, seen);
    step.area = run.area.value_or(state_.area);
    // While a guest runs, its registers hide the host's. What those were before the guest was
    // entered unobserved is not what they are now.
    if (seen.world == World::guest && (step.world != World::guest || run.entries > 0)) {
        forget_unseen(step, seen);
    }
    const auto has_effect = [&](const Location& place) {
        return std::ranges::find(step.effects, place, &Effect::at) != step.effects.end();
    };
    if (run.written && !has_effect(*run.written)) {
        const auto value = state_.value(*run.written);
        step.effects.push_back({*run.written, value, value, std::nullopt});
    }
    harts_[state_.hart].has_run = false;
    const bool nothing = step.pc == step.pc_after && step.world == step.world_after &&
                         step.area == step.area_before && step.effects.empty();
    if (run.always_reported || !nothing) {
        commit(step, listener);
    }
    for (std::uint64_t left = run.entries; left > 0; --left) {
        numbers_.enter(state_.hart);
    }
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#include "core/session/held_steps.h"

#include <algorithm>
#include <utility>

#include "core/isa/registers.h"
#include "core/session/step_description.h"

namespace switchscope {

Step HeldSteps::describe() const {
    return describe_step(routine_, state_, SwitchCounter{}, state_.pc, state_.world);
}

Step HeldSteps::describe_run(const Observation& seen, bool corrected) const {
    Step step = describe();
    make_run(step, state_, seen, area_);
    step.corrected = corrected;
    return step;
}

bool HeldSteps::differs(const Observation& seen) const {
    Step probe = describe();
    reconcile(probe, state_, seen, area_);
    return seen.pc != state_.pc || seen.world != state_.world || !probe.effects.empty();
}

void HeldSteps::hold(Step step) {
    state_.apply(step);
    held_.push_back(std::move(step));
}

void HeldSteps::hold_arrival(Step step, const Observation& seen) {
    arrive(step, seen);
    hold(std::move(step));
}

void HeldSteps::report() {
    for (Step& step : held_) {
        ledger_.stepped(std::move(step));
    }
    held_.clear();
}

void HeldSteps::report_if_wanted() {
    if (!ledger_.is_over()) {
        report();
    }
}

/// At the routine's entry a0 has the save area's address, and a switch is over. At the return label
/// sscratch has it, which is asked where nobody saw the guest being entered.
void HeldSteps::arrive(Step& step, const Observation& seen) {
    if (step.world_after != World::host) {
        return;
    }
    if (step.pc_after == routine_.begin()) {
        meet_area(seen.gprs[Gpr::a0]);
        step.area = state_.area;
        ledger_.arrived(start_.hart, state_.area);
    } else if (step.pc_after == routine_.return_label() && !start_.knows_area) {
        if (const auto pointer = seen.csr_value(csr::sscratch)) {
            meet_area(*pointer);
            step.area = state_.area;
        }
    }
}

void HeldSteps::meet_area(std::uint64_t address) {
    start_.knows_area = true;
    const auto known = std::ranges::find(state_.areas, address, &MachineState::Area::address);
    state_.area = static_cast<std::uint16_t>(known - state_.areas.begin());
    if (known == state_.areas.end()) {
        // Its slots show as they are loaded and stored.
        state_.areas.push_back({address, std::nullopt, {}});
        state_.areas.back().slots.resize(area_.slots().size());
        ledger_.area_met(state_.areas.back());
    }
}

} // namespace switchscope

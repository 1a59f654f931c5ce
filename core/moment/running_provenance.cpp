// SPDX-License-Identifier: MIT
#include "core/moment/running_provenance.h"

#include <utility>

#include "core/moment/current_switch.h"

namespace switchscope {

RunningProvenance::RunningProvenance(const Routine& routine, const SaveArea& area,
                                     MachineState start)
    : routine_(&routine), area_(&area), state_(std::move(start)) {
    start_over(state_.hart);
    for (const HartState& parked : state_.parked) {
        start_over(parked.hart);
    }
}

void RunningProvenance::start_over(std::uint32_t hart) {
    MachineState at_begin = state_;
    at_begin.select_hart(hart);
    values_.insert_or_assign(hart, ProvenanceTracker(*routine_, *area_, at_begin));
}

void RunningProvenance::apply(const Step& step, std::size_t number) {
    bool enters = false;
    finder_.next_but_writes(step, [&](const Landmark& landmark) {
        enters = enters || landmark.kind == Landmark::Kind::switch_entry;
    });
    state_.select_hart(step.hart);
    if (enters) {
        state_.area = step.area;
        start_over(step.hart);
    } else if (!values_.contains(step.hart)) {
        start_over(step.hart);
    }
    if (number % steps_before_first_switch == 0) {
        for (const auto& one : values_) {
            if (!finder_.entered().contains(one.first)) {
                start_over(one.first);
            }
        }
    }
    for (auto& [hart, values] : values_) {
        values.apply(step, number);
    }
    state_.apply(step);
}

} // namespace switchscope

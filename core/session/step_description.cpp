// SPDX-License-Identifier: MIT
#include "core/session/step_description.h"

#include "core/isa/registers.h"

namespace switchscope {

Step describe_step(const Routine& routine, const MachineState& state,
                   std::uint64_t switches_entered, std::uint64_t pc, World world) {
    Step step;
    step.world = step.world_after = world;
    step.hart = state.hart;
    step.area = step.area_before = state.area;
    step.pc = pc;
    std::uint64_t entered = switches_entered;
    const auto index = world == World::host ? routine.index_of(pc) : std::nullopt;
    const auto span = index ? routine.span_of(*index) : std::nullopt;
    if (span) {
        step.span = static_cast<std::int16_t>(*span);
        step.half = routine.spans()[*span].half;
        entered += pc == routine.begin() ? 1u : 0u;
    }
    step.switch_number = entered == 0 ? 0 : entered - 1;
    return step;
}

Step describe_step(const Routine& routine, const MachineState& state, const SwitchCounter& numbers,
                   std::uint64_t pc, World world) {
    Step step = describe_step(routine, state, std::uint64_t{0}, pc, world);
    step.switch_number = numbers.number_of(step, routine);
    return step;
}

void make_run(Step& step, const MachineState& before, const Observation& seen,
              const SaveArea& area) {
    step.kind = Step::Kind::run;
    step.verified = true;
    step.world_after = seen.world;
    step.pc_after = seen.pc;
    step.trapped = step.world == World::guest && seen.world != World::guest;
    reconcile(step, before, seen, area);
}

Location area_pointer_at(const Routine& routine, std::size_t index) {
    const bool is_guests =
        index == routine.sret_index() || index == routine.index_of(routine.return_label());
    return is_guests ? Location::csr(csr::sscratch) : Location::gpr(Gpr::a0);
}

} // namespace switchscope

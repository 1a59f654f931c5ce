// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/observation.h"
#include "core/session/switch_counter.h"

/// The parts of a step that follow from where it happened, before anything is known of its effects.
namespace switchscope {

/// A step of the hart in force at `pc` in `world`: with half, span, switch number and save area.
Step describe_step(const Routine& routine, const MachineState& state, const SwitchCounter& numbers,
                   std::uint64_t pc, World world);
/// The same, numbered as if one hart alone entered the routine. `switches_entered` counts the
/// entries that have executed.
Step describe_step(const Routine& routine, const MachineState& state,
                   std::uint64_t switches_entered, std::uint64_t pc, World world);

/// Makes a step that describe_step() gave for `before` the step of kind `run` that leads from there
/// to what `seen` shows. Its effects are the differences.
void make_run(Step& step, const MachineState& before, const Observation& seen,
              const SaveArea& area);

/// Where the routine keeps the save area's address in front of its instruction `index`. That is a0,
/// but for two places: in front of the `sret` and at the return label a0 holds the guest's value,
/// and sscratch holds the address.
Location area_pointer_at(const Routine& routine, std::size_t index);

} // namespace switchscope

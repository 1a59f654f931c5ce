// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/session/breakpoint_plan.h"
#include "core/session/target.h"

namespace switchscope {

/// A slot of one save area that the target watches for a breakpoint.
struct WatchedSlot {
    std::uint64_t address = 0;
    std::size_t size = 0; ///< in bytes
    std::uint16_t area = 0;
    std::size_t breakpoint = 0; ///< index in the plan
};

/// What is set in the target while it runs to the breakpoints of a plan.
class ArmedBreakpoints {
  public:
    /// All references must outlive it. `lets_interrupts_in`: the target lets interrupts in while it
    /// is stepped. They are held off while this is armed, so that a step past a breakpoint executes
    /// that one instruction and nothing else.
    ArmedBreakpoints(Target& target, const BreakpointPlan& plan, const SaveArea& area,
                     bool lets_interrupts_in)
        : target_(target), plan_(plan), area_(area), lets_interrupts_in_(lets_interrupts_in) {}

    /// Sets everything. `areas`: the save areas that are known by now.
    Result<void> arm(const std::vector<MachineState::Area>& areas);
    /// Takes everything away again.
    Result<void> disarm();

    /// Watches the slots of the save areas that are not watched yet.
    Result<void> watch(const std::vector<MachineState::Area>& areas);
    /// Takes all watchpoints away.
    Result<void> unwatch();

    /// The watched slots that `address` lies in.
    std::vector<WatchedSlot> watched_at(std::uint64_t address) const;
    /// Takes these watchpoints away, which the target cannot step past, until restore().
    Result<void> lift(const std::vector<WatchedSlot>& slots);
    Result<void> restore(const std::vector<WatchedSlot>& slots);

  private:
    bool changes_step_mask() const {
        return lets_interrupts_in_ && target_.description().step_mask;
    }

    Target& target_;
    const BreakpointPlan& plan_;
    const SaveArea& area_;
    bool lets_interrupts_in_;
    std::vector<WatchedSlot> watched_;
};

} // namespace switchscope

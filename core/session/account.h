// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/image/save_area.h"
#include "core/isa/registers.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/prediction.h"

/// What the stepper and the bulk tracer share: how one look at a hart becomes the effects of a step.
namespace switchscope {

/// One look at a whole hart: a full read over the connection, or a dump in the target's log.
struct Observation {
    std::array<std::uint64_t, 32> gprs{};
    std::uint64_t pc = 0;
    /// Under their true owners; no value: cannot be read now. What is not listed was not looked at.
    std::vector<std::pair<std::uint16_t, std::optional<std::uint64_t>>> csrs;
    std::vector<std::vector<std::optional<std::uint64_t>>> slots; ///< per area; empty: not readable

    /// The value of a CSR that was looked at; none otherwise.
    std::optional<std::uint64_t> csr_value(std::uint16_t number) const;
    bool looked_at(std::uint16_t number) const;
};

/// CSRs a session follows, under their true owners. Pending-interrupt registers are left out: they change by
/// themselves, so a value carried from one stop to the next would be a guess. An instruction's effect on any other
/// CSR is still told; it is not part of the state.
std::span<const std::uint16_t> followed_csrs();

/// The CSRs that are windows onto the same register as `number`, itself among them; empty for most.
std::span<const std::uint16_t> windows_beside(std::uint64_t number);

/// Appends to `step` whatever `seen` shows that the state `before` it and its effects do not account for.
void reconcile(Step& step, const MachineState& before, const Observation& seen,
               const SaveArea& area);

/// A trap writes its cause registers even where the value stays: the cause of an exit is always told. `before` is
/// the state in front of `step`; steps that did not trap into the host are left alone.
void add_trap_effects(Step& step, const MachineState& before, const Observation& seen);

/// Interrupt enables are windows onto one register: what a write through one did to the others.
void add_window_effects(Step& step, const MachineState& before, const Observation& seen);

/// Whether a trap could land at `pc`, going by the trap vectors of `state`.
bool is_trap_vector(const MachineState& state, std::uint64_t pc);

/// Where the routine keeps the save area's address in front of its instruction `index`: the struct pointer is in a0
/// throughout, but in front of the sret and at the return label a0 is the guest's and sscratch has the pointer.
Location area_pointer_at(const Routine& routine, std::size_t index);

/// Numbers the world switches of all harts, in the order they are entered.
class SwitchCounter {
  public:
    std::uint64_t entered() const { return entered_; } ///< on any hart
    bool has_entered(std::uint32_t hart) const { return numbers_.contains(hart); }
    /// The switch that `hart` is in, or was in last; 0 before its first.
    std::uint64_t of(std::uint32_t hart) const {
        const auto found = numbers_.find(hart);
        return found == numbers_.end() ? 0 : found->second;
    }
    void enter(std::uint32_t hart) { numbers_[hart] = entered_++; }
    /// Whether `step` is the first of a switch: the entry, or the first that is seen of a switch whose entry nobody saw.
    bool begins(const Step& step, const Routine& routine) const;
    bool operator==(const SwitchCounter&) const = default;

  private:
    std::uint64_t entered_ = 0;
    std::map<std::uint32_t, std::uint64_t> numbers_; ///< by hart
};

/// Whether `step` executed the first instruction of the routine.
bool is_entry(const Step& step, const Routine& routine);

/// World, half, span, switch and save area of an instruction at `pc` on the hart in force: what a stretch is made of.
Step describe_step(const Routine& routine, const MachineState& state, const SwitchCounter& numbers,
                   std::uint64_t pc, World world);
/// The same where no other hart enters the routine. `switches_entered` counts the entries that have executed.
Step describe_step(const Routine& routine, const MachineState& state,
                   std::uint64_t switches_entered, std::uint64_t pc, World world);

} // namespace switchscope

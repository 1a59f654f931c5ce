// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/image/save_area.h"
#include "core/isa/registers.h"
#include "core/model/machine_state.h"

namespace switchscope {

/// What one hart showed at one moment: in a read over the connection, or in a dump in QEMU's log.
struct Observation {
    World world = World::host; ///< in which the hart stood
    std::array<std::uint64_t, 32> gprs{};
    std::uint64_t pc = 0;
    /// CSRs under their true owners: a guest's `sstatus` is `vsstatus` here. No value: the target
    /// refused to read it. A CSR that is not listed was not looked at. add_csr() files them.
    std::vector<std::pair<std::uint16_t, std::optional<std::uint64_t>>> csrs;
    /// By save area, then by slot. Empty for an area that cannot be read from this world.
    std::vector<std::vector<std::optional<std::uint64_t>>> slots;

    /// The value of a CSR that was looked at; none otherwise.
    std::optional<std::uint64_t> csr_value(std::uint16_t number) const;
    bool looked_at(std::uint16_t number) const;
    /// Files what was seen of a CSR that is not listed yet, without the bits that are not its own
    /// (see own_bits()).
    void add_csr(std::uint16_t number, std::optional<std::uint64_t> value);
};

/// The CSRs that a session follows, under their true owners.
///
/// Pending-interrupt registers are not among them. They change by themselves, so a value carried
/// from one stop to the next would be a guess. A step still has the effect of an instruction on a
/// CSR that is not followed; such an effect changes no MachineState.
std::span<const std::uint16_t> followed_csrs();

/// The CSRs that are windows onto the same register as `number`, `number` among them. Most CSRs are
/// no window: empty.
std::span<const std::uint16_t> windows_beside(std::uint64_t number);

/// Adds to `step` each difference between `seen` and what the state `before` the step and the
/// step's effects account for. Where an effect is there already, its value becomes the one seen.
void reconcile(Step& step, const MachineState& before, const Observation& seen,
               const SaveArea& area);

/// Adds the cause registers to a step that trapped into the host. A trap writes them even where the
/// value stays the same, and the step of an exit always has its cause. `before`: the state in front
/// of `step`. Other steps stay as they are.
void add_trap_effects(Step& step, const MachineState& before, const Observation& seen);

/// Adds what a write through one of several windows onto a register changed in the others.
void add_window_effects(Step& step, const MachineState& before, const Observation& seen);

} // namespace switchscope

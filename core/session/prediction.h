// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/save_area.h"
#include "core/isa/instruction.h"
#include "core/model/machine_state.h"

namespace switchscope {

/// What an instruction is bound to change, worked out before it runs.
struct Prediction {
    /// In the order of writing. `before` is filled in; `after` where it follows from the state (a store's value, a
    /// load from a known slot); a missing `after` has to be read from the target.
    std::vector<Effect> effects;
    std::optional<std::uint64_t> successor; ///< the next pc unless it traps; none: the CSRs decide
    bool may_change_world = false;          ///< sret, mret, ecall, ebreak
};

/// The CSR that a hart in `world` reaches under the number `number`: a guest's sstatus is vsstatus.
std::uint16_t true_csr(World world, std::uint16_t number);

/// The slot (of any save area of `state`) at a host virtual address, as a Location; memory otherwise.
Location locate(std::uint64_t address, std::uint8_t size, const MachineState& state,
                const SaveArea& area);

Prediction predict(const Instruction& instruction, const MachineState& state, const SaveArea& area);

} // namespace switchscope

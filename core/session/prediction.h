// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/save_area.h"
#include "core/isa/instruction.h"
#include "core/model/machine_state.h"

namespace switchscope {

/// What an instruction is bound to change, computed before it runs.
struct Prediction {
    /// In the order in which the instruction writes. `before` is filled in, and so is `after` where
    /// it follows from the state (a store's value, a load from a known slot). Where `after` is
    /// missing, it has to be read from the target.
    std::vector<Effect> effects;
    std::optional<std::uint64_t> successor; ///< the next pc unless it traps; none: CSRs decide
    bool may_change_world = false;          ///< sret, mret, ecall, ebreak
};

/// The CSR that a hart in `world` reaches under `number`: a guest's sstatus is vsstatus.
std::uint16_t true_csr(World world, std::uint16_t number);

/// The slot at a host virtual address, in any save area of `state`. Where no slot of this size is
/// there, it is memory.
Location locate(std::uint64_t address, std::uint8_t size, const MachineState& state,
                const SaveArea& area);

/// What `instruction`, at the pc of `state`, is going to write.
Prediction predict(const Instruction& instruction, const MachineState& state, const SaveArea& area);

} // namespace switchscope

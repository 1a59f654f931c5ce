// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/isa/instruction.h"
#include "core/model/machine_state.h"

namespace switchscope {

/// Fills in what an instruction writes, as far as the registers of `state` say. `effect` is one
/// that predict() gave. A register whose bit is set in `unknown_gprs` (bit n: xn) has no value in
/// `state`.
void complete_effect(const Instruction& instruction, const MachineState& state,
                     std::uint32_t unknown_gprs, Effect& effect);

/// Fills in where `instruction`, with which the routine hands the hart over, leads: an `sret` with
/// SPV=1 enters the guest, and an `ecall` (SBI NACL) asks the firmware to.
void complete_hand_over(const Instruction& instruction, const MachineState& state, Step& step);

} // namespace switchscope

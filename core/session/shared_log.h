// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>

#include "core/isa/instruction.h"
#include "core/model/machine_state.h"
#include "core/session/qemu_log.h"

namespace switchscope {

/// What the accounts of all harts take from the same log.
class SharedLog {
  public:
    /// `start`: the state where the log begins.
    explicit SharedLog(MachineState start) : state(std::move(start)) {}

    /// Behind all steps of all harts, those that are held back counted, in the order of the log.
    MachineState state;
    std::uint64_t time = 0; ///< when the text that is read now arrived, in nanoseconds

    /// The instruction of the block with that translation; null: not known.
    const Instruction* find_code(std::uint64_t host_code) const;
    void code(const LoggedCode& code);
    /// Ties the code that was logged last for the block's address to the block that runs it.
    void translated(const LoggedBlock& block);

  private:
    std::unordered_map<std::uint64_t, LoggedCode> fresh_code_; ///< by pc: its block comes next
    std::unordered_map<std::uint64_t, Instruction> code_;      ///< by host code
};

} // namespace switchscope

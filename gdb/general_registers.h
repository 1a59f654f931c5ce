// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "core/base/error.h"
#include "core/session/target.h"
#include "gdb/target_xml.h"

namespace switchscope::gdb {

/// Where a target keeps x0 to x31 and the pc. Its description may number them as it likes, and have
/// other registers between them.
class GeneralRegisters {
  public:
    /// `layout` must outlive this. Errors: the target does not describe its registers, is no RISC-V
    /// machine, or lacks a register; the message says which.
    static Result<GeneralRegisters> find(const RegisterLayout& layout);

    /// x`number`, from 0 to 31.
    const RegisterInfo& gpr(std::size_t number) const { return *infos_.at(number); }
    const RegisterInfo& pc() const { return *infos_[pc_index]; }
    bool contains(const RegisterInfo& info) const;

    /// Puts the values from a reply of `g` into `reply`. Errors: one of them is missing.
    Result<void> read(std::string_view reply_of_g, Reply& reply) const;

  private:
    static constexpr std::size_t count = 33; ///< x0 to x31, pc
    static constexpr std::size_t pc_index = 32;

    std::array<const RegisterInfo*, count> infos_{};
    std::array<std::size_t, count> offsets_{}; ///< in the text of the reply of `g`
    std::size_t digits_ = 16;                  ///< hex digits of each
};

} // namespace switchscope::gdb

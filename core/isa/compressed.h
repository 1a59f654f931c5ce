// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace switchscope {

/// The 32-bit instruction that a 16-bit one of RV64C stands for; none for a reserved encoding, such
/// as all zeros. `c.mv` gives `addi rd, rs, 0`, which is shown as `mv`. The specification expands
/// it to `add`. Source: RISC-V unprivileged specification 20191213, chapter 16.
std::optional<std::uint32_t> expand_compressed(std::uint16_t encoding);

} // namespace switchscope

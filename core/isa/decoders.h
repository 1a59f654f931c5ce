// SPDX-License-Identifier: MIT
#pragma once

#include "core/isa/encoding.h"
#include "core/isa/instruction.h"
#include "core/isa/registers.h"

namespace switchscope {

// The decoders of decode(), one for each group of instructions. `result` holds the address, the
// size and the encoding already; a decoder fills in the rest. It returns false where the bits name
// no instruction: `result` is useless then.

/// RV64I and M, and the fences of memory and of code.
bool decode_integer(Instruction& result, Encoding word);
/// CSR accesses, the privileged instructions, and what the hypervisor extension adds.
bool decode_system(Instruction& result, Encoding word);
/// RV64A. Capstone writes the text.
bool decode_atomic(Instruction& result, Encoding word);
/// RV64F and D, their loads and stores included. Capstone writes the text.
bool decode_floating_point(Instruction& result, Encoding word);

/// Sets `rd`. It stays unset for the register zero, because a result that goes there is lost.
inline void set_rd(Instruction& result, unsigned number) {
    if (number != zero) {
        result.rd = static_cast<std::uint8_t>(number);
    }
}

} // namespace switchscope

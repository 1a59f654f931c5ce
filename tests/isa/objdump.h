// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace switchscope::test {

/// One line of objdump -d.
struct Disassembled {
    std::uint64_t address = 0;
    std::uint32_t encoding = 0;
    unsigned size = 0;    ///< in bytes
    std::string mnemonic; ///< empty where objdump does not decode it
    std::string operands; ///< "a0,8(a1)"; branch targets without their symbol
};

/// Assembles RISC-V source for RV64GC with H and Svinval, and disassembles the result.
std::vector<Disassembled> assemble_and_disassemble(const std::string& source,
                                                   const std::string& objdump_options = "");

/// The same instruction in the style of this program: with ", " between operands, with its numbers,
/// and without the allowed differences (see the table in objdump.cpp).
std::string in_our_words(const Disassembled& line);

} // namespace switchscope::test

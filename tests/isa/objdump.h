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
    std::string mnemonic; ///< empty where objdump knows no instruction
    std::string operands; ///< "a0,8(a1)"; branch targets without their symbol
};

/// Assembles RISC-V source for RV64GC with H and Svinval, and disassembles it again.
std::vector<Disassembled> assemble_and_disassemble(const std::string& source,
                                                   const std::string& objdump_options = "");

/// The same instruction in this program's words: operands set apart by ", ", numbers in its style, and
/// the allowed differences (see the table in objdump.cpp) undone.
std::string in_our_words(const Disassembled& line);

} // namespace switchscope::test

// SPDX-License-Identifier: MIT
// A second opinion on what a routine does, which shares no code with the program but the expansion of compressed
// instructions: executes machine code on plain numbers.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace switchscope::test {

/// Machine code and where it lies; nothing else can be executed.
struct Code {
    std::uint64_t address = 0;
    std::span<const std::uint8_t> bytes;

    bool holds(std::uint64_t pc) const { return pc >= address && pc - address < bytes.size(); }
};

/// A hart in HS-mode and the only memory it may touch: one save area.
struct Machine {
    std::uint64_t pc = 0;
    std::array<std::uint64_t, 32> gprs{};
    /// By number; an access to any other is an illegal instruction. Plain storage of 64 bits, but for stvec, which
    /// ignores a value with a reserved mode.
    std::map<std::uint16_t, std::uint64_t> csrs;
    std::uint64_t area = 0; ///< address of the first byte of `memory`
    std::vector<std::uint8_t> memory;

    /// `offset` and `size` (1 to 8), both in bytes, lie within the memory.
    std::uint64_t word(std::size_t offset, std::size_t size = 8) const;
    void set_word(std::size_t offset, std::uint64_t value, std::size_t size = 8);
};

enum class Executed : std::uint8_t {
    plainly,
    sret, ///< the guest is entered, pc is sepc. What sret does to sstatus and hstatus is left to the caller
    ret, ///< `ret`: pc is the caller's
};

/// Executes the instruction at pc. Where that is impossible nothing has changed, and the text says why: an
/// instruction that is not known here, pc outside the code, memory outside the save area, a CSR that HS-mode has not.
tl::expected<Executed, std::string> execute(Machine& machine, const Code& code);

} // namespace switchscope::test

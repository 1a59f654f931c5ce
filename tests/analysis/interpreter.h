// SPDX-License-Identifier: MIT
// Executes machine code on plain numbers, to judge the program's own opinion of a routine. It
// shares just the expansion of compressed instructions with the program.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace switchscope::test {

/// The machine code that can be executed, and its address.
struct Code {
    std::uint64_t address = 0;
    std::span<const std::uint8_t> bytes;

    bool holds(std::uint64_t pc) const { return pc >= address && pc - address < bytes.size(); }
};

/// A hart in HS-mode, and one save area: the only memory that it may access.
struct Machine {
    std::uint64_t pc = 0;
    std::array<std::uint64_t, 32> gprs{};
    /// By number. An access to any other CSR is an illegal instruction. Each stores 64 bits; just
    /// stvec ignores values with a reserved mode.
    std::map<std::uint16_t, std::uint64_t> csrs;
    std::uint64_t area = 0; ///< address of the first byte of `memory`
    std::vector<std::uint8_t> memory;

    // `offset` and `size` (1 to 8) are in bytes, and lie within the memory.
    std::uint64_t word(std::size_t offset, std::size_t size = 8) const;
    void set_word(std::size_t offset, std::uint64_t value, std::size_t size = 8);
    bool operator==(const Machine&) const = default;
};

enum class Executed : std::uint8_t {
    plainly,
    sret, ///< pc is sepc; the caller must change sstatus and hstatus
    ret,  ///< `ret`; pc is in the caller
};

/// Executes the instruction at pc. Where it cannot, nothing changes, and the text says why: the
/// instruction is not known here, pc is outside the code, the access is outside the save area, or
/// HS-mode has no such CSR.
tl::expected<Executed, std::string> execute(Machine& machine, const Code& code);

} // namespace switchscope::test

// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/base/error.h"

namespace switchscope {

/// What an instruction does, as far as the program has to tell instructions apart.
enum class Operation : std::uint8_t {
    other, ///< anything not named below; its GPR result (if `rd` is set) must be read from the target
    lui,   ///< rd = immediate
    auipc,         ///< rd = address + immediate
    add_immediate, ///< rd = rs1 + immediate (addi, li, c.addi, c.li, c.addi4spn, ...; c.nop too)
    move,          ///< rd = rs1 (mv, c.mv)
    alu,           ///< any other computation of rd from registers and immediates
    load,          ///< rd = memory
    store,         ///< memory = rs2
    atomic,        ///< lr/sc/amo
    csr,           ///< CSR access, see `csr`
    branch,        ///< conditional
    jump,          ///< jal, c.j: to address + immediate
    jump_register, ///< jalr, c.jr, ret: to rs1 + immediate
    sret,
    mret,
    ecall,
    ebreak,
    wfi,
    fence,          ///< fence, fence.i, sfence.vma, hfence.*: no visible effect
    floating_point, ///< touches f registers (incl. flw/fsd...)
};

enum class CsrOperation : std::uint8_t { write, set, clear };

struct CsrAccess {
    std::uint16_t number;
    CsrOperation operation;
    bool reads;                            ///< false for csrw (rd = zero with csrrw)
    bool writes;                           ///< false for csrr (csrrs/csrrc with rs1 = zero)
    std::optional<std::uint8_t> immediate; ///< csrr*i: the 5-bit operand instead of rs1
};

struct MemoryAccess {
    std::uint8_t base;   ///< GPR number
    std::int64_t offset; ///< in bytes
    std::uint8_t size;   ///< in bytes: 1, 2, 4, 8
    bool sign_extends;   ///< loads only
    bool as_guest;       ///< hlv/hlvx/hsv: translated with the guest's tables
};

/// One decoded RISC-V instruction (RV64IMAFDC, Zicsr, Zifencei, Svinval, privileged, H extension).
///
/// Text follows objdump's aliases (mv, li, nop, ret, csrr, csrw, beqz...), with two differences that keep visible
/// what a world switch is about: a swap stays `csrrw rd, csr, rs`, and CSRs are always named in the operands
/// (`csrr t0, cycle` instead of `rdcycle t0`). Numbers below 10 are decimal, others hexadecimal; branches and jumps
/// name the absolute address they lead to.
struct Instruction {
    std::uint64_t address = 0;
    std::uint32_t encoding = 0; ///< the 16 or 32 bits, little-endian value
    std::uint8_t size = 0;      ///< in bytes: 2 or 4
    Operation operation = Operation::other;
    std::string mnemonic; ///< "ld"; compressed ones show the instruction they stand for
    std::string operands; ///< "ra, 0x38(a0)": ABI names, CSR names, hex numbers
    std::optional<std::uint8_t> rd, rs1,
        rs2; ///< GPR numbers; rd is unset when the result goes to zero
    std::int64_t immediate = 0;
    std::optional<CsrAccess> csr;
    std::optional<MemoryAccess> memory;

    std::string text() const { return operands.empty() ? mnemonic : mnemonic + " " + operands; }
    std::uint64_t next_address() const { return address + size; }
    /// Where the instruction itself leads, no trap supposed, given the GPRs before it;
    /// none for sret/mret/ecall/ebreak (the CSRs decide).
    std::optional<std::uint64_t> successor(std::span<const std::uint64_t, 32> gprs) const;
};

/// Decodes one instruction. `bytes` holds at least 2 bytes and 4 for an uncompressed one.
/// An encoding that names no instruction is an error; nothing is ever read past `bytes`. Any thread may call it.
Result<Instruction> decode(std::span<const std::uint8_t> bytes, std::uint64_t address);

} // namespace switchscope

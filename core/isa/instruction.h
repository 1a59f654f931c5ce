// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/base/error.h"

namespace switchscope {

/// The kinds of instructions that the program treats differently.
enum class Operation : std::uint8_t {
    other,         ///< anything else; its result in `rd` must be read from the target
    lui,           ///< rd = immediate
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

/// One decoded RISC-V instruction: RV64IMAFDC, Zicsr, Zifencei, Svinval, privileged, hypervisor
/// extension.
///
/// The text uses objdump's aliases (mv, li, nop, ret, csrr, csrw, beqz...), with two differences. A
/// swap stays `csrrw rd, csr, rs`, and the CSR is always an operand (`csrr t0, cycle` in place of
/// `rdcycle t0`): a world switch is about these. Numbers below 10 are decimal, others hexadecimal.
/// The operand of a branch or jump is its absolute target address.
struct Instruction {
    std::uint64_t address = 0;
    std::uint32_t encoding = 0; ///< the 16 or 32 bits
    std::uint8_t size = 0;      ///< in bytes: 2 or 4
    Operation operation = Operation::other;
    std::string mnemonic; ///< "ld"; of a compressed one that of the instruction it stands for
    std::string operands; ///< "ra, 0x38(a0)": ABI names, CSR names, numbers
    /// GPR numbers. `rd` is unset when the result goes to zero.
    std::optional<std::uint8_t> rd, rs1, rs2;
    std::int64_t immediate = 0;
    std::optional<CsrAccess> csr;
    std::optional<MemoryAccess> memory;

    std::string text() const { return operands.empty() ? mnemonic : mnemonic + " " + operands; }
    std::uint64_t next_address() const { return address + size; }
    /// The address of the next instruction where this one does not trap, given the GPRs before it.
    /// None for sret, mret, ecall and ebreak: there the CSRs decide.
    std::optional<std::uint64_t> successor(std::span<const std::uint64_t, 32> gprs) const;
};

/// Decodes the instruction at the start of `bytes`, which may hold more. An error where the bits
/// name no instruction, or where `bytes` ends within it. Any thread may call it.
Result<Instruction> decode(std::span<const std::uint8_t> bytes, std::uint64_t address);

} // namespace switchscope

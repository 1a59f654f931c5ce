// SPDX-License-Identifier: MIT
#include "core/isa/decoders.h"

#include "core/isa/operands.h"

namespace switchscope {

namespace {

bool decode_csr(Instruction& result, Encoding word) {
    static constexpr CsrOperation operations[] = {CsrOperation::write, CsrOperation::set,
                                                  CsrOperation::clear};
    static constexpr const char* full_names[] = {"csrrw", "csrrs", "csrrc"};
    static constexpr const char* short_names[] = {"csrw", "csrs", "csrc"};
    const std::uint32_t kind = (word.funct3() & 3) - 1;
    const bool immediate = word.funct3() > 4;
    const CsrOperation operation = operations[kind];
    const bool result_wanted = word.rd() != zero;

    result.operation = Operation::csr;
    set_rd(result, word.rd());
    CsrAccess access{word.funct12(), operation, true, true, std::nullopt};
    access.reads = operation != CsrOperation::write || result_wanted;
    access.writes = operation == CsrOperation::write || word.rs1() != 0;
    if (immediate) {
        access.immediate = word.rs1();
        result.immediate = word.rs1();
    } else {
        result.rs1 = word.rs1();
    }
    result.csr = access;

    Operands operands(result.operands);
    if (operation == CsrOperation::set && !immediate && word.rs1() == zero) {
        result.mnemonic = "csrr";
        operands.gpr(word.rd()).csr(word.funct12());
        return true;
    }
    result.mnemonic = (result_wanted ? full_names : short_names)[kind];
    if (result_wanted) {
        operands.gpr(word.rd());
    }
    operands.csr(word.funct12());
    if (immediate) {
        result.mnemonic += 'i';
        operands.number(word.rs1());
    } else {
        operands.gpr(word.rs1());
    }
    return true;
}

/// hlv.*, hlvx.* and hsv.*: with these the host reaches into the guest's memory.
bool decode_guest_access(Instruction& result, Encoding word) {
    const bool store = (word.funct7() & 1) != 0;
    const std::uint32_t size_code = word.funct7() >> 1 & 3;
    if (word.funct7() >> 3 != 6) {
        return false;
    }
    static constexpr char size_letters[] = "bhwd";
    const bool is_unsigned = !store && word.rs2() == 1 && size_code != 3;
    const bool executable = !store && word.rs2() == 3 && (size_code == 1 || size_code == 2);
    result.rs1 = word.rs1();
    result.memory = MemoryAccess{word.rs1(), 0, static_cast<std::uint8_t>(1U << size_code),
                                 !store && !is_unsigned && !executable, true};
    if (store) {
        if (word.rd() != 0) {
            return false;
        }
        result.operation = Operation::store;
        result.mnemonic = std::string("hsv.") + size_letters[size_code];
        result.rs2 = word.rs2();
        Operands(result.operands).gpr(word.rs2()).memory(word.rs1());
        return true;
    }
    if (word.rs2() != 0 && !is_unsigned && !executable) {
        return false;
    }
    result.operation = Operation::load;
    result.mnemonic = std::string(executable ? "hlvx." : "hlv.") + size_letters[size_code];
    if (is_unsigned || executable) {
        result.mnemonic += 'u';
    }
    set_rd(result, word.rd());
    Operands(result.operands).gpr(word.rd()).memory(word.rs1());
    return true;
}

/// An instruction without operands: all its bits are fixed.
struct FixedInstruction {
    const char* mnemonic;
    std::uint32_t encoding;
    Operation operation;
};
constexpr FixedInstruction fixed_instructions[] = {
    {"ecall", 0x00000073, Operation::ecall},
    {"ebreak", 0x00100073, Operation::ebreak},
    {"sret", 0x10200073, Operation::sret},
    {"wfi", 0x10500073, Operation::wfi},
    {"sfence.w.inval", 0x18000073, Operation::fence},
    {"sfence.inval.ir", 0x18100073, Operation::fence},
    {"mret", 0x30200073, Operation::mret},
};

/// An instruction with rs1 (an address), rs2 (an ASID or a VMID) and no result.
struct TranslationFence {
    std::uint32_t funct7;
    const char* mnemonic;
};
constexpr TranslationFence translation_fences[] = {
    {0x09, "sfence.vma"},  {0x0b, "sinval.vma"},  {0x11, "hfence.vvma"},
    {0x13, "hinval.vvma"}, {0x31, "hfence.gvma"}, {0x33, "hinval.gvma"},
};

bool decode_privileged(Instruction& result, Encoding word) {
    for (const FixedInstruction& fixed : fixed_instructions) {
        if (word.bits == fixed.encoding) {
            result.operation = fixed.operation;
            result.mnemonic = fixed.mnemonic;
            return true;
        }
    }
    if (word.rd() != zero) {
        return false;
    }
    for (const TranslationFence& fence : translation_fences) {
        if (word.funct7() == fence.funct7) {
            result.operation = Operation::fence;
            result.mnemonic = fence.mnemonic;
            result.rs1 = word.rs1();
            result.rs2 = word.rs2();
            // objdump leaves out operands that mean "all", from the right, of sfence and hfence
            // only.
            Operands operands(result.operands);
            const bool may_omit = fence.mnemonic[1] == 'f';
            if (!may_omit || word.rs1() != zero || word.rs2() != zero) {
                operands.gpr(word.rs1());
            }
            if (!may_omit || word.rs2() != zero) {
                operands.gpr(word.rs2());
            }
            return true;
        }
    }
    return false;
}

} // namespace

bool decode_system(Instruction& result, Encoding word) {
    switch (word.funct3()) {
    case 0:
        return decode_privileged(result, word);
    case 4:
        return decode_guest_access(result, word);
    default:
        return decode_csr(result, word);
    }
}

} // namespace switchscope

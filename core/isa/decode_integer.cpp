// SPDX-License-Identifier: MIT
#include "core/isa/decoders.h"

#include "core/isa/operands.h"

namespace switchscope {

namespace {

bool decode_upper(Instruction& result, Encoding word, bool relative) {
    result.operation = relative ? Operation::auipc : Operation::lui;
    result.mnemonic = relative ? "auipc" : "lui";
    set_rd(result, word.rd());
    result.immediate = word.u_immediate();
    Operands(result.operands).gpr(word.rd()).hex(word.bits >> 12);
    return true;
}

bool decode_load(Instruction& result, Encoding word) {
    static constexpr const char* names[] = {"lb", "lh", "lw", "ld", "lbu", "lhu", "lwu"};
    if (word.funct3() >= std::size(names)) {
        return false;
    }
    result.operation = Operation::load;
    result.mnemonic = names[word.funct3()];
    set_rd(result, word.rd());
    result.rs1 = word.rs1();
    result.immediate = word.i_immediate();
    result.memory = MemoryAccess{word.rs1(), result.immediate,
                                 static_cast<std::uint8_t>(1U << (word.funct3() & 3)),
                                 word.funct3() < 4, false};
    Operands(result.operands).gpr(word.rd()).memory(result.immediate, word.rs1());
    return true;
}

bool decode_store(Instruction& result, Encoding word) {
    static constexpr const char* names[] = {"sb", "sh", "sw", "sd"};
    if (word.funct3() >= std::size(names)) {
        return false;
    }
    result.operation = Operation::store;
    result.mnemonic = names[word.funct3()];
    result.rs1 = word.rs1();
    result.rs2 = word.rs2();
    result.immediate = word.s_immediate();
    result.memory = MemoryAccess{word.rs1(), result.immediate,
                                 static_cast<std::uint8_t>(1U << word.funct3()), false, false};
    Operands(result.operands).gpr(word.rs2()).memory(result.immediate, word.rs1());
    return true;
}

bool decode_addi(Instruction& result, Encoding word) {
    const bool moves = word.i_immediate() == 0 && word.rs1() != zero;
    result.operation = moves ? Operation::move : Operation::add_immediate;
    if (moves) {
        result.mnemonic = "mv";
        Operands(result.operands).gpr(word.rd()).gpr(word.rs1());
    } else if (word.bits == 0x13) {
        result.mnemonic = "nop";
    } else if (word.rs1() == zero) {
        result.mnemonic = "li";
        Operands(result.operands).gpr(word.rd()).number(word.i_immediate());
    } else {
        result.mnemonic = "addi";
        Operands(result.operands).gpr(word.rd()).gpr(word.rs1()).number(word.i_immediate());
    }
    return true;
}

/// addi and the other computations with an immediate; `narrow`: the 32-bit ones (addiw...).
bool decode_immediate(Instruction& result, Encoding word, bool narrow) {
    result.operation = Operation::alu;
    set_rd(result, word.rd());
    result.rs1 = word.rs1();
    result.immediate = word.i_immediate();
    Operands operands(result.operands);
    const bool shifts = word.funct3() == 1 || word.funct3() == 5;
    if (shifts) {
        const std::uint32_t shift_bits = narrow ? 5 : 6;
        const std::uint32_t kind = word.bits >> 20 >> shift_bits << shift_bits;
        if (kind != 0 && (kind != 0x400 || word.funct3() == 1)) {
            return false;
        }
        result.immediate = word.funct12() & ((1 << shift_bits) - 1);
        result.mnemonic = word.funct3() == 1 ? "slli" : (kind == 0 ? "srli" : "srai");
        if (narrow) {
            result.mnemonic += 'w';
        }
        operands.gpr(word.rd()).gpr(word.rs1()).number(result.immediate);
        return true;
    }
    if (narrow) {
        if (word.funct3() != 0) {
            return false;
        }
        operands.gpr(word.rd()).gpr(word.rs1());
        if (result.immediate == 0) {
            result.mnemonic = "sext.w";
        } else {
            result.mnemonic = "addiw";
            operands.number(result.immediate);
        }
        return true;
    }
    if (word.funct3() == 0) {
        return decode_addi(result, word);
    }
    static constexpr const char* names[] = {"", "", "slti", "sltiu", "xori", "", "ori", "andi"};
    result.mnemonic = names[word.funct3()];
    operands.gpr(word.rd()).gpr(word.rs1());
    if (word.funct3() == 3 && result.immediate == 1) {
        result.mnemonic = "seqz";
    } else if (word.funct3() == 4 && result.immediate == -1) {
        result.mnemonic = "not";
    } else if (word.funct3() == 7 && result.immediate == 0xff) {
        result.mnemonic = "zext.b";
    } else {
        operands.number(result.immediate);
    }
    return true;
}

/// add and the other computations with two registers; `narrow`: the 32-bit ones (addw...).
bool decode_register(Instruction& result, Encoding word, bool narrow) {
    static constexpr const char* plain[] = {"add", "sll", "slt", "sltu", "xor", "srl", "or", "and"};
    static constexpr const char* other[] = {"sub",   nullptr, nullptr, nullptr,
                                            nullptr, "sra",   nullptr, nullptr};
    static constexpr const char* multiply[] = {"mul", "mulh", "mulhsu", "mulhu",
                                               "div", "divu", "rem",    "remu"};
    static constexpr const char* plain_narrow[] = {"addw",  "sllw", nullptr, nullptr,
                                                   nullptr, "srlw", nullptr, nullptr};
    static constexpr const char* other_narrow[] = {"subw",  nullptr, nullptr, nullptr,
                                                   nullptr, "sraw",  nullptr, nullptr};
    static constexpr const char* multiply_narrow[] = {"mulw", nullptr, nullptr, nullptr,
                                                      "divw", "divuw", "remw",  "remuw"};
    const char* name = nullptr;
    switch (word.funct7()) {
    case 0x00:
        name = (narrow ? plain_narrow : plain)[word.funct3()];
        break;
    case 0x01:
        name = (narrow ? multiply_narrow : multiply)[word.funct3()];
        break;
    case 0x20:
        name = (narrow ? other_narrow : other)[word.funct3()];
        break;
    default:
        break;
    }
    if (name == nullptr) {
        return false;
    }
    result.operation = Operation::alu;
    result.mnemonic = name;
    set_rd(result, word.rd());
    result.rs1 = word.rs1();
    result.rs2 = word.rs2();
    Operands operands(result.operands);
    operands.gpr(word.rd());
    const bool subtracts = word.funct7() == 0x20 && word.funct3() == 0;
    const bool compares = !narrow && word.funct7() == 0;
    if (subtracts && word.rs1() == zero) {
        result.mnemonic = narrow ? "negw" : "neg";
        operands.gpr(word.rs2());
    } else if (compares && word.funct3() == 3 && word.rs1() == zero) {
        result.mnemonic = "snez";
        operands.gpr(word.rs2());
    } else if (compares && word.funct3() == 2 && word.rs2() == zero) {
        result.mnemonic = "sltz";
        operands.gpr(word.rs1());
    } else if (compares && word.funct3() == 2 && word.rs1() == zero) {
        result.mnemonic = "sgtz";
        operands.gpr(word.rs2());
    } else {
        operands.gpr(word.rs1()).gpr(word.rs2());
    }
    return true;
}

bool decode_branch(Instruction& result, Encoding word) {
    static constexpr const char* names[] = {"beq", "bne", nullptr, nullptr,
                                            "blt", "bge", "bltu",  "bgeu"};
    static constexpr const char* names_with_zero[] = {"beqz", "bnez", nullptr, nullptr,
                                                      "bltz", "bgez", nullptr, nullptr};
    const char* name = names[word.funct3()];
    if (name == nullptr) {
        return false;
    }
    result.operation = Operation::branch;
    result.rs1 = word.rs1();
    result.rs2 = word.rs2();
    result.immediate = word.b_immediate();
    Operands operands(result.operands);
    const char* name_with_zero = names_with_zero[word.funct3()];
    if (word.rs2() == zero && name_with_zero != nullptr) {
        result.mnemonic = name_with_zero;
        operands.gpr(word.rs1());
    } else if (word.rs1() == zero && (word.funct3() == 4 || word.funct3() == 5)) {
        result.mnemonic = word.funct3() == 4 ? "bgtz" : "blez";
        operands.gpr(word.rs2());
    } else {
        result.mnemonic = name;
        operands.gpr(word.rs1()).gpr(word.rs2());
    }
    operands.hex(result.address + static_cast<std::uint64_t>(result.immediate));
    return true;
}

bool decode_jal(Instruction& result, Encoding word) {
    result.operation = Operation::jump;
    set_rd(result, word.rd());
    result.immediate = word.j_immediate();
    result.mnemonic = word.rd() == zero ? "j" : "jal";
    Operands operands(result.operands);
    if (word.rd() != zero && word.rd() != ra) {
        operands.gpr(word.rd());
    }
    operands.hex(result.address + static_cast<std::uint64_t>(result.immediate));
    return true;
}

bool decode_jalr(Instruction& result, Encoding word) {
    if (word.funct3() != 0) {
        return false;
    }
    result.operation = Operation::jump_register;
    set_rd(result, word.rd());
    result.rs1 = word.rs1();
    result.immediate = word.i_immediate();
    result.mnemonic = word.rd() == zero ? "jr" : "jalr";
    Operands operands(result.operands);
    if (word.rd() == zero && word.rs1() == ra && result.immediate == 0) {
        result.mnemonic = "ret";
        return true;
    }
    if (word.rd() != zero && word.rd() != ra) {
        operands.gpr(word.rd());
    }
    if (result.immediate == 0) {
        operands.gpr(word.rs1());
    } else {
        operands.memory(result.immediate, word.rs1());
    }
    return true;
}

/// What a fence orders, as objdump writes it: "iorw"; "0" for nothing.
std::string fence_set(std::uint32_t bits) {
    std::string set;
    for (unsigned i = 0; i < 4; ++i) {
        if ((bits & (8U >> i)) != 0) {
            set += "iorw"[i];
        }
    }
    return set.empty() ? "0" : set;
}

bool decode_fence(Instruction& result, Encoding word) {
    // The other fields of a fence are reserved. Hardware ignores them, so that later versions can
    // use them.
    result.operation = Operation::fence;
    if (word.funct3() == 1) {
        result.mnemonic = "fence.i";
        return true;
    }
    if (word.funct3() != 0) {
        return false;
    }
    constexpr std::uint32_t pause = 0x0100000f;
    constexpr std::uint32_t total_store_order = 0x8330000f;
    if (word.bits == pause) {
        result.mnemonic = "pause";
    } else if (word.bits == total_store_order) {
        result.mnemonic = "fence.tso";
    } else {
        result.mnemonic = "fence";
        const std::uint32_t sets = word.bits >> 20 & 0xff;
        if (sets != 0xff) {
            Operands(result.operands).word(fence_set(sets >> 4)).word(fence_set(sets & 0xf));
        }
    }
    return true;
}

} // namespace

bool decode_integer(Instruction& result, Encoding word) {
    switch (word.opcode()) {
    case 0x03:
        return decode_load(result, word);
    case 0x0f:
        return decode_fence(result, word);
    case 0x13:
        return decode_immediate(result, word, false);
    case 0x17:
        return decode_upper(result, word, true);
    case 0x1b:
        return decode_immediate(result, word, true);
    case 0x23:
        return decode_store(result, word);
    case 0x33:
        return decode_register(result, word, false);
    case 0x37:
        return decode_upper(result, word, false);
    case 0x3b:
        return decode_register(result, word, true);
    case 0x63:
        return decode_branch(result, word);
    case 0x67:
        return decode_jalr(result, word);
    case 0x6f:
        return decode_jal(result, word);
    default:
        return false;
    }
}

} // namespace switchscope

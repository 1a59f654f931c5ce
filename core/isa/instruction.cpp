// SPDX-License-Identifier: MIT
//
// The structured fields come from the encoding's own bits, and so does the text of everything a world switch is made
// of: RV64IM, Zicsr, the privileged instructions and the hypervisor extension, which Capstone knows in part only.
// The text of atomics and floating point is Capstone's.
#include "core/isa/instruction.h"

#include <charconv>
#include <cinttypes>
#include <cstdio>

#include <capstone/capstone.h>

#include "core/isa/compressed.h"
#include "core/isa/registers.h"

namespace switchscope {

namespace {

// ---- Fields of a 32-bit encoding

struct Word {
    std::uint32_t bits;

    constexpr std::uint32_t opcode() const { return bits & 0x7f; }
    constexpr std::uint8_t rd() const { return static_cast<std::uint8_t>(bits >> 7 & 0x1f); }
    constexpr std::uint8_t rs1() const { return static_cast<std::uint8_t>(bits >> 15 & 0x1f); }
    constexpr std::uint8_t rs2() const { return static_cast<std::uint8_t>(bits >> 20 & 0x1f); }
    constexpr std::uint32_t funct3() const { return bits >> 12 & 7; }
    constexpr std::uint32_t funct7() const { return bits >> 25; }
    constexpr std::uint16_t funct12() const { return static_cast<std::uint16_t>(bits >> 20); }

    constexpr std::int64_t i_immediate() const { return signed_bits() >> 20; }
    constexpr std::int64_t s_immediate() const {
        return (signed_bits() >> 25) * 32 + static_cast<std::int64_t>(bits >> 7 & 0x1f);
    }
    constexpr std::int64_t b_immediate() const {
        return (signed_bits() >> 31) * 4096 + static_cast<std::int64_t>((bits >> 7 & 1) << 11 |
                                                                        (bits >> 25 & 0x3f) << 5 |
                                                                        (bits >> 8 & 0xf) << 1);
    }
    constexpr std::int64_t u_immediate() const { return signed_bits() & ~0xfffLL; }
    constexpr std::int64_t j_immediate() const {
        return (signed_bits() >> 31) * (1 << 20) + static_cast<std::int64_t>(bits & 0xff000U) +
               static_cast<std::int64_t>((bits >> 20 & 1) << 11 | (bits >> 21 & 0x3ff) << 1);
    }

  private:
    constexpr std::int64_t signed_bits() const { return static_cast<std::int32_t>(bits); }
};

// ---- Text

/// Collects operands: registers, numbers, and commas between them.
class Operands {
  public:
    explicit Operands(std::string& text) : text_(text) { text_.clear(); }

    Operands& gpr(unsigned number) {
        comma();
        text_ += gpr_name(number);
        return *this;
    }
    Operands& csr(unsigned number) {
        comma();
        text_ += csr_name(number);
        return *this;
    }
    Operands& word(std::string_view text) {
        comma();
        text_ += text;
        return *this;
    }
    Operands& number(std::int64_t value) {
        comma();
        append(value);
        return *this;
    }
    Operands& hex(std::uint64_t value) {
        comma();
        append_hex(value);
        return *this;
    }
    /// "0x38(a0)"
    Operands& memory(std::int64_t offset, unsigned base) {
        comma();
        append(offset);
        return at(base);
    }
    /// "(a0)"
    Operands& memory(unsigned base) {
        comma();
        return at(base);
    }

  private:
    void comma() {
        if (!text_.empty()) {
            text_ += ", ";
        }
    }
    Operands& at(unsigned base) {
        text_ += '(';
        text_ += gpr_name(base);
        text_ += ')';
        return *this;
    }
    void append(std::int64_t value) {
        auto magnitude = static_cast<std::uint64_t>(value);
        if (value < 0) {
            text_ += '-';
            magnitude = 0 - magnitude;
        }
        if (magnitude < 10) {
            text_ += static_cast<char>('0' + magnitude);
        } else {
            append_hex(magnitude);
        }
    }
    void append_hex(std::uint64_t value) {
        char digits[16];
        const auto end = std::to_chars(std::begin(digits), std::end(digits), value, 16).ptr;
        text_ += "0x";
        text_.append(std::begin(digits), end);
    }

    std::string& text_;
};

/// This thread's Capstone: a handle must not be used by two threads at once, and opening one takes long.
class Disassembler {
  public:
    static Disassembler& of_this_thread() {
        thread_local Disassembler disassembler;
        return disassembler;
    }
    Disassembler(const Disassembler&) = delete;
    Disassembler& operator=(const Disassembler&) = delete;

    bool text_of(std::uint32_t word, std::uint64_t address, Instruction& result) {
        if (instruction_ == nullptr) {
            return false;
        }
        const std::uint8_t bytes[4] = {
            static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
            static_cast<std::uint8_t>(word >> 16), static_cast<std::uint8_t>(word >> 24)};
        const std::uint8_t* next = bytes;
        std::size_t left = sizeof bytes;
        if (!cs_disasm_iter(handle_, &next, &left, &address, instruction_)) {
            return false;
        }
        result.mnemonic = instruction_->mnemonic;
        result.operands = instruction_->op_str;
        return true;
    }

  private:
    Disassembler() {
        if (cs_open(CS_ARCH_RISCV, CS_MODE_RISCV64, &handle_) == CS_ERR_OK) {
            instruction_ = cs_malloc(handle_);
        }
    }
    ~Disassembler() {
        if (instruction_ != nullptr) {
            cs_free(instruction_, 1);
        }
        if (handle_ != 0) {
            cs_close(&handle_);
        }
    }

    csh handle_ = 0;
    cs_insn* instruction_ = nullptr;
};

// ---- Decoding

/// The result of a decoder below: false where the bits name no instruction.
using Decoded = bool;

void set_rd(Instruction& result, unsigned number) {
    if (number != zero) {
        result.rd = static_cast<std::uint8_t>(number);
    }
}

Decoded decode_upper(Instruction& result, Word word, bool relative) {
    result.operation = relative ? Operation::auipc : Operation::lui;
    result.mnemonic = relative ? "auipc" : "lui";
    set_rd(result, word.rd());
    result.immediate = word.u_immediate();
    Operands(result.operands).gpr(word.rd()).hex(word.bits >> 12);
    return true;
}

Decoded decode_load(Instruction& result, Word word) {
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

Decoded decode_store(Instruction& result, Word word) {
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

Decoded decode_addi(Instruction& result, Word word) {
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

/// addi and its kin; `narrow` for the 32-bit ones (addiw...).
Decoded decode_immediate(Instruction& result, Word word, bool narrow) {
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

/// add and its kin; `narrow` for the 32-bit ones (addw...).
Decoded decode_register(Instruction& result, Word word, bool narrow) {
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

Decoded decode_branch(Instruction& result, Word word) {
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

Decoded decode_jal(Instruction& result, Word word) {
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

Decoded decode_jalr(Instruction& result, Word word) {
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

std::string fence_set(std::uint32_t bits) {
    std::string set;
    for (unsigned i = 0; i < 4; ++i) {
        if ((bits & (8U >> i)) != 0) {
            set += "iorw"[i];
        }
    }
    return set.empty() ? "0" : set;
}

Decoded decode_fence(Instruction& result, Word word) {
    // Other fields of a fence are there for later versions, and ignored by this one's hardware.
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

Decoded decode_csr(Instruction& result, Word word) {
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

/// hlv.*, hlvx.* and hsv.*: what the host uses to reach into the guest's memory.
Decoded decode_guest_access(Instruction& result, Word word) {
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

/// Instructions that are told apart by all their bits.
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

/// Instructions with rs1 (an address), rs2 (an ASID, a VMID) and no result.
struct TranslationFence {
    std::uint32_t funct7;
    const char* mnemonic;
};
constexpr TranslationFence translation_fences[] = {
    {0x09, "sfence.vma"},  {0x0b, "sinval.vma"},  {0x11, "hfence.vvma"},
    {0x13, "hinval.vvma"}, {0x31, "hfence.gvma"}, {0x33, "hinval.gvma"},
};

Decoded decode_privileged(Instruction& result, Word word) {
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
            // As objdump has it: operands that mean "all" are left out, from the right, by sfence and hfence.
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

Decoded decode_system(Instruction& result, Word word) {
    switch (word.funct3()) {
    case 0:
        return decode_privileged(result, word);
    case 4:
        return decode_guest_access(result, word);
    default:
        return decode_csr(result, word);
    }
}

Decoded decode_atomic(Instruction& result, Word word) {
    if (word.funct3() != 2 && word.funct3() != 3) {
        return false;
    }
    const std::uint32_t function = word.funct7() >> 2;
    constexpr std::uint32_t load_reserved = 2, store_conditional = 3, swap = 1;
    if (function == load_reserved) {
        if (word.rs2() != 0) {
            return false;
        }
    } else if (function != swap && function != store_conditional && (function & 3) != 0) {
        return false;
    }
    result.operation = Operation::atomic;
    set_rd(result, word.rd());
    result.rs1 = word.rs1();
    if (function != load_reserved) {
        result.rs2 = word.rs2();
    }
    result.memory =
        MemoryAccess{word.rs1(), 0, static_cast<std::uint8_t>(1U << word.funct3()), true, false};
    return Disassembler::of_this_thread().text_of(word.bits, result.address, result);
}

Decoded decode_float_memory(Instruction& result, Word word, bool store) {
    if (word.funct3() != 2 && word.funct3() != 3) {
        return false;
    }
    result.operation = Operation::floating_point;
    result.rs1 = word.rs1();
    result.immediate = store ? word.s_immediate() : word.i_immediate();
    result.memory = MemoryAccess{word.rs1(), result.immediate,
                                 static_cast<std::uint8_t>(1U << word.funct3()), false, false};
    return Disassembler::of_this_thread().text_of(word.bits, result.address, result);
}

bool is_rounding_mode(std::uint32_t funct3) {
    return funct3 != 5 && funct3 != 6;
}

Decoded decode_float(Instruction& result, Word word) {
    const std::uint32_t format = word.funct7() & 3;
    if (format > 1) { // neither single nor double
        return false;
    }
    const bool fused = word.opcode() != 0x53;
    const std::uint32_t function = word.funct7() >> 2;
    const std::uint32_t funct3 = word.funct3();
    bool valid = false;
    if (fused) {
        valid = is_rounding_mode(funct3);
    } else {
        switch (function) {
        case 0x00: // fadd
        case 0x01: // fsub
        case 0x02: // fmul
        case 0x03: // fdiv
            valid = is_rounding_mode(funct3);
            break;
        case 0x04: // fsgnj
            valid = funct3 <= 2;
            break;
        case 0x05: // fmin, fmax
            valid = funct3 <= 1;
            break;
        case 0x08: // fcvt.s.d, fcvt.d.s
            valid = word.rs2() == 1 - format && is_rounding_mode(funct3);
            break;
        case 0x0b: // fsqrt
            valid = word.rs2() == 0 && is_rounding_mode(funct3);
            break;
        case 0x14: // fle, flt, feq
            valid = funct3 <= 2;
            set_rd(result, word.rd());
            break;
        case 0x18: // fcvt to an integer
            valid = word.rs2() <= 3 && is_rounding_mode(funct3);
            set_rd(result, word.rd());
            break;
        case 0x1a: // fcvt from an integer
            valid = word.rs2() <= 3 && is_rounding_mode(funct3);
            result.rs1 = word.rs1();
            break;
        case 0x1c: // fmv to an integer register, fclass
            valid = word.rs2() == 0 && funct3 <= 1;
            set_rd(result, word.rd());
            break;
        case 0x1e: // fmv from an integer register
            valid = word.rs2() == 0 && funct3 == 0;
            result.rs1 = word.rs1();
            break;
        default:
            break;
        }
    }
    result.operation = Operation::floating_point;
    return valid && Disassembler::of_this_thread().text_of(word.bits, result.address, result);
}

Decoded decode_word(Instruction& result, Word word) {
    switch (word.opcode()) {
    case 0x03:
        return decode_load(result, word);
    case 0x07:
        return decode_float_memory(result, word, false);
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
    case 0x27:
        return decode_float_memory(result, word, true);
    case 0x2f:
        return decode_atomic(result, word);
    case 0x33:
        return decode_register(result, word, false);
    case 0x37:
        return decode_upper(result, word, false);
    case 0x3b:
        return decode_register(result, word, true);
    case 0x43:
    case 0x47:
    case 0x4b:
    case 0x4f:
    case 0x53:
        return decode_float(result, word);
    case 0x63:
        return decode_branch(result, word);
    case 0x67:
        return decode_jalr(result, word);
    case 0x6f:
        return decode_jal(result, word);
    case 0x73:
        return decode_system(result, word);
    default:
        return false;
    }
}

std::string at_address(std::uint64_t address) {
    char text[32];
    std::snprintf(text, sizeof text, " at 0x%" PRIx64, address);
    return text;
}

tl::unexpected<Error> unknown(std::uint64_t address, std::uint32_t encoding, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "0x%0*" PRIx32, digits, encoding);
    return fail(text + at_address(address) + " is not an instruction of RV64GC with H extension",
                "It may be data, an extension this program does not know, or the middle of another "
                "instruction.");
}

bool branch_is_taken(std::uint32_t condition, std::uint64_t left, std::uint64_t right) {
    const auto signed_left = static_cast<std::int64_t>(left);
    const auto signed_right = static_cast<std::int64_t>(right);
    switch (condition) {
    case 0:
        return left == right;
    case 1:
        return left != right;
    case 4:
        return signed_left < signed_right;
    case 5:
        return signed_left >= signed_right;
    case 6:
        return left < right;
    default:
        return left >= right;
    }
}

} // namespace

Result<Instruction> decode(std::span<const std::uint8_t> bytes, std::uint64_t address) {
    if (bytes.size() < 2) {
        return fail("no instruction" + at_address(address) + ": the code ends there");
    }
    Instruction result;
    result.address = address;
    result.encoding = bytes[0] | static_cast<std::uint32_t>(bytes[1]) << 8;
    if ((result.encoding & 3) != 3) {
        result.size = 2;
        const auto expanded = expand_compressed(static_cast<std::uint16_t>(result.encoding));
        if (!expanded || !decode_word(result, Word{*expanded})) {
            return unknown(address, result.encoding, 4);
        }
        return result;
    }
    if ((result.encoding & 0x1c) == 0x1c) {
        return unknown(address, result.encoding, 4); // longer than 32 bits
    }
    if (bytes.size() < 4) {
        return fail("half an instruction" + at_address(address) + ": the code ends within it");
    }
    result.size = 4;
    result.encoding |=
        static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
    if (!decode_word(result, Word{result.encoding})) {
        return unknown(address, result.encoding, 8);
    }
    return result;
}

std::optional<std::uint64_t> Instruction::successor(std::span<const std::uint64_t, 32> gprs) const {
    const auto value = [&](std::optional<std::uint8_t> number) {
        return number && *number != zero && *number < gpr_count ? gprs[*number] : 0;
    };
    const auto offset = static_cast<std::uint64_t>(immediate);
    switch (operation) {
    case Operation::branch: {
        std::uint32_t word = encoding;
        if (size == 2) {
            word = expand_compressed(static_cast<std::uint16_t>(encoding)).value_or(0);
        }
        return branch_is_taken(Word{word}.funct3(), value(rs1), value(rs2)) ? address + offset
                                                                            : next_address();
    }
    case Operation::jump:
        return address + offset;
    case Operation::jump_register:
        return (value(rs1) + offset) & ~1ULL;
    case Operation::sret:
    case Operation::mret:
    case Operation::ecall:
    case Operation::ebreak:
        return std::nullopt;
    default:
        return next_address();
    }
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#include "core/isa/decoders.h"

#include <capstone/capstone.h>

namespace switchscope {

namespace {

/// The Capstone handle of a thread. Two threads must not use one handle at the same time, and
/// opening one takes long.
class Disassembler {
  public:
    static Disassembler& of_this_thread() {
        thread_local Disassembler disassembler;
        return disassembler;
    }
    Disassembler(const Disassembler&) = delete;
    Disassembler& operator=(const Disassembler&) = delete;

    /// Sets mnemonic and operands; false where Capstone does not know the instruction.
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

bool decode_float_memory(Instruction& result, Encoding word, bool store) {
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

/// Whether funct3 is a rounding mode; 5 and 6 are reserved.
bool is_rounding_mode(std::uint32_t funct3) {
    return funct3 != 5 && funct3 != 6;
}

bool decode_float(Instruction& result, Encoding word) {
    const std::uint32_t format = word.funct7() & 3;
    if (format > 1) { // 0 is single, 1 is double precision
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

} // namespace

bool decode_atomic(Instruction& result, Encoding word) {
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

bool decode_floating_point(Instruction& result, Encoding word) {
    switch (word.opcode()) {
    case 0x07:
        return decode_float_memory(result, word, false);
    case 0x27:
        return decode_float_memory(result, word, true);
    default:
        return decode_float(result, word);
    }
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#include "core/isa/compressed.h"

#include "core/isa/registers.h"

namespace switchscope {

namespace {

// Major opcodes of the 32-bit instructions.
constexpr std::uint32_t op_load = 0x03, op_load_fp = 0x07, op_imm = 0x13, op_imm_32 = 0x1b;
constexpr std::uint32_t op_store = 0x23, op_store_fp = 0x27, op_op = 0x33, op_lui = 0x37;
constexpr std::uint32_t op_op_32 = 0x3b, op_branch = 0x63, op_jalr = 0x67, op_jal = 0x6f;
constexpr std::uint32_t ebreak_encoding = 0x00100073;

constexpr std::uint32_t r_type(std::uint32_t opcode, std::uint32_t funct3, std::uint32_t funct7,
                               std::uint32_t rd, std::uint32_t rs1, std::uint32_t rs2) {
    return opcode | rd << 7 | funct3 << 12 | rs1 << 15 | rs2 << 20 | funct7 << 25;
}

constexpr std::uint32_t i_type(std::uint32_t opcode, std::uint32_t funct3, std::uint32_t rd,
                               std::uint32_t rs1, std::uint32_t immediate) {
    return opcode | rd << 7 | funct3 << 12 | rs1 << 15 | (immediate & 0xfff) << 20;
}

constexpr std::uint32_t s_type(std::uint32_t opcode, std::uint32_t funct3, std::uint32_t rs1,
                               std::uint32_t rs2, std::uint32_t immediate) {
    return opcode | (immediate & 0x1f) << 7 | funct3 << 12 | rs1 << 15 | rs2 << 20 |
           (immediate >> 5 & 0x7f) << 25;
}

constexpr std::uint32_t b_type(std::uint32_t funct3, std::uint32_t rs1, std::uint32_t immediate) {
    return op_branch | (immediate >> 11 & 1) << 7 | (immediate >> 1 & 0xf) << 8 | funct3 << 12 |
           rs1 << 15 | (immediate >> 5 & 0x3f) << 25 | (immediate >> 12 & 1) << 31;
}

constexpr std::uint32_t j_type(std::uint32_t rd, std::uint32_t immediate) {
    return op_jal | rd << 7 | (immediate >> 12 & 0xff) << 12 | (immediate >> 11 & 1) << 20 |
           (immediate >> 1 & 0x3ff) << 21 | (immediate >> 20 & 1) << 31;
}

/// The fields of a compressed instruction, by the names of the specification.
struct Bits {
    std::uint32_t c;

    /// The `count` bits from `lsb` on, with the lowest at bit `to` of the result.
    constexpr std::uint32_t at(unsigned lsb, unsigned count, unsigned to = 0) const {
        return (c >> lsb & ((1U << count) - 1)) << to;
    }
    constexpr std::uint32_t rd() const { return at(7, 5); }
    constexpr std::uint32_t rs2() const { return at(2, 5); }
    constexpr std::uint32_t rd_low() const { return at(2, 3) + 8; }  ///< rd' and rs2'
    constexpr std::uint32_t rs1_low() const { return at(7, 3) + 8; } ///< rs1' and rd'
    /// The six-bit immediate of c.addi, c.li, c.andi and c.lui, sign-extended.
    constexpr std::uint32_t immediate() const {
        return at(2, 5) | (at(12, 1) != 0 ? 0xffffffe0U : 0U);
    }
    constexpr std::uint32_t shift() const { return at(2, 5) | at(12, 1, 5); }
    constexpr std::uint32_t offset_w() const { return at(6, 1, 2) | at(10, 3, 3) | at(5, 1, 6); }
    constexpr std::uint32_t offset_d() const { return at(10, 3, 3) | at(5, 2, 6); }
    constexpr std::uint32_t jump() const {
        const std::uint32_t value = at(3, 3, 1) | at(11, 1, 4) | at(2, 1, 5) | at(7, 1, 6) |
                                    at(6, 1, 7) | at(9, 2, 8) | at(8, 1, 10);
        return value | (at(12, 1) != 0 ? 0xfffff800U : 0U);
    }
    constexpr std::uint32_t branch() const {
        const std::uint32_t value = at(3, 2, 1) | at(10, 2, 3) | at(2, 1, 5) | at(5, 2, 6);
        return value | (at(12, 1) != 0 ? 0xffffff00U : 0U);
    }
};

std::optional<std::uint32_t> quadrant_0(Bits bits) {
    switch (bits.at(13, 3)) {
    case 0: { // c.addi4spn
        const std::uint32_t immediate =
            bits.at(6, 1, 2) | bits.at(5, 1, 3) | bits.at(11, 2, 4) | bits.at(7, 4, 6);
        if (immediate == 0) {
            return std::nullopt;
        }
        return i_type(op_imm, 0, bits.rd_low(), sp, immediate);
    }
    case 1: // c.fld
        return i_type(op_load_fp, 3, bits.rd_low(), bits.rs1_low(), bits.offset_d());
    case 2: // c.lw
        return i_type(op_load, 2, bits.rd_low(), bits.rs1_low(), bits.offset_w());
    case 3: // c.ld
        return i_type(op_load, 3, bits.rd_low(), bits.rs1_low(), bits.offset_d());
    case 5: // c.fsd
        return s_type(op_store_fp, 3, bits.rs1_low(), bits.rd_low(), bits.offset_d());
    case 6: // c.sw
        return s_type(op_store, 2, bits.rs1_low(), bits.rd_low(), bits.offset_w());
    case 7: // c.sd
        return s_type(op_store, 3, bits.rs1_low(), bits.rd_low(), bits.offset_d());
    default:
        return std::nullopt;
    }
}

std::optional<std::uint32_t> register_arithmetic(Bits bits) {
    const std::uint32_t rd = bits.rs1_low();
    switch (bits.at(10, 2)) {
    case 0: // c.srli
        return i_type(op_imm, 5, rd, rd, bits.shift());
    case 1: // c.srai
        return i_type(op_imm, 5, rd, rd, bits.shift() | 0x400);
    case 2: // c.andi
        return i_type(op_imm, 7, rd, rd, bits.immediate());
    default:
        break;
    }
    const std::uint32_t rs2 = bits.rd_low();
    switch (bits.at(12, 1, 2) | bits.at(5, 2)) {
    case 0: // c.sub
        return r_type(op_op, 0, 0x20, rd, rd, rs2);
    case 1: // c.xor
        return r_type(op_op, 4, 0, rd, rd, rs2);
    case 2: // c.or
        return r_type(op_op, 6, 0, rd, rd, rs2);
    case 3: // c.and
        return r_type(op_op, 7, 0, rd, rd, rs2);
    case 4: // c.subw
        return r_type(op_op_32, 0, 0x20, rd, rd, rs2);
    case 5: // c.addw
        return r_type(op_op_32, 0, 0, rd, rd, rs2);
    default:
        return std::nullopt;
    }
}

std::optional<std::uint32_t> quadrant_1(Bits bits) {
    switch (bits.at(13, 3)) {
    case 0: // c.addi, c.nop
        return i_type(op_imm, 0, bits.rd(), bits.rd(), bits.immediate());
    case 1: // c.addiw
        if (bits.rd() == zero) {
            return std::nullopt;
        }
        return i_type(op_imm_32, 0, bits.rd(), bits.rd(), bits.immediate());
    case 2: // c.li
        return i_type(op_imm, 0, bits.rd(), zero, bits.immediate());
    case 3: {
        if (bits.immediate() == 0) {
            return std::nullopt;
        }
        if (bits.rd() == sp) { // c.addi16sp
            const std::uint32_t immediate =
                bits.at(6, 1, 4) | bits.at(2, 1, 5) | bits.at(5, 1, 6) | bits.at(3, 2, 7);
            return i_type(op_imm, 0, sp, sp, immediate | (bits.at(12, 1) != 0 ? 0xfffffe00U : 0U));
        }
        return op_lui | bits.rd() << 7 | bits.immediate() << 12; // c.lui
    }
    case 4:
        return register_arithmetic(bits);
    case 5: // c.j
        return j_type(zero, bits.jump());
    case 6: // c.beqz
        return b_type(0, bits.rs1_low(), bits.branch());
    default: // c.bnez
        return b_type(1, bits.rs1_low(), bits.branch());
    }
}

std::optional<std::uint32_t> jump_move_add(Bits bits) {
    const bool links_or_adds = bits.at(12, 1) != 0;
    const std::uint32_t rd = bits.rd();
    const std::uint32_t rs2 = bits.rs2();
    if (rs2 != zero) {
        return links_or_adds ? r_type(op_op, 0, 0, rd, rd, rs2) // c.add
                             : i_type(op_imm, 0, rd, rs2, 0);   // c.mv
    }
    if (rd == zero) {
        return links_or_adds ? std::optional(ebreak_encoding) : std::nullopt;
    }
    return i_type(op_jalr, 0, links_or_adds ? ra : zero, rd, 0); // c.jalr, c.jr
}

std::optional<std::uint32_t> quadrant_2(Bits bits) {
    const std::uint32_t load_w = bits.at(4, 3, 2) | bits.at(12, 1, 5) | bits.at(2, 2, 6);
    const std::uint32_t load_d = bits.at(5, 2, 3) | bits.at(12, 1, 5) | bits.at(2, 3, 6);
    const std::uint32_t store_w = bits.at(9, 4, 2) | bits.at(7, 2, 6);
    const std::uint32_t store_d = bits.at(10, 3, 3) | bits.at(7, 3, 6);
    switch (bits.at(13, 3)) {
    case 0: // c.slli
        return i_type(op_imm, 1, bits.rd(), bits.rd(), bits.shift());
    case 1: // c.fldsp
        return i_type(op_load_fp, 3, bits.rd(), sp, load_d);
    case 2: // c.lwsp
        return bits.rd() == zero ? std::nullopt
                                 : std::optional(i_type(op_load, 2, bits.rd(), sp, load_w));
    case 3: // c.ldsp
        return bits.rd() == zero ? std::nullopt
                                 : std::optional(i_type(op_load, 3, bits.rd(), sp, load_d));
    case 4:
        return jump_move_add(bits);
    case 5: // c.fsdsp
        return s_type(op_store_fp, 3, sp, bits.rs2(), store_d);
    case 6: // c.swsp
        return s_type(op_store, 2, sp, bits.rs2(), store_w);
    default: // c.sdsp
        return s_type(op_store, 3, sp, bits.rs2(), store_d);
    }
}

} // namespace

std::optional<std::uint32_t> expand_compressed(std::uint16_t encoding) {
    const Bits bits{encoding};
    switch (encoding & 3) {
    case 0:
        return quadrant_0(bits);
    case 1:
        return quadrant_1(bits);
    case 2:
        return quadrant_2(bits);
    default:
        return std::nullopt;
    }
}

} // namespace switchscope

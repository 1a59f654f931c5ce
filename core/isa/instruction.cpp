// SPDX-License-Identifier: MIT
#include "core/isa/instruction.h"

#include <cinttypes>
#include <cstdio>

#include "core/base/hex.h"
#include "core/isa/compressed.h"
#include "core/isa/decoders.h"
#include "core/isa/encoding.h"
#include "core/isa/registers.h"

namespace switchscope {

namespace {

// All fields of an Instruction come from the bits of the encoding, and so does nearly all text.
// Capstone writes the text of atomics and of floating point only: it knows the hypervisor extension
// just in part.
bool decode_word(Instruction& result, Encoding word) {
    switch (word.opcode()) {
    case 0x07:
    case 0x27:
    case 0x43:
    case 0x47:
    case 0x4b:
    case 0x4f:
    case 0x53:
        return decode_floating_point(result, word);
    case 0x2f:
        return decode_atomic(result, word);
    case 0x73:
        return decode_system(result, word);
    default:
        return decode_integer(result, word);
    }
}

tl::unexpected<Error> unknown(std::uint64_t address, std::uint32_t encoding, int digits) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%0*" PRIx32, digits, encoding);
    return fail(en("%1 at %2 is not an instruction of RV64GC with the hypervisor extension")(
                    std::string(text), hex(address)),
                en("It may be data, or an extension that this program does not know. The address "
                   "may also lie in the middle of an instruction."));
}

/// The condition of a branch by its funct3.
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
        return fail(en("no instruction at %1: the code ends there")(hex(address)));
    }
    Instruction result;
    result.address = address;
    result.encoding = bytes[0] | static_cast<std::uint32_t>(bytes[1]) << 8;
    if ((result.encoding & 3) != 3) {
        result.size = 2;
        const auto expanded = expand_compressed(static_cast<std::uint16_t>(result.encoding));
        if (!expanded || !decode_word(result, Encoding{*expanded})) {
            return unknown(address, result.encoding, 4);
        }
        return result;
    }
    if ((result.encoding & 0x1c) == 0x1c) {
        return unknown(address, result.encoding, 4); // longer than 32 bits
    }
    if (bytes.size() < 4) {
        return fail(en("half an instruction at %1: the code ends within it")(hex(address)));
    }
    result.size = 4;
    result.encoding |=
        static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
    if (!decode_word(result, Encoding{result.encoding})) {
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
        return branch_is_taken(Encoding{word}.funct3(), value(rs1), value(rs2)) ? address + offset
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

// SPDX-License-Identifier: MIT
#include "core/image/elf_relocation.h"

#include <map>
#include <vector>

#include <elf.h>

#include "core/base/bytes.h"

namespace switchscope {

namespace {

// Each of these returns the encoding with another immediate. They take the value of a relocation,
// the low bits of which are the immediate.

std::uint32_t with_u_immediate(std::uint32_t word, std::uint64_t value) {
    return (word & 0xfff) | (static_cast<std::uint32_t>(value + 0x800) & 0xfffff000U);
}

std::uint32_t with_i_immediate(std::uint32_t word, std::uint64_t value) {
    return (word & 0xfffff) | static_cast<std::uint32_t>(value & 0xfff) << 20;
}

std::uint32_t with_s_immediate(std::uint32_t word, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return (word & 0x01fff07f) | (low & 0x1f) << 7 | (low >> 5 & 0x7f) << 25;
}

std::uint32_t with_b_immediate(std::uint32_t word, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return (word & 0x01fff07f) | (low >> 11 & 1) << 7 | (low >> 1 & 0xf) << 8 |
           (low >> 5 & 0x3f) << 25 | (low >> 12 & 1) << 31;
}

std::uint32_t with_j_immediate(std::uint32_t word, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return (word & 0xfff) | (low & 0xff000) | (low >> 11 & 1) << 20 | (low >> 1 & 0x3ff) << 21 |
           (low >> 20 & 1) << 31;
}

std::uint16_t with_cb_immediate(std::uint16_t half, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((half & 0xe383U) | (low >> 8 & 1) << 12 |
                                      (low >> 3 & 3) << 10 | (low >> 6 & 3) << 5 |
                                      (low >> 1 & 3) << 3 | (low >> 5 & 1) << 2);
}

std::uint16_t with_cj_immediate(std::uint16_t half, std::uint64_t value) {
    const auto low = static_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>(
        (half & 0xe003U) | (low >> 11 & 1) << 12 | (low >> 4 & 1) << 11 | (low >> 8 & 3) << 9 |
        (low >> 10 & 1) << 8 | (low >> 6 & 1) << 7 | (low >> 7 & 1) << 6 | (low >> 1 & 7) << 3 |
        (low >> 5 & 1) << 2);
}

// The elf.h of glibc 2.36 does not have these yet. Numbers: RISC-V ELF psABI.
constexpr std::uint32_t relocation_set_uleb128 = 60;
constexpr std::uint32_t relocation_sub_uleb128 = 61;

/// Writes `value` as a ULEB128 that is as long as the one at `offset`.
void put_uleb128(std::span<std::uint8_t> bytes, std::uint64_t offset, std::uint64_t value) {
    for (; offset < bytes.size(); ++offset, value >>= 7) {
        const bool more = (bytes[offset] & 0x80) != 0;
        bytes[offset] = static_cast<std::uint8_t>((value & 0x7f) | (more ? 0x80U : 0U));
        if (!more) {
            return;
        }
    }
}

std::uint64_t uleb128_at(std::span<const std::uint8_t> bytes, std::uint64_t offset) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; offset < bytes.size() && shift < 64; ++offset, shift += 7) {
        value |= static_cast<std::uint64_t>(bytes[offset] & 0x7f) << shift;
        if ((bytes[offset] & 0x80) == 0) {
            break;
        }
    }
    return value;
}

/// Changes the T at `offset`: adds `value` ('+'), subtracts it ('-'), or sets it ('=').
template <class T>
void change(std::span<std::uint8_t> bytes, std::uint64_t offset, std::uint64_t value, char how) {
    const auto old = value_at<T>(bytes, offset);
    if (old) {
        const std::uint64_t changed = how == '+' ? *old + value : how == '-' ? *old - value : value;
        put_at(bytes, offset, static_cast<T>(changed));
    }
}

/// The same for the low 6 bits of a byte; the high 2 are an opcode (DW_CFA_advance_loc).
void change_6_bits(std::span<std::uint8_t> bytes, std::uint64_t offset, std::uint64_t value,
                   char how) {
    const std::uint8_t old = bytes[offset];
    const std::uint64_t changed = how == '-' ? old - value : value;
    bytes[offset] = static_cast<std::uint8_t>((old & 0xc0U) | (changed & 0x3fU));
}

/// Gives the instruction at `offset` another immediate.
template <class T, class Function>
void rewrite(std::span<std::uint8_t> bytes, std::uint64_t offset, Function with_immediate,
             std::uint64_t value) {
    if (const auto old = value_at<T>(bytes, offset)) {
        put_at(bytes, offset, with_immediate(*old, value));
    }
}

/// Applies one relocation of `type` (R_RISCV_*). `value` is the symbol with the addend, `place` the
/// address of `offset`.
void apply(std::span<std::uint8_t> target, std::uint64_t offset, std::uint32_t type,
           std::uint64_t value, std::uint64_t place) {
    const std::uint64_t distance = value - place;
    switch (type) {
    case R_RISCV_32:
    case R_RISCV_SET32:
        return change<std::uint32_t>(target, offset, value, '=');
    case R_RISCV_64:
        return change<std::uint64_t>(target, offset, value, '=');
    case R_RISCV_ADD8:
        return change<std::uint8_t>(target, offset, value, '+');
    case R_RISCV_ADD16:
        return change<std::uint16_t>(target, offset, value, '+');
    case R_RISCV_ADD32:
        return change<std::uint32_t>(target, offset, value, '+');
    case R_RISCV_ADD64:
        return change<std::uint64_t>(target, offset, value, '+');
    case R_RISCV_SUB8:
        return change<std::uint8_t>(target, offset, value, '-');
    case R_RISCV_SUB16:
        return change<std::uint16_t>(target, offset, value, '-');
    case R_RISCV_SUB32:
        return change<std::uint32_t>(target, offset, value, '-');
    case R_RISCV_SUB64:
        return change<std::uint64_t>(target, offset, value, '-');
    case R_RISCV_SET8:
        return change<std::uint8_t>(target, offset, value, '=');
    case R_RISCV_SET16:
        return change<std::uint16_t>(target, offset, value, '=');
    case R_RISCV_SET6:
        return change_6_bits(target, offset, value, '=');
    case R_RISCV_SUB6:
        return change_6_bits(target, offset, value, '-');
    case R_RISCV_32_PCREL:
        return change<std::uint32_t>(target, offset, distance, '=');
    case relocation_set_uleb128:
        return put_uleb128(target, offset, value);
    case relocation_sub_uleb128:
        return put_uleb128(target, offset, uleb128_at(target, offset) - value);
    case R_RISCV_PCREL_HI20:
        return rewrite<std::uint32_t>(target, offset, with_u_immediate, distance);
    case R_RISCV_HI20:
        return rewrite<std::uint32_t>(target, offset, with_u_immediate, value);
    case R_RISCV_LO12_I:
        return rewrite<std::uint32_t>(target, offset, with_i_immediate, value);
    case R_RISCV_LO12_S:
        return rewrite<std::uint32_t>(target, offset, with_s_immediate, value);
    case R_RISCV_CALL:
    case R_RISCV_CALL_PLT:
        rewrite<std::uint32_t>(target, offset, with_u_immediate, distance);
        return rewrite<std::uint32_t>(target, offset + 4, with_i_immediate, distance);
    case R_RISCV_BRANCH:
        return rewrite<std::uint32_t>(target, offset, with_b_immediate, distance);
    case R_RISCV_JAL:
        return rewrite<std::uint32_t>(target, offset, with_j_immediate, distance);
    case R_RISCV_RVC_BRANCH:
        return rewrite<std::uint16_t>(target, offset, with_cb_immediate, distance);
    case R_RISCV_RVC_JUMP:
        return rewrite<std::uint16_t>(target, offset, with_cj_immediate, distance);
    default:
        // The others are hints for alignment and relaxation, or belong to what is loaded into a
        // process of its own.
        return;
    }
}

} // namespace

void relocate(std::span<std::uint8_t> section, std::uint64_t address,
              std::span<const std::uint8_t> relocations, const SymbolValue& symbol_value) {
    // auipc takes the high half of a distance, the instruction that uses its result the low half.
    // The relocation of the low half names a label on the auipc, not the symbol: the distance
    // counts from the auipc. So the distances of all high halves are kept by their place, and the
    // low halves, which may come first, are done in the end.
    std::map<std::uint64_t, std::uint64_t> distances;
    std::vector<Elf64_Rela> low_halves;
    for (std::uint64_t i = 0; i < relocations.size() / sizeof(Elf64_Rela); ++i) {
        const auto entry = value_at<Elf64_Rela>(relocations, i * sizeof(Elf64_Rela)).value();
        const auto type = static_cast<std::uint32_t>(ELF64_R_TYPE(entry.r_info));
        if (entry.r_offset >= section.size()) {
            continue;
        }
        if (type == R_RISCV_PCREL_LO12_I || type == R_RISCV_PCREL_LO12_S) {
            low_halves.push_back(entry);
            continue;
        }
        const auto symbol = symbol_value(ELF64_R_SYM(entry.r_info));
        if (!symbol) {
            continue;
        }
        const std::uint64_t value = *symbol + static_cast<std::uint64_t>(entry.r_addend);
        const std::uint64_t place = address + entry.r_offset;
        if (type == R_RISCV_PCREL_HI20) {
            distances[place] = value - place;
        }
        apply(section, entry.r_offset, type, value, place);
    }
    for (const Elf64_Rela& entry : low_halves) {
        const auto high = symbol_value(ELF64_R_SYM(entry.r_info));
        const auto found = high ? distances.find(*high) : distances.end();
        if (found == distances.end()) {
            continue;
        }
        if (ELF64_R_TYPE(entry.r_info) == R_RISCV_PCREL_LO12_I) {
            rewrite<std::uint32_t>(section, entry.r_offset, with_i_immediate, found->second);
        } else {
            rewrite<std::uint32_t>(section, entry.r_offset, with_s_immediate, found->second);
        }
    }
}

} // namespace switchscope

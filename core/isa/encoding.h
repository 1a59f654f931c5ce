// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace switchscope {

/// A 32-bit instruction and the fields of its encoding, by the names of the RISC-V specification.
/// Source: RISC-V unprivileged specification 20191213, sections 2.2 and 2.3.
struct Encoding {
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

} // namespace switchscope

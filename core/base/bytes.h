// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace switchscope {

/// The number that up to 8 bytes hold, the lowest first.
inline std::uint64_t little_endian(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (std::size_t n = bytes.size(); n-- > 0;) {
        value = value << 8 | bytes[n];
    }
    return value;
}

} // namespace switchscope

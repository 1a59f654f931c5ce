// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

namespace switchscope {

/// The number that up to 8 bytes hold, lowest byte first.
inline std::uint64_t little_endian(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (std::size_t n = bytes.size(); n-- > 0;) {
        value = value << 8 | bytes[n];
    }
    return value;
}

/// The plain value whose bytes stand at `offset`, in the byte order of this machine; none where it
/// would reach past the end.
template <class T>
std::optional<T> value_at(std::span<const std::uint8_t> bytes, std::uint64_t offset) {
    if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) {
        return std::nullopt;
    }
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

/// Writes the bytes of a plain value to `offset`, where they must have space.
template <class T> void put_at(std::span<std::uint8_t> bytes, std::uint64_t offset, T value) {
    std::memcpy(bytes.data() + offset, &value, sizeof value);
}

} // namespace switchscope

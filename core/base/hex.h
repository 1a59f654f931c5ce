// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchscope {

/// "0x1f": in lower case, without leading zeros.
inline std::string hex(std::uint64_t value) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return "0x" + std::string(digits.data(), end);
}

/// The number that a text is, hexadecimal ("0x1f") or decimal ("31"); none where any of it is
/// something else.
inline std::optional<std::uint64_t> parse_number(std::string_view text) {
    const bool in_hex = text.starts_with("0x") || text.starts_with("0X");
    const std::string_view digits = in_hex ? text.substr(2) : text;
    std::uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number, in_hex ? 16 : 10);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(number)
                                                                        : std::nullopt;
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <QString>

#include "core/model/location.h"

namespace switchscope::ui {

/// "0000000000005e63": as many hex digits as `size` bytes have. "not read" without a value.
QString hex_value(std::optional<std::uint64_t> value, unsigned size = 8);
/// How many of hex_value()'s digits are leading zeros; the last digit never counts.
int leading_zeros(const QString& hex);
/// "...610100": enough of an address to recognise it.
QString short_address(std::uint64_t address);
/// "00e22": the last digits of an instruction's address, as the routine is listed.
QString short_code_address(std::uint64_t address);
/// "6,315,667"
QString grouped(std::uint64_t number);
/// "18.2 kB"
QString byte_size(std::uint64_t bytes);
/// "HS · host", "VS · guest", "M · firmware"
QString world_text(World world);

inline QString text_of(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <QString>

#include "core/model/session_facts.h"
#include "core/model/step.h"
#include "ui/base/words.h"

namespace switchscope::ui {

/// "0000000000005e63": as many hex digits as `size` bytes have. "not read" without a value.
QString hex_value(std::optional<std::uint64_t> value, unsigned size = 8);
/// "5e63": without leading zeros; "-" without a value.
QString bare_hex(std::optional<std::uint64_t> value);
/// "-1": as a signed number of `size` bytes.
QString signed_text(std::uint64_t value, unsigned size = 8);
/// "0101 1110 0110 0011": from the highest byte that is not zero.
QString binary_text(std::uint64_t value);
/// "\"virt\"": the bytes as they lie in memory, where all of them are letters or signs and there are two at least;
/// zeros may follow them. Empty otherwise.
QString ascii_text(std::uint64_t value, unsigned size = 8);
/// Reads what people type: 0x5e63, 24163, -1, 0b101; blanks, commas and underscores inside do not count.
std::optional<std::uint64_t> read_value(const QString& text);
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
/// Where a step ran: its macro, or else its world.
QString place_of_step(const SessionFacts& facts, const Step& step);
/// "HS · host", "VS · guest", "M · firmware"
QString world_text(World world);

} // namespace switchscope::ui

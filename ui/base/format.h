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
/// "\"virt\"": the bytes in the order in which they lie in memory, if they are a text. That is at
/// least two letters or signs, which zeros may follow. Empty if they are none.
QString ascii_text(std::uint64_t value, unsigned size = 8);
/// Reads a number as people type it: 0x5e63, 24163, -1 or 0b101. Blanks, commas and underscores in
/// it are skipped. None: this is no number, or it needs more than 64 bits.
std::optional<std::uint64_t> read_value(const QString& text);
/// How many digits of hex_value()'s text are leading zeros. The last digit never counts as one.
int leading_zeros(const QString& hex);
/// "...610100": the last six digits of an address, which are enough to recognise it.
QString short_address(std::uint64_t address);
/// "00e22": the last five digits of an instruction's address, as the routine panel lists them.
QString short_code_address(std::uint64_t address);
/// "6,315,667"
QString grouped(std::uint64_t number);
/// "18.2 kB"
QString byte_size(std::uint64_t bytes);
/// Where a step was executed: the name of its macro, or of its world where it has no macro.
QString place_of_step(const SessionFacts& facts, const Step& step);
/// "HS · host", "VS · guest", "M · firmware"
QString world_text(World world);

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/phrase.h"

namespace switchscope {

/// A function of an SBI extension. Source: RISC-V SBI specification 2.0, and NACL as described for
/// KVM.
struct SbiFunction {
    std::uint64_t id; ///< a6
    std::string_view name;
    std::uint8_t arguments; ///< how many of a0-a5 it takes
};

/// An SBI extension; a7 has its number. Each of the legacy ones (0 to 8) has one function and
/// ignores a6.
struct SbiExtension {
    std::uint64_t id; ///< a7
    std::string_view name;
    std::span<const SbiFunction> functions;
    bool legacy = false;
};

/// All extensions that the program knows, by number.
std::span<const SbiExtension> sbi_extensions();
/// Null where the table does not have it.
const SbiExtension* find_sbi_extension(std::uint64_t id);

/// "SBI TIME set_timer", "SBI legacy console_putchar", "SBI extension 0x8005ea7 (experimental)
/// function 1". `function` is the value of a6; none where that is not known.
Phrase sbi_call(std::uint64_t extension, std::optional<std::uint64_t> function);
/// The function that is called; null where the table does not have it.
const SbiFunction* find_sbi_function(std::uint64_t extension,
                                     std::optional<std::uint64_t> function);

} // namespace switchscope

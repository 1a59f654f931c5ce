// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace switchscope {

/// The address of a symbol by its index in the symbol table; none for a symbol of another object.
using SymbolValue = std::function<std::optional<std::uint64_t>(std::uint64_t index)>;

/// Applies the relocations of one section of an object file to the bytes of that section, as a
/// linker would. `relocations` holds Elf64_Rela entries, `address` is where the section was laid
/// out. Relocations of symbols in other objects change nothing. Source: RISC-V ELF psABI.
void relocate(std::span<std::uint8_t> section, std::uint64_t address,
              std::span<const std::uint8_t> relocations, const SymbolValue& symbol_value);

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace switchscope {

/// A named address, from the symbol table of an ELF file or from a System.map.
struct Symbol {
    enum class Kind : std::uint8_t { function, object, label };
    /// Part of the file that the symbol comes from: it lives as long as the Image does.
    std::string_view name;
    std::uint64_t address = 0;
    std::uint64_t size = 0; ///< in bytes; 0 where the file gives none
    Kind kind = Kind::label;
    bool local = false;
    bool absolute = false; ///< a number, not a place: it stays when the image is placed
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace switchscope {

/// A named address, from the symbol table of an ELF file or from a System.map.
struct Symbol {
    enum class Kind { function, object, label };
    std::string name;
    std::uint64_t address = 0;
    std::uint64_t size = 0; ///< in bytes; 0 where the file gives none
    Kind kind = Kind::label;
    bool local = false;
};

} // namespace switchscope

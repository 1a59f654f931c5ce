// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace switchscope {

/// A name of the ELF file's symbol table with its place.
struct Symbol {
    enum class Kind { function, object, label };
    std::string name;
    std::uint64_t address = 0;
    std::uint64_t size = 0; ///< in bytes; 0 where the ELF file says none
    Kind kind = Kind::label;
    bool local = false;
};

} // namespace switchscope

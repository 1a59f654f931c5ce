// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/image/dwarf_die.h"

namespace switchscope::dwarf {

/// The type behind typedefs and qualifiers; none for void, or where the file leads in circles.
std::optional<Dwarf_Die> plain_type(Dwarf_Die type);

/// The dimensions of an array, outermost first.
struct ArrayDimensions {
    std::vector<std::uint64_t> counts; ///< 0 for a flexible array
    std::uint64_t elements = 1;        ///< the product of the counts
};

/// None where they are larger than any array can be.
std::optional<ArrayDimensions> dimensions_of(Dwarf_Die array);

/// The size of a type in bytes; none for an incomplete type.
std::optional<std::uint64_t> size_of(Dwarf_Die type, int depth = 0);

/// The type as C writes it, without the name of the variable: "struct list_head *", "char [16]". No
/// type is "void".
std::string type_name(std::optional<Dwarf_Die> type, int depth = 0);

} // namespace switchscope::dwarf

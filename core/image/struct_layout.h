// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/image/debug_types.h"
#include "core/image/dwarf_die.h"

namespace switchscope::dwarf {

/// The layout of a struct, union or class from its definition, `size` bytes large: all scalars in
/// it, by offset. The Error is a clause that says what is wrong with the definition ("it contains
/// itself").
Result<StructLayout> struct_layout_of(Dwarf_Die definition, std::string name, std::uint64_t size);

} // namespace switchscope::dwarf

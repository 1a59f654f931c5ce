// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <dwarf.h>
#include <elfutils/libdw.h>

namespace switchscope::dwarf {

// What libdw says of one DIE (debugging information entry), for files that may be corrupt.

/// Limits for corrupt files. Nothing that a compiler writes comes near them.
constexpr int deepest_nesting = 48;
constexpr std::uint64_t largest_struct = 1ULL << 32; ///< in bytes

/// The attribute `name` (DW_AT_*) as a text; empty where the DIE has none.
std::string text_attribute(Dwarf_Die* die, unsigned name);
/// The attribute `name` as a number; none where the DIE has none, or one of another kind.
std::optional<std::uint64_t> number_attribute(Dwarf_Die* die, unsigned name);
bool has_flag(Dwarf_Die* die, unsigned name);
/// The DIE to which the attribute `name` refers.
std::optional<Dwarf_Die> referred(Dwarf_Die* die, unsigned name);

/// Whether `tag` is that of a struct, union or class.
bool is_aggregate(int tag);

/// Walks the children of a DIE.
class Children {
  public:
    explicit Children(Dwarf_Die parent) { valid_ = dwarf_child(&parent, &die_) == 0; }
    bool valid() const { return valid_; }
    Dwarf_Die& die() { return die_; }
    void next();

  private:
    Dwarf_Die die_{};
    bool valid_ = false;
};

} // namespace switchscope::dwarf

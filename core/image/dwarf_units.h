// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/dwarf_die.h"

namespace switchscope::dwarf {

struct Unit {
    Dwarf_Die die;         ///< its compile_unit, partial_unit or type_unit
    std::string path;      ///< of the source file, as absolute as DWARF makes it
    std::string directory; ///< of the source file
};

/// The units of a DWARF file, with the addresses of their code.
class Units {
  public:
    /// `file` must outlive the result.
    explicit Units(Dwarf* file);

    const Unit& at(std::size_t number) const { return units_[number]; }
    /// Whether the file has units that libdw cannot read.
    bool some_unreadable() const { return some_unreadable_; }

    /// The numbers of the units that have code in [begin, end), in ascending order.
    std::vector<std::size_t> with_code_in(std::uint64_t begin, std::uint64_t end) const;

    /// The numbers of all units, the likeliest to define `name` first. The units of the folder
    /// whose code is at `near` come first, then those whose path contains the first word of `name`
    /// ("kvm"), then all others.
    std::vector<std::size_t> search_order(std::string_view name,
                                          std::optional<std::uint64_t> near) const;

  private:
    struct Range {
        std::uint64_t low, high;
        std::size_t unit;
    };

    void add_ranges(Dwarf_Die die, std::size_t unit);

    std::vector<Unit> units_;
    std::vector<Range> ranges_; ///< of the units' code
    bool some_unreadable_ = false;
};

} // namespace switchscope::dwarf

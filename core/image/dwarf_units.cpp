// SPDX-License-Identifier: MIT
#include "core/image/dwarf_units.h"

#include <algorithm>
#include <utility>

namespace switchscope::dwarf {

namespace {

/// Corrupt files can claim more ranges. Nothing that a compiler writes comes near this number.
constexpr std::size_t most_ranges_of_a_unit = 1'000'000;

std::string_view directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

} // namespace

Units::Units(Dwarf* file) {
    Dwarf_CU* unit = nullptr;
    Dwarf_CU* next = nullptr;
    Dwarf_Half version = 0;
    std::uint8_t type = 0;
    Dwarf_Die die;
    Dwarf_Die sub_die;
    int outcome = 0;
    while ((outcome = dwarf_get_units(file, unit, &next, &version, &type, &die, &sub_die)) == 0) {
        unit = next;
        if (dwarf_tag(&die) == DW_TAG_invalid) {
            some_unreadable_ = true;
            continue;
        }
        Unit found{die, text_attribute(&die, DW_AT_name), {}};
        if (!found.path.starts_with('/')) {
            const std::string base = text_attribute(&die, DW_AT_comp_dir);
            found.path.insert(0, base.empty() ? base : base + "/");
        }
        found.directory = directory_of(found.path);
        add_ranges(die, units_.size());
        units_.push_back(std::move(found));
    }
    some_unreadable_ = some_unreadable_ || outcome < 0;
}

void Units::add_ranges(Dwarf_Die die, std::size_t unit) {
    std::ptrdiff_t offset = 0;
    Dwarf_Addr base = 0;
    Dwarf_Addr low = 0;
    Dwarf_Addr high = 0;
    for (std::size_t i = 0; i < most_ranges_of_a_unit; ++i) {
        offset = dwarf_ranges(&die, offset, &base, &low, &high);
        if (offset <= 0) {
            return;
        }
        if (low < high) {
            ranges_.push_back({low, high, unit});
        }
    }
}

std::vector<std::size_t> Units::with_code_in(std::uint64_t begin, std::uint64_t end) const {
    std::vector<std::size_t> result;
    for (const Range& range : ranges_) {
        if (range.low < end && begin < range.high) {
            result.push_back(range.unit);
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

std::vector<std::size_t> Units::search_order(std::string_view name,
                                             std::optional<std::uint64_t> near) const {
    std::vector<std::string_view> directories;
    if (near) {
        for (const std::size_t unit : with_code_in(*near, *near + 1)) {
            directories.push_back(units_[unit].directory);
        }
    }
    const std::string_view word = name.substr(0, name.find('_'));
    const auto rank = [&](const Unit& unit) {
        if (std::find(directories.begin(), directories.end(), unit.directory) !=
            directories.end()) {
            return 0;
        }
        return !word.empty() && unit.path.find(word) != std::string::npos ? 1 : 2;
    };
    std::vector<std::size_t> order;
    for (const int wanted : {0, 1, 2}) {
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (rank(units_[i]) == wanted) {
                order.push_back(i);
            }
        }
    }
    return order;
}

} // namespace switchscope::dwarf

// SPDX-License-Identifier: MIT
#include "core/image/address_map.h"

#include <algorithm>

#include <elf.h>

#include "core/base/hex.h"

namespace switchscope {

namespace {

/// The names of the sections that may be placed, for a message. A module has some dozens; those
/// with code are what is asked for.
std::string names_of_code(const ElfFile& file) {
    constexpr std::size_t most_names = 12;
    std::string names;
    std::size_t count = 0;
    for (const ElfFile::Section& section : file.sections()) {
        if ((section.flags & SHF_ALLOC) == 0 || (section.flags & SHF_EXECINSTR) == 0) {
            continue;
        }
        if (++count > most_names) {
            return names + ", ...";
        }
        names += (names.empty() ? "" : ", ") + section.name;
    }
    return names;
}

} // namespace

Result<AddressMap> AddressMap::make(const ElfFile& file, const ImagePlacement& placement,
                                    const std::string& name) {
    AddressMap map(file);
    if (file.is_object()) {
        if (placement.offset != 0) {
            return fail(en("%1 is an object file: its sections have no common offset")(name),
                        en("Say where each of its sections lies."));
        }
        SWITCHSCOPE_TRY(map.place_sections(placement, name));
        return map;
    }
    if (!placement.sections.empty()) {
        return fail(en("%1 is a program: its sections cannot be placed one by one")(name),
                    en("Give addresses of sections for kernel modules only."));
    }
    map.offset_ = placement.offset;
    map.placed_.assign(file.sections().size(), true);
    for (std::uint64_t& address : map.addresses_) {
        address += placement.offset;
    }
    return map;
}

Result<void> AddressMap::place_sections(const ImagePlacement& placement, const std::string& name) {
    const auto& sections = file_->sections();
    placed_.assign(sections.size(), false);
    for (const auto& [wanted, address] : placement.sections) {
        const auto found = std::ranges::find_if(sections, [&](const ElfFile::Section& section) {
            return section.name == wanted && (section.flags & SHF_ALLOC) != 0;
        });
        if (found == sections.end()) {
            return fail(en("%1 has no section %2 that is loaded")(name, wanted),
                        en("Its sections with code are %1.")(names_of_code(*file_)));
        }
        if (address + found->size < address) {
            return fail(en("section %1 of %2 does not fit between %3 and the end of memory")(
                            wanted, name, hex(address)),
                        en("Check its address."));
        }
        const auto number = static_cast<std::size_t>(found - sections.begin());
        placed_[number] = true;
        addresses_[number] = address;
    }
    for (const bool placed : {true, false}) {
        for (std::size_t number = 0; number < sections.size(); ++number) {
            if ((sections[number].flags & SHF_ALLOC) != 0 && placed_[number] == placed) {
                allocated_.push_back(number);
            }
        }
    }
    return check_overlaps(name);
}

Result<void> AddressMap::check_overlaps(const std::string& name) const {
    const auto& sections = file_->sections();
    std::vector<std::size_t> order;
    std::ranges::copy_if(allocated_, std::back_inserter(order), [&](std::size_t number) {
        return placed_[number] && sections[number].size > 0;
    });
    std::ranges::sort(order, {}, [&](std::size_t number) { return addresses_[number]; });
    for (std::size_t n = 1; n < order.size(); ++n) {
        const std::size_t low = order[n - 1];
        const std::size_t high = order[n];
        if (addresses_[high] - addresses_[low] < sections[low].size) {
            return fail(en("the sections %1 (%2) and %3 (%4) of %5 would overlap")(
                            sections[low].name, hex(addresses_[low]), sections[high].name,
                            hex(addresses_[high]), name),
                        en("Check their addresses."));
        }
    }
    return {};
}

std::optional<std::size_t> AddressMap::section_at(std::uint64_t placed, std::size_t at_least,
                                                  bool in_file) const {
    for (const std::size_t number : allocated_) {
        const ElfFile::Section& section = file_->sections()[number];
        const std::uint64_t offset = placed - addresses_[number];
        if (offset <= section.size && at_least <= section.size - offset &&
            (!in_file || section.has_bytes())) {
            return number;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> AddressMap::to_link(std::uint64_t placed) const {
    if (!file_->is_object()) {
        return placed - offset_;
    }
    const auto number = section_at(placed, 1, false);
    return number ? std::optional(placed - distance(*number)) : std::nullopt;
}

std::vector<AddressMap::Range> AddressMap::link_ranges(std::uint64_t begin,
                                                       std::uint64_t end) const {
    std::vector<Range> ranges;
    if (begin >= end) {
        return ranges;
    }
    if (!file_->is_object()) {
        const std::uint64_t link_begin = begin - offset_;
        const std::uint64_t link_end = end - offset_;
        if (link_begin < link_end) {
            ranges.push_back({link_begin, link_end, offset_});
        } else { // it contains what lies at the two ends of the address space in the file
            ranges.push_back({0, link_end, offset_});
            ranges.push_back({link_begin, ~std::uint64_t{0}, offset_});
        }
        return ranges;
    }
    // In the order of the file, so that sections which were not moved apart make one range: an
    // object may have a section for each of its functions.
    bool goes_on = false;
    for (std::size_t number = 0; number < addresses_.size(); ++number) {
        const ElfFile::Section& section = file_->sections()[number];
        if ((section.flags & SHF_ALLOC) == 0) {
            continue;
        }
        const std::uint64_t low = std::max(begin, addresses_[number]);
        const std::uint64_t high = std::min(end, addresses_[number] + section.size + 1);
        const std::uint64_t moved = distance(number);
        if (low >= high) {
            goes_on = false;
        } else if (goes_on && ranges.back().distance == moved) {
            ranges.back().end = high - moved;
        } else {
            ranges.push_back({low - moved, high - moved, moved});
            goes_on = true;
        }
    }
    return ranges;
}

} // namespace switchscope

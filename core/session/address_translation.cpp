// SPDX-License-Identifier: MIT
#include "core/session/address_translation.h"

#include "core/base/hex.h"

namespace switchscope {

namespace {

constexpr unsigned page_bits = 12;
constexpr unsigned index_bits = 9;
constexpr std::uint64_t valid = 1 << 0, readable = 1 << 1, executable = 1 << 3;
constexpr std::uint64_t ppn_mask = (std::uint64_t{1} << 44) - 1;

/// Levels of the page table for satp.MODE; 0 for Bare, none for a mode that is reserved.
std::optional<unsigned> levels_of(std::uint64_t mode) {
    switch (mode) {
    case 0:
        return 0;
    case 8:
        return 3;
    case 9:
        return 4;
    case 10:
        return 5;
    default:
        return std::nullopt;
    }
}

} // namespace

Result<std::uint64_t> translate(std::uint64_t satp, std::uint64_t address,
                                const ReadPhysicalWord& read_word) {
    const auto levels = levels_of(satp >> 60);
    if (!levels) {
        return fail(
            en("satp %1 names the translation mode %2, which is reserved")(hex(satp), satp >> 60),
            en("Host memory cannot be found while the guest runs."));
    }
    if (*levels == 0) {
        return address;
    }
    std::uint64_t table = (satp & ppn_mask) << page_bits;
    for (unsigned level = *levels; level-- > 0;) {
        const unsigned shift = page_bits + level * index_bits;
        const std::uint64_t index = (address >> shift) & ((1u << index_bits) - 1);
        const auto entry = read_word(table + index * 8);
        if (!entry) {
            return fail(en("the page table entry at physical address %1 cannot be read")(
                hex(table + index * 8)));
        }
        if ((*entry & valid) == 0) {
            return fail(en("virtual address %1 is not mapped (level %2 entry %3)")(
                hex(address), level, hex(*entry)));
        }
        const std::uint64_t next = ((*entry >> 10) & ppn_mask) << page_bits;
        if ((*entry & (readable | executable)) != 0) {
            const std::uint64_t within = (std::uint64_t{1} << shift) - 1;
            return (next & ~within) | (address & within);
        }
        table = next;
    }
    return fail(en("the page tables for %1 have no leaf entry")(hex(address)));
}

} // namespace switchscope

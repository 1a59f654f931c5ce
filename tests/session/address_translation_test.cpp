// SPDX-License-Identifier: MIT
#include "core/session/address_translation.h"

#include <map>

#include <gtest/gtest.h>

namespace switchscope {
namespace {

/// Page tables in a map: entries at physical addresses.
struct Tables {
    std::map<std::uint64_t, std::uint64_t> words;
    std::optional<std::uint64_t> operator()(std::uint64_t address) const {
        const auto found = words.find(address);
        return found == words.end() ? std::optional<std::uint64_t>(0) : found->second;
    }
};

constexpr std::uint64_t pointer(std::uint64_t physical) {
    return (physical >> 12) << 10 | 1;
}
constexpr std::uint64_t leaf(std::uint64_t physical) {
    return (physical >> 12) << 10 | 0xcf;
}
constexpr std::uint64_t satp(std::uint64_t mode, std::uint64_t root) {
    return mode << 60 | root >> 12;
}

TEST(AddressTranslation, bare_means_physical) {
    EXPECT_EQ(translate(0, 0x8000'1234, Tables{}).value(), 0x8000'1234u);
}

TEST(AddressTranslation, sv39_small_page_and_both_superpages) {
    Tables tables;
    const std::uint64_t address = 0xffff'ffc0'4020'3abc; // indices 257, 1, 3 at levels 2, 1, 0
    tables.words[0x1000 + 257 * 8] = pointer(0x2000);
    tables.words[0x2000 + 1 * 8] = pointer(0x3000);
    tables.words[0x3000 + 3 * 8] = leaf(0x8765'4000);
    EXPECT_EQ(translate(satp(8, 0x1000), address, tables).value(), 0x8765'4abcu);
    tables.words[0x2000 + 1 * 8] = leaf(0x8760'0000);
    EXPECT_EQ(translate(satp(8, 0x1000), address, tables).value(), 0x8760'3abcu);
    tables.words[0x1000 + 257 * 8] = leaf(0x8000'0000);
    EXPECT_EQ(translate(satp(8, 0x1000), address, tables).value(), 0x8020'3abcu);
}

TEST(AddressTranslation, sv48_and_sv57_have_more_levels) {
    Tables tables;
    tables.words[0x1000] = pointer(0x2000);
    tables.words[0x2000] = pointer(0x3000);
    tables.words[0x3000] = pointer(0x4000);
    tables.words[0x4000] = leaf(0x9000'0000);
    EXPECT_EQ(translate(satp(9, 0x1000), 0x123, tables).value(), 0x9000'0123u);
    tables.words[0x4000] = pointer(0x5000);
    tables.words[0x5000] = leaf(0xa000'0000);
    EXPECT_EQ(translate(satp(10, 0x1000), 0x123, tables).value(), 0xa000'0123u);
}

TEST(AddressTranslation, what_is_not_there_is_an_error_that_names_it) {
    EXPECT_NE(
        translate(satp(8, 0x1000), 0x4000'0000, Tables{}).error().what.english().find("0x40000000"),
        std::string::npos);
    EXPECT_NE(translate(satp(5, 0), 0, Tables{}).error().what.english().find("reserved"),
              std::string::npos);
    Tables endless;
    for (std::uint64_t n = 0; n < 512; ++n) {
        endless.words[0x1000 + n * 8] = pointer(0x1000);
    }
    EXPECT_FALSE(translate(satp(8, 0x1000), 0x123, endless));
    const auto unreadable = [](std::uint64_t) { return std::optional<std::uint64_t>(); };
    EXPECT_FALSE(translate(satp(8, 0x1000), 0x123, unreadable));
}

} // namespace
} // namespace switchscope

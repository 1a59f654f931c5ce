// SPDX-License-Identifier: MIT
#include "core/session/source_files.h"

#include <gtest/gtest.h>

#include "tests/support/run_tool.h"

namespace switchscope::test {
namespace {

namespace fs = std::filesystem;

struct Sources : testing::Test {
    TemporaryDirectory folder;
    void make(const std::string& path) {
        fs::create_directories((folder / path).parent_path());
        write_file(folder / path, "one\ntwo\n");
    }
};

TEST_F(Sources, are_found_by_the_longest_end_of_their_path) {
    make("arch/riscv/kvm/vcpu_switch.S");
    make("kvm/vcpu_switch.S");
    make("vcpu_switch.S");
    const std::string recorded = "/build/linux-6.13/arch/riscv/kvm/vcpu_switch.S";
    EXPECT_EQ(find_source(recorded, folder.path()), folder / "arch/riscv/kvm/vcpu_switch.S");
    fs::remove(folder / "arch/riscv/kvm/vcpu_switch.S");
    EXPECT_EQ(find_source(recorded, folder.path()), folder / "kvm/vcpu_switch.S");
    fs::remove(folder / "kvm/vcpu_switch.S");
    EXPECT_EQ(find_source(recorded, folder.path()), folder / "vcpu_switch.S");
    fs::remove(folder / "vcpu_switch.S");
    EXPECT_EQ(find_source(recorded, folder.path()), std::nullopt);
}

TEST_F(Sources, are_found_where_dwarf_says_when_the_folder_has_none_or_there_is_no_folder) {
    make("here/switch.S");
    const fs::path recorded = folder / "here/switch.S";
    make("empty/other.S");
    EXPECT_EQ(find_source(recorded, {}), recorded);
    EXPECT_EQ(find_source(recorded, folder / "empty"), recorded);
    EXPECT_EQ(find_source(folder / "here/missing.S", {}), std::nullopt);
}

TEST_F(Sources, with_detours_in_their_path_or_of_a_folder_are_no_trouble) {
    make("arch/switch.S");
    EXPECT_EQ(find_source("/build/x/../arch/./switch.S", folder.path()), folder / "arch/switch.S");
    EXPECT_EQ(find_source("arch/switch.S", folder.path()), folder / "arch/switch.S");
    EXPECT_EQ(find_source("/build/arch", folder.path()), std::nullopt) << "a folder is no source";
    EXPECT_EQ(find_source("", folder.path()), std::nullopt);
}

} // namespace
} // namespace switchscope::test

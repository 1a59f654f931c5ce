// SPDX-License-Identifier: MIT
#include "core/image/source_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/run_tool.h"

namespace switchscope::test {
namespace {

namespace fs = std::filesystem;

TEST(SourceFiles, are_found_by_the_longest_end_of_their_path) {
    const TemporaryDirectory tree;
    fs::create_directories(tree / "arch/riscv/kvm");
    write_file(tree / "arch/riscv/kvm/vcpu_switch.S", "the right one\n");
    write_file(tree / "vcpu_switch.S", "another one\n");
    const SourceFiles files(tree.path());
    for (const char* named :
         {"/build/linux-6.13/arch/riscv/kvm/vcpu_switch.S", "arch/riscv/kvm/vcpu_switch.S",
          "./arch/riscv/kvm/vcpu_switch.S", "linux/../linux/arch/riscv/kvm/vcpu_switch.S"}) {
        EXPECT_EQ(files.line(named, 1), "the right one") << named;
    }
    EXPECT_EQ(files.line("/build/vcpu_switch.S", 1), "another one");
    EXPECT_TRUE(files.lines("/build/vcpu_exit.c").empty());
}

TEST(SourceFiles, below_the_folder_come_before_those_at_the_paths_of_dwarf) {
    const TemporaryDirectory built, tree;
    write_file(built / "a.S", "as built\n");
    write_file(tree / "a.S", "as given\n");
    const std::string named = built / "a.S";
    EXPECT_EQ(SourceFiles().line(named, 1), "as built");
    EXPECT_EQ(SourceFiles(tree.path()).line(named, 1), "as given");
    fs::remove(tree / "a.S");
    EXPECT_EQ(SourceFiles(tree.path()).line(named, 1), "as built");
}

TEST(SourceFiles, have_no_line_before_the_first_or_after_the_last) {
    const TemporaryDirectory tree;
    write_file(tree / "a.S", "one\ntwo");
    const SourceFiles files(tree.path());
    EXPECT_EQ(files.line("a.S", 0), "");
    EXPECT_EQ(files.line("a.S", 2), "two");
    EXPECT_EQ(files.line("a.S", 3), "");
    EXPECT_EQ(files.line("", 1), "");
}

TEST(SourceFiles, that_are_no_files_are_not_opened) {
    const TemporaryDirectory tree;
    const std::string pipe = tree / "pipe.S";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_TRUE(SourceFiles().lines(pipe).empty()) << "reading it would wait for ever";
    EXPECT_TRUE(SourceFiles().lines(tree.path()).empty());
    EXPECT_TRUE(SourceFiles(tree.path()).lines("/somewhere/pipe.S").empty());
}

} // namespace
} // namespace switchscope::test

// SPDX-License-Identifier: MIT
// The debug file of a stripped image, where distributions put it.
#include "core/image/debug_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SeparateDebugFile : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(folder_);
        fs::create_directories(root_);
        compile(link_options);
    }
    /// Compiles, and takes the program apart.
    void compile(const std::string& options) {
        compile_fixture(whole_, options, {"switch.S", "layouts.c", "elsewhere.c"});
        run_tool("riscv64-unknown-elf-objcopy --only-keep-debug " + quoted(whole_) + " " +
                 quoted(debug_));
        run_tool("riscv64-unknown-elf-objcopy --strip-debug " + quoted(whole_) + " " +
                 quoted(stripped_));
    }
    static void copy(const fs::path& from, const fs::path& to) {
        fs::create_directories(to.parent_path());
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    }
    /// objcopy takes the name and the CRC from a file of that name.
    void link(const std::string& name) {
        copy(debug_, directory_ / "link" / name);
        run_tool("riscv64-unknown-elf-objcopy --add-gnu-debuglink=" +
                 quoted(directory_ / "link" / name) + " " + quoted(stripped_));
    }
    DebugFileSearch search() {
        const auto image = opened(stripped_);
        EXPECT_FALSE(image->has_debug_lines());
        const std::vector<fs::path> roots{directory_ / "no-such-root", root_};
        return find_debug_file(*image, roots);
    }
    void expect_found(const fs::path& path, DebugFile::FoundBy found_by) {
        const DebugFileSearch result = search();
        ASSERT_TRUE(result.found.has_value()) << path;
        EXPECT_EQ(result.found->path, path);
        EXPECT_EQ(result.found->found_by, found_by);
        EXPECT_THAT(describe(*result.found).english(), HasSubstr(path.string()));
        EXPECT_GT(result.found->image->line_rows(0, ~0ULL)->size(), 30U);
    }
    /// Where the folder of the image is below a root.
    fs::path mirror() const { return root_ / folder_.relative_path(); }

    TemporaryDirectory directory_;
    fs::path folder_ = directory_ / "boot";
    fs::path root_ = directory_ / "debug-root";
    fs::path whole_ = directory_ / "whole.elf";
    fs::path debug_ = directory_ / "only-debug";
    fs::path stripped_ = folder_ / "vmlinux-7";
};

TEST_F(SeparateDebugFile, is_not_there) {
    const DebugFileSearch result = search();
    EXPECT_FALSE(result.found.has_value());
    EXPECT_THAT(result.passed_over, IsEmpty());
}

TEST_F(SeparateDebugFile, is_found_by_its_build_id) {
    const auto path = root_ / ".build-id/01/23456789abcdef.debug";
    copy(debug_, path);
    expect_found(path, DebugFile::FoundBy::build_id);
}

TEST_F(SeparateDebugFile, is_found_where_it_is_packed) {
    const auto path = root_ / ".build-id/01/23456789abcdef.debug.xz";
    fs::create_directories(path.parent_path());
    run_tool("xz -c " + quoted(debug_) + " >" + quoted(path));
    expect_found(path, DebugFile::FoundBy::build_id);
}

TEST_F(SeparateDebugFile, is_found_by_the_link_in_each_of_its_places) {
    link("elsewhere.dbg");
    for (const auto& path : {mirror() / "elsewhere.dbg", folder_ / ".debug/elsewhere.dbg",
                             folder_ / "elsewhere.dbg"}) { // the last of them comes first
        copy(debug_, path);
        expect_found(path, DebugFile::FoundBy::debug_link);
    }
}

TEST_F(SeparateDebugFile, of_an_image_without_a_build_id_needs_the_crc_of_the_link) {
    compile(" -nostdlib -Wl,-Ttext=0x80000000,--build-id=none,--no-relax");
    link("vmlinux.dbg");
    const auto path = folder_ / "vmlinux.dbg";
    copy(debug_, path);
    expect_found(path, DebugFile::FoundBy::debug_link);

    std::string content = read_file(path);
    content += '\0';
    write_file(path, content);
    const DebugFileSearch result = search();
    EXPECT_FALSE(result.found.has_value());
    ASSERT_THAT(result.passed_over, SizeIs(1));
    EXPECT_THAT(result.passed_over[0].english(), HasSubstr("its CRC is not"));
}

TEST_F(SeparateDebugFile, is_found_by_the_name_of_the_image) {
    for (const auto& path : {mirror() / "vmlinux-7", mirror() / "vmlinux-7.debug",
                             folder_ / "vmlinux-7.debug"}) { // the last of them comes first
        copy(debug_, path);
        expect_found(path, DebugFile::FoundBy::name);
    }
}

TEST_F(SeparateDebugFile, without_any_build_id_must_have_the_same_sections) {
    compile(" -nostdlib -Wl,-Ttext=0x80000000,--build-id=none,--no-relax");
    const auto path = folder_ / "vmlinux-7.debug";
    copy(debug_, path);
    expect_found(path, DebugFile::FoundBy::name);

    compile_fixture(whole_, " -nostdlib -Wl,-Ttext=0x80001000,--build-id=none,--no-relax",
                    {"switch.S", "layouts.c", "elsewhere.c"});
    copy(whole_, path);
    const DebugFileSearch result = search();
    EXPECT_FALSE(result.found.has_value());
    ASSERT_THAT(result.passed_over, SizeIs(1));
    EXPECT_THAT(result.passed_over[0].english(), HasSubstr("its sections are not those"));
}

TEST_F(SeparateDebugFile, of_another_build_or_without_dwarf_is_passed_over) {
    const auto by_id = root_ / ".build-id/01/23456789abcdef.debug";
    copy(stripped_, by_id);
    const auto beside = folder_ / "vmlinux-7.debug";
    compile_fixture(beside, " -nostdlib -Wl,-Ttext=0x80000000,--build-id=0x42424242,--no-relax",
                    {"switch.S", "layouts.c", "elsewhere.c"});
    write_file(root_ / "x", "");
    fs::create_directories(mirror());
    write_file(mirror() / "vmlinux-7.debug", "no ELF file");
    const DebugFileSearch result = search();
    EXPECT_FALSE(result.found.has_value());
    ASSERT_THAT(result.passed_over, SizeIs(3));
    EXPECT_THAT(result.passed_over[0].english(), HasSubstr("abcdef.debug has no DWARF"));
    EXPECT_THAT(result.passed_over[1].english(), HasSubstr("its build id is 42424242"));
    EXPECT_THAT(result.passed_over[2].english(), HasSubstr("is not an ELF file"));
}

TEST_F(SeparateDebugFile, lies_where_the_image_was_placed) {
    copy(debug_, folder_ / "vmlinux-7.debug");
    ImagePlacement placement;
    placement.offset = 0x20'0000;
    const auto image = opened(stripped_)->placed(placement).value();
    const DebugFileSearch result = find_debug_file(*image, {});
    ASSERT_TRUE(result.found.has_value());
    const Symbol* routine = image->find_symbol("switch_routine");
    EXPECT_EQ(result.found->image->line_rows(routine->address, routine->address + 1)->size(), 1U);
    EXPECT_EQ(result.found->image->placement(), placement);
}

TEST_F(SeparateDebugFile, of_an_object_is_found_beside_its_packed_file) {
    const auto module = folder_ / "kvm.ko";
    compile_fixture(whole_, "-r -nostdlib -Wl,--build-id=0xabcd01", {"switch.S", "layouts.c"});
    run_tool("riscv64-unknown-elf-objcopy --strip-debug " + quoted(whole_) + " " + quoted(module));
    run_tool("xz " + quoted(module));
    copy(whole_, mirror() / "kvm.ko.debug");
    stripped_ = folder_ / "kvm.ko.xz";
    expect_found(mirror() / "kvm.ko.debug", DebugFile::FoundBy::name);
}

TEST_F(SeparateDebugFile, is_never_looked_for_outside_its_folders) {
    link("vmlinux.dbg");
    std::string content = read_file(stripped_);
    const std::size_t at = content.find("vmlinux.dbg");
    ASSERT_NE(at, std::string::npos);
    content.replace(at, 11, "../only.dbg");
    write_file(stripped_, content);
    EXPECT_EQ(opened(stripped_)->debug_link(), std::nullopt);
}

} // namespace
} // namespace switchscope::test

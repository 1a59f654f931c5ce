// SPDX-License-Identifier: MIT
// Files as they are shipped: packed as a whole, with compressed debug sections, or both.
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/image/save_area.h"
#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

struct Packer {
    const char* ending;
    const char* command; ///< packs standard input to standard output
};

constexpr Packer xz{"xz", "xz -c --check=crc32"};
constexpr Packer gzip{"gz", "gzip -c"};
constexpr Packer zstd{"zst", "zstd -c -q"};

class PackedFile : public testing::TestWithParam<Packer> {
  protected:
    std::filesystem::path packed(const std::filesystem::path& file) {
        const std::filesystem::path result = file.string() + "." + GetParam().ending;
        run_tool(std::string(GetParam().command) + " <" + quoted(file) + " >" + quoted(result));
        return result;
    }
    TemporaryDirectory directory_;
};

INSTANTIATE_TEST_SUITE_P(Packers, PackedFile, testing::Values(xz, gzip, zstd),
                         [](const auto& param) { return std::string(param.param.ending); });

TEST_P(PackedFile, reads_as_the_one_inside_it) {
    for (const bool object : {false, true}) {
        const auto file = directory_ / (object ? "kvm.ko" : "vmlinux");
        compile_fixture(file, object ? "-r -nostdlib" : link_options,
                        {"switch.S", "layouts.c", "elsewhere.c"});
        const auto plain = opened(file);
        const auto image = opened(packed(file));
        EXPECT_EQ(image->is_object(), object);
        EXPECT_EQ(image->path().extension(), std::string(".") + GetParam().ending);
        const Symbol* routine = image->find_symbol("switch_routine");
        ASSERT_NE(routine, nullptr);
        EXPECT_EQ(image->read(routine->address, routine->size).value(),
                  plain->read(routine->address, routine->size).value());
        EXPECT_EQ(image->line_rows(0, ~0ULL)->size(), plain->line_rows(0, ~0ULL)->size());
        EXPECT_EQ(image->build_id(), plain->build_id());
    }
}

TEST_P(PackedFile, that_is_cut_short_is_an_error_that_says_so) {
    const auto file = directory_ / "vmlinux";
    compile_fixture(file, link_options, {"switch.S", "layouts.c", "elsewhere.c"});
    const std::string content = read_file(packed(file));
    for (std::size_t i = 1; i < 64; ++i) {
        const std::size_t cut = std::max<std::size_t>(content.size() * i / 64, 8);
        const auto image = Image::from_bytes(
            std::vector<std::uint8_t>(content.begin(),
                                      content.begin() + static_cast<std::ptrdiff_t>(cut)),
            "cut");
        ASSERT_FALSE(image.has_value()) << cut;
        EXPECT_THAT(image.error().what.english(), HasSubstr("cut is cut short: it is packed by"));
        EXPECT_THAT(image.error().remedy.english(), HasSubstr("Copy the file again"));
    }
}

TEST_P(PackedFile, that_is_damaged_is_an_error_or_right) {
    const auto file = directory_ / "vmlinux";
    compile_fixture(file, link_options, {"switch.S", "layouts.c", "elsewhere.c"});
    const std::string content = read_file(packed(file));
    std::mt19937 random(7);
    int errors = 0;
    for (int i = 0; i < 300; ++i) {
        std::vector<std::uint8_t> changed(content.begin(), content.end());
        const std::size_t at = 6 + random() % (changed.size() - 6);
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1U << random() % 8));
        const auto image = Image::from_bytes(std::move(changed), "changed");
        errors += image ? 0 : 1;
        EXPECT_TRUE(!image || (*image)->find_symbol("switch_routine") != nullptr) << at;
    }
    EXPECT_GT(errors, 250);
}

TEST_P(PackedFile, that_unpacks_without_end_is_refused_in_time) {
    const auto bomb = directory_ / "bomb";
    run_tool("head -c 80000000 /dev/zero | " + std::string(GetParam().command) + " >" +
             quoted(bomb));
    const auto image = Image::open(bomb);
    ASSERT_FALSE(image.has_value());
    EXPECT_THAT(image.error().what.english(), HasSubstr("unpacks into more than 64 MiB"));
}

TEST_P(PackedFile, may_come_in_pieces_and_packed_without_an_elf_file_is_an_error) {
    const auto file = directory_ / "vmlinux";
    compile_fixture(file, link_options, {"switch.S", "layouts.c", "elsewhere.c"});
    const std::string content = read_file(file);
    write_file(directory_ / "front", content.substr(0, 1000));
    write_file(directory_ / "back", content.substr(1000));
    const std::string joined =
        read_file(packed(directory_ / "front")) + read_file(packed(directory_ / "back"));
    const auto image = Image::from_bytes({joined.begin(), joined.end()}, "joined");
    ASSERT_TRUE(image.has_value()) << image.error().message();
    EXPECT_NE((*image)->find_symbol("switch_routine"), nullptr);

    write_file(directory_ / "text", "not an image");
    const auto none = Image::open(packed(directory_ / "text"));
    ASSERT_FALSE(none.has_value());
    EXPECT_THAT(none.error().what.english(), HasSubstr("is not an ELF file"));
}

/// objcopy's words for how debug sections are compressed.
class CompressedDwarf : public testing::TestWithParam<const char*> {
  protected:
    TemporaryDirectory directory_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, CompressedDwarf, testing::Values("zlib", "zlib-gnu", "zstd"),
                         [](const auto& param) {
                             return std::string(param.param) == "zlib-gnu"
                                        ? "zlib_gnu"
                                        : std::string(param.param);
                         });

TEST_P(CompressedDwarf, reads_the_same_in_programs_and_objects) {
    for (const bool object : {false, true}) {
        for (const char* dwarf : {"-gdwarf-4 ", "-gdwarf-5 "}) {
            const auto plain_file = directory_ / "plain";
            const auto file = directory_ / "compressed";
            compile_fixture(plain_file,
                            std::string(dwarf) + (object ? "-r -nostdlib" : link_options),
                            {"switch.S", "layouts.c", "elsewhere.c", "vcpu.c"});
            run_tool("riscv64-unknown-elf-objcopy --compress-debug-sections=" +
                     std::string(GetParam()) + " " + quoted(plain_file) + " " + quoted(file));
            const auto plain = opened(plain_file);
            const auto image = opened(file);
            EXPECT_TRUE(image->has_debug_lines());
            const auto rows = plain->line_rows(0, ~0ULL).value();
            const auto same = image->line_rows(0, ~0ULL);
            ASSERT_TRUE(same.has_value()) << same.error().message();
            ASSERT_EQ(same->size(), rows.size());
            EXPECT_GT(rows.size(), 30U);
            for (std::size_t n = 0; n < rows.size(); ++n) {
                EXPECT_EQ((*same)[n].address, rows[n].address);
                EXPECT_EQ((*same)[n].line, rows[n].line);
                EXPECT_EQ((*same)[n].file, rows[n].file);
            }
            const auto area = SaveArea::from_image(*image);
            ASSERT_TRUE(area.has_value()) << area.error().message();
            EXPECT_EQ(area->slots().size(), SaveArea::from_image(*plain)->slots().size());
        }
    }
}

TEST_P(CompressedDwarf, that_is_damaged_is_an_error_or_a_value) {
    const auto file = directory_ / "compressed";
    compile_fixture(file, "-r -nostdlib", {"switch.S", "layouts.c", "vcpu.c"});
    run_tool("riscv64-unknown-elf-objcopy --compress-debug-sections=" + std::string(GetParam()) +
             " " + quoted(file));
    const std::string content = read_file(file);
    std::mt19937 random(8);
    int errors = 0;
    for (int i = 0; i < 400; ++i) {
        std::vector<std::uint8_t> changed(content.begin(), content.end());
        for (int n = 0; n < 4; ++n) {
            changed[64 + random() % (changed.size() - 64)] = static_cast<std::uint8_t>(random());
        }
        const auto image = Image::from_bytes(std::move(changed), "changed");
        if (!image || !(*image)->line_rows(0, ~0ULL) || !(*image)->struct_layout("nested")) {
            ++errors;
        }
    }
    EXPECT_GT(errors, 20);
}

} // namespace
} // namespace switchscope::test

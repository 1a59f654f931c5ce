// SPDX-License-Identifier: MIT
// Wrong or damaged images give a verdict, or an Error that says what is wrong, but never a crash or
// a hang.
#include <cstring>
#include <random>
#include <set>

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/checker.h"
#include "core/analysis/compare.h"
#include "tests/analysis/fixture.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

/// A small ELF program with the routine, and with DWARF of it and of the struct.
std::string small_image() {
    const TemporaryDirectory directory;
    const auto objects = std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / "objects";
    run_tool("riscv64-unknown-elf-ld --unresolved-symbols=ignore-all -e 0 -Ttext=0x80000000 -o " +
             quoted(directory / "small") + " " + quoted(objects / "hypervisor-vcpu.o") + " " +
             quoted(objects / "switch-macro.o") + " 2>/dev/null");
    return read_file(directory / "small");
}

/// Does all that the command `check` does. True where there is a verdict; else the Error has a
/// text.
bool is_checked(const std::string& content, LayoutSource layout = LayoutSource::automatic) {
    auto image = Image::from_bytes({content.begin(), content.end()}, "damaged");
    SubjectOptions options;
    options.layout = layout;
    const auto subject =
        image ? open_subject(*image, options) : Result<Subject>(fail(image.error()));
    if (!subject) {
        EXPECT_FALSE(subject.error().what.empty());
        return false;
    }
    for (const SwitchCode& code : subject->routines) {
        const CheckReport report = check_routine(code.routine, code.area);
        for (const Finding& finding : report.findings) {
            EXPECT_FALSE(finding.message.empty());
            EXPECT_LT(finding.instruction.value(), code.routine.instructions().size());
        }
        (void)compare_routines(code.routine, code.area, code.routine, code.area);
    }
    return true;
}

std::string error_of(const std::string& content, LayoutSource layout = LayoutSource::automatic) {
    auto image = Image::from_bytes({content.begin(), content.end()}, "damaged");
    SubjectOptions options;
    options.layout = layout;
    const auto subject =
        image ? open_subject(*image, options) : Result<Subject>(fail(image.error()));
    return subject ? "no error" : subject.error().message();
}

std::string without_section(const std::string& content, const std::string& section) {
    const TemporaryDirectory directory;
    write_file(directory / "whole", content);
    run_tool("riscv64-unknown-elf-objcopy --remove-section " + section + " " +
             quoted(directory / "whole") + " " + quoted(directory / "less"));
    return read_file(directory / "less");
}

TEST(BadImage, the_undamaged_image_is_proven) {
    EXPECT_TRUE(is_checked(small_image()));
}

TEST(BadImage, cut_at_a_section_boundary_is_an_error_that_says_so) {
    const std::string whole = small_image();
    Elf64_Ehdr header{};
    std::memcpy(&header, whole.data(), sizeof header);
    std::set<std::size_t> cuts{0,
                               1,
                               4,
                               16,
                               sizeof header - 1,
                               sizeof header,
                               static_cast<std::size_t>(header.e_shoff),
                               whole.size() - 1};
    for (std::size_t n = 0; n < header.e_shnum; ++n) {
        Elf64_Shdr section{};
        std::memcpy(&section, whole.data() + header.e_shoff + n * sizeof section, sizeof section);
        for (const std::uint64_t at : {section.sh_offset, section.sh_offset + section.sh_size}) {
            cuts.insert({at - 1, at, at + 1});
        }
    }
    std::size_t tried = 0;
    for (const std::size_t cut : cuts) {
        if (cut < whole.size()) {
            EXPECT_FALSE(is_checked(whole.substr(0, cut))) << "cut to " << cut << " bytes";
            EXPECT_THAT(error_of(whole.substr(0, cut)), HasSubstr("damaged")) << cut;
            ++tried;
        }
    }
    EXPECT_GT(tried, 30U);
}

TEST(BadImage, without_dwarf_has_inferred_slots_and_with_broken_dwarf_is_an_error) {
    const std::string whole = small_image();
    EXPECT_TRUE(is_checked(without_section(whole, ".debug_info")));
    EXPECT_THAT(error_of(without_section(whole, ".debug_info"), LayoutSource::dwarf),
                HasSubstr("has no DWARF"));
    const std::string broken = without_section(whole, ".debug_abbrev");
    EXPECT_FALSE(is_checked(broken));
    EXPECT_THAT(error_of(broken), HasSubstr("--layout code"));
}

TEST(BadImage, without_its_symbols_says_what_to_pass) {
    const TemporaryDirectory directory;
    write_file(directory / "whole", small_image());
    run_tool("riscv64-unknown-elf-strip " + quoted(directory / "whole"));
    EXPECT_THAT(error_of(read_file(directory / "whole")), HasSubstr("--symbols"));
}

TEST(BadImage, any_flipped_bit_gives_a_verdict_or_an_error) {
    const std::string whole = small_image();
    std::mt19937_64 random(20261124);
    std::size_t verdicts = 0;
    for (int n = 0; n < 10000; ++n) {
        std::string flipped = whole;
        const std::uint64_t bit = random() % (whole.size() * 8);
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        verdicts += is_checked(flipped) ? 1U : 0U;
    }
    // The check reads only some of the bits.
    EXPECT_GT(verdicts, 1000U);
    EXPECT_LT(verdicts, 10000U);
}

} // namespace
} // namespace switchscope::test

// SPDX-License-Identifier: MIT
// Finds the routine and its save area in every kind of image: linked, object, stripped, without
// DWARF.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/checker.h"
#include "core/analysis/layout_inference.h"
#include "core/image/system_map.h"
#include "tests/analysis/fixture.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Expects every slot that the routine touches to be the same from DWARF and from the code.
std::vector<std::string> touched_slots(const Routine& routine, const SaveArea& area) {
    std::vector<std::string> slots;
    for (const MatrixRow& row : check_routine(routine, area).matrix) {
        const Slot& slot = area.slots().at(row.slot.value());
        slots.push_back(slot.path + " = " + slot.label + " at " + std::to_string(slot.offset) +
                        " keeps " + location_name(row.place, area) + ", " +
                        std::to_string(slot.size) + " bytes, of the " +
                        (slot.owner == SlotOwner::host ? "host" : "guest"));
    }
    return slots;
}

void expect_layout_rebuilt(const std::filesystem::path& image, std::size_t slots) {
    const Subject subject = opened_subject(image);
    const SwitchCode& code = subject.routines.at(0);
    ASSERT_FALSE(code.inferred);
    const auto inferred = infer_save_area(code.routine);
    ASSERT_TRUE(inferred.has_value()) << inferred.error().message();
    const auto by_dwarf = touched_slots(code.routine, code.area);
    EXPECT_EQ(touched_slots(code.routine, *inferred), by_dwarf);
    EXPECT_EQ(by_dwarf.size(), slots);
    EXPECT_EQ(inferred->slots().size(), slots) << "no slot that the routine does not touch";
}

TEST(LayoutFromCode, names_every_touched_slot_as_dwarf_does) {
    expect_layout_rebuilt(demo_elf("macro"), 59);
    expect_layout_rebuilt(demo_elf("monolithic"), 59);
    expect_layout_rebuilt(demo_elf("legacy"), 63);
}

TEST(LayoutFromCode, names_every_touched_slot_of_a_real_kernel_as_dwarf_does) {
    const auto vmlinux = linux_kernel();
    if (!vmlinux) {
        GTEST_SKIP() << no_linux_kernel;
    }
    expect_layout_rebuilt(*vmlinux, 63);
}

class Stripped : public testing::Test {
  protected:
    void SetUp() override {
        write_file(directory_ / "System.map",
                   run_tool("riscv64-unknown-elf-nm -n " + quoted(whole_)));
        run_tool("riscv64-unknown-elf-objcopy --strip-all " + quoted(whole_) + " " +
                 quoted(directory_ / "stripped"));
        run_tool("riscv64-unknown-elf-objcopy --only-keep-debug " + quoted(whole_) + " " +
                 quoted(directory_ / "debug"));
    }
    Result<Subject> open(const SubjectOptions& options) { return open_subject(options); }
    SubjectOptions stripped() {
        SubjectOptions options;
        options.image = directory_ / "stripped";
        return options;
    }
    std::filesystem::path whole_ = demo_elf("macro");
    TemporaryDirectory directory_;
};

TEST_F(Stripped, alone_is_an_error_that_says_what_is_missing_and_what_helps) {
    const auto subject = open(stripped());
    ASSERT_FALSE(subject.has_value());
    EXPECT_THAT(subject.error().what.english(), HasSubstr("has no symbol __kvm_riscv_switch_to"));
    EXPECT_THAT(subject.error().remedy.english(), HasSubstr("--symbols System.map"));
    EXPECT_THAT(subject.error().remedy.english(), HasSubstr("--at"));
}

TEST_F(Stripped, with_a_system_map_is_proven_with_inferred_slots) {
    SubjectOptions options = stripped();
    options.symbols = directory_ / "System.map";
    const Subject subject = opened_subject(options);
    const SwitchCode& code = subject.routines.at(0);
    EXPECT_TRUE(code.inferred);
    EXPECT_THAT(code.why_inferred.english(), HasSubstr("has no DWARF"));
    EXPECT_TRUE(check_routine(code.routine, code.area).proven());
    EXPECT_EQ(code.routine.instructions().size(), 131U);
    EXPECT_EQ(code.routine.spans().front().named_by, MacroSpan::NamedBy::shape);
}

TEST_F(Stripped, with_its_debug_file_has_lines_and_layout_again) {
    SubjectOptions options = stripped();
    options.symbols = directory_ / "debug";
    const Subject subject = opened_subject(options);
    const SwitchCode& code = subject.routines.at(0);
    EXPECT_FALSE(code.inferred);
    EXPECT_EQ(code.routine.spans().front().name, "SAVE_HOST_GPRS");
    EXPECT_EQ(code.routine.spans().front().named_by, MacroSpan::NamedBy::source);
    EXPECT_TRUE(check_routine(code.routine, code.area).proven());
}

TEST_F(Stripped, with_the_routines_address_is_proven) {
    SubjectOptions options = stripped();
    options.at = opened_subject(whole_).routines.at(0).routine.begin();
    const Subject subject = opened_subject(options);
    EXPECT_TRUE(check_routine(subject.routines.at(0).routine, subject.routines[0].area).proven());
    EXPECT_THAT(subject.routines[0].routine.name(), HasSubstr("code at 0xffffffff8"));
}

TEST_F(Stripped, with_the_debug_file_of_another_build_is_an_error) {
    SubjectOptions options = stripped();
    options.symbols = demo_elf("legacy");
    const auto subject = open(options);
    ASSERT_FALSE(subject.has_value());
    EXPECT_THAT(subject.error().what.english(), HasSubstr("is of another build than"));
}

TEST_F(Stripped, with_a_file_that_has_no_symbols_is_an_error) {
    SubjectOptions options = stripped();
    options.symbols = directory_ / "notes";
    write_file(directory_ / "notes", "ffffffff80000000 T start\nnothing of the kind\n");
    const auto subject = open(options);
    ASSERT_FALSE(subject.has_value());
    EXPECT_THAT(subject.error().what.english(), HasSubstr("its line 2 is not"));
}

TEST_F(Stripped, takes_its_debug_file_from_where_distributions_put_it) {
    // Its lines and layout come from there, though its symbols are its own.
    run_tool("riscv64-unknown-elf-objcopy --strip-debug " + quoted(whole_) + " " +
             quoted(directory_ / "stripped"));
    std::filesystem::copy(directory_ / "debug", directory_ / "stripped.debug");
    const Subject subject = opened_subject(stripped());
    ASSERT_TRUE(subject.debug_file.has_value());
    EXPECT_EQ(subject.debug_file->path, directory_ / "stripped.debug");
    const SwitchCode& code = subject.routines.at(0);
    EXPECT_FALSE(code.inferred);
    EXPECT_EQ(code.routine.spans().front().name, "SAVE_HOST_GPRS");
    EXPECT_NE(code.debug, nullptr);
    EXPECT_TRUE(check_routine(code.routine, code.area).proven());

    // What the user names is taken instead.
    SubjectOptions options = stripped();
    options.symbols = directory_ / "System.map";
    EXPECT_FALSE(opened_subject(options).debug_file.has_value());
    EXPECT_TRUE(opened_subject(options).routines.at(0).inferred);
}

TEST_F(Stripped, asks_a_server_last_and_says_what_it_passed_over) {
    int asked = 0;
    SubjectOptions options = stripped();
    options.debug_roots = {};
    const std::string id = Image::open(whole_).value()->build_id();
    options.debug_server = [&](const std::string& build_id) -> Result<std::filesystem::path> {
        ++asked;
        EXPECT_EQ(build_id, id);
        return directory_ / "debug";
    };
    const Subject subject = opened_subject(options);
    EXPECT_EQ(asked, 1);
    ASSERT_TRUE(subject.debug_file.has_value());
    EXPECT_EQ(subject.debug_file->found_by, DebugFile::FoundBy::server);

    std::filesystem::copy(demo_elf("legacy"), directory_ / "stripped.debug");
    EXPECT_THAT(opened_subject(options).passed_over, testing::SizeIs(1));
    EXPECT_EQ(asked, 2);
    std::filesystem::remove(directory_ / "stripped.debug");
    std::filesystem::copy(directory_ / "debug", directory_ / "stripped.debug");
    EXPECT_EQ(opened_subject(options).debug_file->found_by, DebugFile::FoundBy::name);
    EXPECT_EQ(asked, 2) << "what lies beside the image costs nothing";
}

TEST_F(Stripped, that_is_placed_elsewhere_has_its_debug_file_and_its_system_map_there) {
    ImagePlacement placement;
    placement.offset = 0x1260'0000;
    const std::uint64_t linked = opened_subject(whole_).routines.at(0).routine.begin();
    const auto image = Image::open(directory_ / "stripped").value()->placed(placement).value();
    for (const char* file : {"debug", "System.map"}) {
        SubjectOptions options = stripped();
        options.symbols = directory_ / file;
        const auto subject = open_subject(image, options);
        ASSERT_TRUE(subject.has_value()) << subject.error().message();
        const SwitchCode& code = subject->routines.at(0);
        EXPECT_EQ(code.routine.begin(), linked + placement.offset);
        EXPECT_EQ(code.routine.spans().front().named_by, std::string(file) == "debug"
                                                             ? MacroSpan::NamedBy::source
                                                             : MacroSpan::NamedBy::shape);
        EXPECT_TRUE(check_routine(code.routine, code.area).proven());
    }
}

TEST_F(Stripped, may_have_a_system_map_that_is_packed) {
    run_tool("xz " + quoted(directory_ / "System.map"));
    SubjectOptions options = stripped();
    options.symbols = directory_ / "System.map.xz";
    EXPECT_EQ(opened_subject(options).routines.at(0).routine.instructions().size(), 131U);
}

TEST(Objects, are_checked_before_they_are_linked) {
    const auto object = std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / "objects/switch-legacy.o";
    const Subject subject = opened_subject(object);
    const SwitchCode& code = subject.routines.at(0);
    EXPECT_TRUE(code.inferred);
    EXPECT_THAT(code.why_inferred.english(), HasSubstr("has no struct kvm_vcpu_arch"));
    EXPECT_TRUE(check_routine(code.routine, code.area).proven());
}

TEST(Objects, that_are_joined_like_vmlinux_o_keep_their_layout) {
    const TemporaryDirectory directory;
    const auto objects = std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / "objects";
    run_tool("riscv64-unknown-elf-ld -r -o " + quoted(directory / "joined.o") + " " +
             quoted(objects / "hypervisor-vcpu.o") + " " + quoted(objects / "switch-macro.o"));
    const Subject subject = opened_subject(directory / "joined.o");
    EXPECT_FALSE(subject.routines.at(0).inferred);
    EXPECT_EQ(subject.routines[0].routine.spans().front().name, "SAVE_HOST_GPRS");
    EXPECT_TRUE(check_routine(subject.routines[0].routine, subject.routines[0].area).proven());
}

TEST(SystemMap, reads_what_nm_writes) {
    const std::string text =
        "0000000000001000 t .Llocal\nffffffff80013198 T __kvm_riscv_switch_to\r\n"
        "0000000000002000 r table\t[kvm]\n\n";
    const auto symbols =
        parse_system_map({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, "map");
    ASSERT_TRUE(symbols.has_value()) << symbols.error().message();
    ASSERT_EQ(symbols->size(), 3U);
    EXPECT_EQ((*symbols)[1].name, "__kvm_riscv_switch_to");
    EXPECT_EQ((*symbols)[1].address, 0xffffffff80013198U);
    EXPECT_FALSE((*symbols)[1].local);
    EXPECT_TRUE((*symbols)[0].local);
    EXPECT_EQ((*symbols)[2].name, "table");
}

TEST(SystemMap, that_is_none_is_an_error) {
    for (const std::string text : {"", "\n", "T x\n", "12 T\n", "12 T \n", "zz T a\n", "12Ta\n"}) {
        const auto symbols = parse_system_map(
            {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, "map");
        EXPECT_FALSE(symbols.has_value()) << '"' << text << '"';
    }
}

} // namespace
} // namespace switchscope::test

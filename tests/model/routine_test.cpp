// SPDX-License-Identifier: MIT
// Routines from the ELF files of the demo machine, which does not run here.
#include "core/model/routine.h"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/model/explain.h"

namespace switchscope {
namespace {

using Kind = MacroSpan::Kind;
using testing::ElementsAre;
using testing::HasSubstr;

struct Read {
    std::shared_ptr<const Image> image;
    SaveArea area;
    Routine routine;
};

Read read(const std::string& variant) {
    auto image = Image::open(SWITCHSCOPE_DEMO_DIR "/demo-" + variant + ".elf");
    EXPECT_TRUE(image) << image.error().message();
    auto area = SaveArea::from_image(**image);
    EXPECT_TRUE(area) << area.error().message();
    auto routine = Routine::from_image(**image);
    EXPECT_TRUE(routine) << routine.error().message();
    return {*image, *area, *routine};
}

std::vector<Kind> kinds(const Routine& routine) {
    std::vector<Kind> kinds;
    for (const MacroSpan& span : routine.spans()) {
        kinds.push_back(span.kind);
    }
    return kinds;
}

class EveryVariant : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Routine, EveryVariant, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(EveryVariant, has_the_eight_spans_in_order) {
    const Read made = read(GetParam());
    EXPECT_THAT(kinds(made.routine), ElementsAre(Kind::save_host_gprs, Kind::swap_to_guest_csrs,
                                                 Kind::restore_guest_gprs, Kind::enter_guest,
                                                 Kind::save_guest_gprs, Kind::swap_to_host_csrs,
                                                 Kind::restore_host_gprs, Kind::return_to_host));
    std::size_t next = 0;
    for (const MacroSpan& span : made.routine.spans()) {
        EXPECT_EQ(span.first, next) << "spans cover every instruction, once";
        next += span.count;
    }
    EXPECT_EQ(next, made.routine.instructions().size());
}

TEST_P(EveryVariant, knows_its_return_label) {
    const Read made = read(GetParam());
    EXPECT_EQ(made.routine.return_label() % 4, 0u);
    const auto landing = made.routine.index_of(made.routine.return_label());
    ASSERT_TRUE(landing);
    EXPECT_EQ(*landing, made.routine.sret_index() + 1);
    EXPECT_EQ(made.routine.instructions()[*landing].text(), "csrrw a0, sscratch, a0");
    EXPECT_FALSE(made.routine.index_of(made.routine.begin() + 1));
}

TEST(Routine, macros_have_the_names_and_arguments_of_their_invocations) {
    const Read made = read("macro");
    EXPECT_EQ(made.routine.spans()[1].name, "SAVE_HOST_AND_RESTORE_GUEST_CSRS");
    EXPECT_EQ(made.routine.spans()[1].arguments, ".Lresume");
    EXPECT_EQ(made.routine.spans()[1].named_by, MacroSpan::NamedBy::source);
    EXPECT_THAT(made.routine.spans()[1].file, HasSubstr("macro.S"));
    EXPECT_FALSE(made.routine.spans()[3].is_macro());
}

TEST(Routine, macros_without_their_source_are_named_by_what_they_do) {
    std::ifstream file(SWITCHSCOPE_DEMO_DIR "/demo-macro.elf", std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::size_t renamed = 0;
    for (auto at = bytes.find("macro.S"); at != std::string::npos; at = bytes.find("macro.S", at)) {
        bytes.replace(at, 7, "gone__.");
        ++renamed;
    }
    ASSERT_GT(renamed, 0u);
    const auto image =
        Image::from_bytes(std::vector<std::uint8_t>(bytes.begin(), bytes.end()), "no source.elf");
    ASSERT_TRUE(image) << image.error().message();
    const auto routine = Routine::from_image(**image);
    ASSERT_TRUE(routine) << routine.error().message();
    const Read with_source = read("macro");
    ASSERT_EQ(routine->spans().size(), with_source.routine.spans().size());
    for (std::size_t n = 0; n < routine->spans().size(); ++n) {
        const MacroSpan& span = routine->spans()[n];
        EXPECT_EQ(span.name, with_source.routine.spans()[n].name);
        EXPECT_EQ(span.count, with_source.routine.spans()[n].count);
        EXPECT_NE(span.named_by, MacroSpan::NamedBy::source);
    }
}

TEST(Routine, explains_why_a_register_has_no_slot) {
    const Read macro = read("macro");
    const auto why = [](const Read& made, SlotOwner owner, const Location& place) {
        return why_not_saved(made.area, made.routine, owner, place).english();
    };
    EXPECT_EQ(why(macro, SlotOwner::host, Location::gpr(ra)), "");
    EXPECT_EQ(why(macro, SlotOwner::host, Location::gpr(a0)), "carries the struct pointer");
    EXPECT_EQ(why(macro, SlotOwner::host, Location::gpr(t4)), "caller-saved: not kept");
    EXPECT_EQ(why(macro, SlotOwner::guest, Location::gpr(t4)), "");
    EXPECT_THAT(why(macro, SlotOwner::host, Location::csr(csr::hstatus)), HasSubstr("in C"));
    EXPECT_EQ(why(read("legacy"), SlotOwner::host, Location::csr(csr::hstatus)), "");
}

TEST(Routine, an_image_without_it_is_an_error_that_names_it) {
    const auto image = Image::open(SWITCHSCOPE_DEMO_DIR "/guest-tour.elf");
    ASSERT_TRUE(image) << image.error().message();
    const auto routine = Routine::from_image(**image);
    ASSERT_FALSE(routine);
    EXPECT_THAT(routine.error().message(), HasSubstr("__kvm_riscv_switch_to"));
    EXPECT_THAT(routine.error().message(), HasSubstr("guest-tour.elf"));
}

TEST(Routine, another_function_is_an_error_that_says_what_is_missing) {
    const Read made = read("macro");
    const auto other = Routine::from_image(*made.image, "kvm_riscv_vcpu_enter_exit");
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().message(), HasSubstr("sret"));
}

} // namespace
} // namespace switchscope

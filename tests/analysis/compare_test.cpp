// SPDX-License-Identifier: MIT
// The comparison of two images.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/compare.h"
#include "tests/analysis/fixture.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {
namespace {

using testing::IsEmpty;

RoutineComparison compared(const std::filesystem::path& a, const std::filesystem::path& b) {
    const Subject in_a = opened_subject(a);
    const Subject in_b = opened_subject(b);
    return compare_routines(in_a.routines.at(0).routine, in_a.routines.at(0).area,
                            in_b.routines.at(0).routine, in_b.routines.at(0).area);
}

std::vector<std::string> lines(const std::vector<PlaceDifference>& differences) {
    std::vector<std::string> result;
    for (const PlaceDifference& one : differences) {
        result.push_back(one.place + ": " + one.a + " | " + one.b);
    }
    return result;
}

TEST(Compare, macros_and_a_monolithic_body_are_the_same_machine_code) {
    const RoutineComparison result = compared(demo_elf("macro"), demo_elf("monolithic"));
    EXPECT_EQ(result.likeness, Likeness::same_code);
    ASSERT_EQ(result.spans.size(), 8U);
    for (const SpanComparison& span : result.spans) {
        EXPECT_EQ(span.likeness, Likeness::same_code) << span.name;
        EXPECT_EQ(span.a_count, span.b_count);
    }
}

TEST(Compare, the_older_switch_differs_in_exactly_hstatus_and_scounteren) {
    const RoutineComparison result = compared(demo_elf("macro"), demo_elf("legacy"));
    EXPECT_EQ(result.likeness, Likeness::different);
    EXPECT_THAT(lines(result.differences),
                testing::ElementsAre("host-to-guest: host_context.hstatus:  | hstatus",
                                     "host-to-guest: host_scounteren:  | scounteren",
                                     "host-to-guest: hstatus:  | guest_context.hstatus",
                                     "host-to-guest: scounteren:  | guest_csr.scounteren",
                                     "guest-to-host: guest_context.hstatus:  | hstatus",
                                     "guest-to-host: guest_csr.scounteren:  | scounteren",
                                     "guest-to-host: hstatus:  | host_context.hstatus",
                                     "guest-to-host: scounteren:  | host_scounteren"));
    for (const SpanComparison& span : result.spans) {
        const bool swaps = span.name.find("CSRS") != std::string::npos;
        EXPECT_EQ(span.likeness, swaps ? Likeness::different : Likeness::same_code) << span.name;
        EXPECT_EQ(span.differences.size(), swaps ? 4U : 0U) << span.name;
    }
}

TEST(Compare, a_real_kernel_of_that_age_has_the_same_effects_with_other_offsets) {
    const auto vmlinux = linux_kernel();
    if (!vmlinux) {
        GTEST_SKIP() << no_linux_kernel;
    }
    const RoutineComparison result = compared(demo_elf("legacy"), *vmlinux);
    EXPECT_EQ(result.likeness, Likeness::same_effects);
    EXPECT_THAT(lines(result.differences), IsEmpty());
    EXPECT_EQ(result.moved_slots.size(), 63U);
}

TEST(Compare, another_order_and_another_scratch_register_are_no_difference) {
    const TemporaryDirectory directory;
    assemble("constructs.S", "", directory / "a.o");
    assemble("constructs.S", "-DWITH_POINTER_IN_T6", directory / "b.o");
    const RoutineComparison result = compared(directory / "a.o", directory / "b.o");
    EXPECT_EQ(result.likeness, Likeness::same_effects);
    EXPECT_EQ(result.b_count, result.a_count + 2);
}

TEST(Compare, what_is_not_followed_is_not_comparable) {
    const TemporaryDirectory directory;
    assemble("constructs.S", "", directory / "a.o");
    assemble("constructs.S", "-DWITH_STACK", directory / "b.o");
    EXPECT_EQ(compared(directory / "a.o", directory / "b.o").likeness, Likeness::unknown);
}

TEST(Compare, an_additional_store_is_named) {
    const TemporaryDirectory directory;
    assemble("constructs.S", "", directory / "a.o");
    assemble("constructs.S", "-DWITH_STORE_ELSEWHERE", directory / "b.o");
    const RoutineComparison result = compared(directory / "a.o", directory / "b.o");
    EXPECT_EQ(result.likeness, Likeness::different);
    EXPECT_THAT(lines(result.differences),
                testing::ElementsAre("host-to-guest: offset 0x20:  | t6"));
}

} // namespace
} // namespace switchscope::test

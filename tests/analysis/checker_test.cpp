// SPDX-License-Identifier: MIT
// The static check of routines that are correct, and of one example for each kind of mistake and
// for each construct that it does not follow. mutation_test.cpp has all mistakes.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/checker.h"
#include "core/isa/registers.h"
#include "tests/analysis/fixture.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string story(const CheckReport& report) {
    std::string text;
    for (const Finding& finding : report.findings) {
        text += finding.id + ": " + finding.message.english() + "\n";
    }
    for (const Unfollowed& one : report.not_followed) {
        text += "not followed: " + one.what.english() + "\n";
    }
    return text;
}

CheckReport check(const SwitchCode& code) {
    return check_routine(code.routine, code.area);
}

class CheckedVariant : public testing::TestWithParam<const char*> {};

TEST_P(CheckedVariant, is_proven) {
    const Subject subject = opened_subject(demo_elf(GetParam()));
    ASSERT_EQ(subject.routines.size(), 1U);
    EXPECT_FALSE(subject.routines[0].inferred);
    const CheckReport report = check(subject.routines[0]);
    EXPECT_TRUE(report.proven()) << story(report);
    EXPECT_GE(report.clauses, 120U);
}

TEST_P(CheckedVariant, has_every_register_once_in_each_column_of_its_matrix) {
    const Subject subject = opened_subject(demo_elf(GetParam()));
    const CheckReport report = check(subject.routines[0]);
    std::size_t host_gprs = 0, guest_gprs = 0;
    for (const MatrixRow& row : report.matrix) {
        const bool host = row.owner == SlotOwner::host;
        EXPECT_EQ(row.saved_by.size(), 1U) << location_name(row.place, subject.routines[0].area);
        EXPECT_EQ(row.restored_by.size(), 1U);
        host_gprs += host && row.place.kind == LocationKind::gpr ? 1U : 0U;
        guest_gprs += !host && row.place.kind == LocationKind::gpr ? 1U : 0U;
    }
    EXPECT_EQ(host_gprs, 23U);
    EXPECT_EQ(guest_gprs, 31U);
}

INSTANTIATE_TEST_SUITE_P(Checker, CheckedVariant, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& variant) { return std::string(variant.param); });

TEST(Checker, proves_the_routine_of_a_real_kernel) {
    const auto vmlinux = linux_kernel();
    if (!vmlinux) {
        GTEST_SKIP() << no_linux_kernel;
    }
    const Subject subject = opened_subject(*vmlinux);
    const CheckReport report = check(subject.routines.at(0));
    EXPECT_TRUE(report.proven()) << story(report);
    EXPECT_EQ(subject.routines[0].routine.instructions().size(), 143U);
}

class CheckedConstruct : public testing::Test {
  protected:
    CheckReport check_with(const std::string& define) {
        const auto object = directory_ / "switch.o";
        assemble("constructs.S", define.empty() ? "" : "-DWITH_" + define, object);
        SubjectOptions options;
        options.image = object;
        // The layout comes from the demo machine, because the object has no struct of its own.
        const Subject layout = opened_subject(demo_elf("macro"));
        code_ = opened_subject(options).routines.at(0);
        return check_routine(code_->routine, layout.routines.at(0).area);
    }
    std::string text_at(std::optional<std::size_t> instruction) const {
        return instruction ? code_->routine.instructions().at(*instruction).text() : "nowhere";
    }

    TemporaryDirectory directory_;
    std::optional<SwitchCode> code_;
};

TEST_F(CheckedConstruct, without_addition_is_proven) {
    const CheckReport report = check_with("");
    EXPECT_TRUE(report.proven()) << story(report);
}

TEST_F(CheckedConstruct, a_branch_is_reported_and_nothing_is_proven) {
    const CheckReport report = check_with("BRANCH");
    EXPECT_FALSE(report.proven());
    ASSERT_EQ(report.not_followed.size(), 1U) << story(report);
    EXPECT_THAT(report.not_followed[0].what.english(), HasSubstr("a conditional branch (beqz a0"));
}

TEST_F(CheckedConstruct, an_access_to_the_stack_is_reported) {
    const CheckReport report = check_with("STACK");
    ASSERT_EQ(report.not_followed.size(), 1U) << story(report);
    EXPECT_THAT(report.not_followed[0].what.english(),
                HasSubstr("other memory than the struct (sd ra"));
}

TEST_F(CheckedConstruct, a_computed_csr_is_reported_where_something_depends_on_it) {
    const CheckReport report = check_with("COMPUTATION");
    EXPECT_THAT(story(report), HasSubstr("a computation on whose result"));
    EXPECT_FALSE(report.proven());
}

TEST_F(CheckedConstruct, a_store_outside_the_slots_is_found) {
    const CheckReport report = check_with("STORE_ELSEWHERE");
    ASSERT_EQ(report.findings.size(), 1U) << story(report);
    EXPECT_EQ(report.findings[0].rule->id, "stray-store");
    EXPECT_THAT(text_at(report.findings[0].instruction), HasSubstr("sd t6"));
}

TEST_F(CheckedConstruct, a_copy_of_the_struct_pointer_is_a_valid_base) {
    const CheckReport report = check_with("POINTER_IN_T6");
    EXPECT_TRUE(report.proven()) << story(report);
}

TEST_F(CheckedConstruct, a_misaligned_label_is_found) {
    const CheckReport report = check_with("ODD_LABEL");
    ASSERT_EQ(report.findings.size(), 1U) << story(report);
    EXPECT_EQ(report.findings[0].rule->id, "return-label-misaligned");
    EXPECT_EQ(report.findings[0].place, Location::csr(csr::stvec));
}

TEST_F(CheckedConstruct, a_lost_cause_of_the_exit_is_found) {
    const CheckReport report = check_with("LOST_CAUSE");
    ASSERT_EQ(report.findings.size(), 1U) << story(report);
    EXPECT_EQ(report.findings[0].rule->id, "exit-cause-lost");
    EXPECT_EQ(text_at(report.findings[0].instruction), "csrw scause, zero");
    EXPECT_EQ(report.findings[0].id, "exit-cause-lost:__kvm_riscv_switch_to:scause");
}

TEST_F(CheckedConstruct, a_switch_by_firmware_is_proven_and_its_mistake_is_found) {
    const auto object = directory_ / "nacl.o";
    assemble("nacl.S", "", object);
    const Subject right = opened_subject(object);
    EXPECT_EQ(right.routines.at(0).routine.name(), "__kvm_riscv_nacl_switch_to");
    const CheckReport report = check(right.routines[0]);
    EXPECT_TRUE(report.proven()) << story(report);

    assemble("nacl.S", "-DFAULT", object);
    const Subject wrong = opened_subject(object);
    const CheckReport faulty = check(wrong.routines.at(0));
    ASSERT_EQ(faulty.findings.size(), 1U) << story(faulty);
    EXPECT_EQ(faulty.findings[0].rule->id, "firmware-call-wrong");
    EXPECT_EQ(faulty.findings[0].place, Location::gpr(a2));
}

TEST(Rules, have_different_ids_and_say_what_must_hold_and_why) {
    std::set<std::string_view> ids;
    for (const Rule& one : rules()) {
        EXPECT_TRUE(ids.insert(one.id).second) << one.id;
        EXPECT_THAT(std::string(one.id), testing::MatchesRegex("[a-z-]+"));
        EXPECT_TRUE(one.summary.text().ends_with('.'));
        EXPECT_TRUE(one.help.text().ends_with('.'));
        EXPECT_EQ(&rule(one.id), &one);
    }
}

TEST(Rules, are_all_in_the_handbook) {
    const std::string handbook =
        read_file(std::filesystem::path(SWITCHSCOPE_SOURCE_DIR) / "docs/checks.md");
    for (const Rule& one : rules()) {
        EXPECT_THAT(handbook, HasSubstr("| `" + std::string(one.id) + "` |"));
    }
}

} // namespace
} // namespace switchscope::test

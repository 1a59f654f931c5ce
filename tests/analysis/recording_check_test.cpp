// SPDX-License-Identifier: MIT
// The check of recordings, on one of the real demo machine, and on the same with one changed value.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/compare.h"
#include "core/analysis/recording_check.h"
#include "core/isa/registers.h"
#include "tests/support/demo_session.h"

namespace switchscope::test {
namespace {

using testing::HasSubstr;

/// A recording of complete switches of a variant.
void record(DemoRun& run, int switches) {
    for (int n = 0; n < switches; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
}

/// A copy of the recording in which `change` changed one effect; it returns true for that one.
template <class Change> MemoryRecording tampered(const Recording& recording, Change change) {
    MemoryRecording result(recording.start());
    bool done = false;
    for (std::size_t n = 0; n < recording.size(); ++n) {
        Step step = recording.step(n);
        for (Effect& effect : step.effects) {
            if (!done && change(step, effect)) {
                done = true;
            }
        }
        result.append(step);
    }
    EXPECT_TRUE(done) << "nothing was changed";
    return result;
}

class RecordedVariant : public testing::TestWithParam<std::string> {};

TEST_P(RecordedVariant, preserves_both_worlds_in_every_switch) {
    DemoRun run(demo(GetParam()));
    record(run, 12);
    const RecordingReport report =
        check_recording(*run.recording, run.facts->routine, run.facts->area);
    for (const Finding& finding : report.findings) {
        ADD_FAILURE() << finding.id << ": " << finding.message.english();
    }
    EXPECT_EQ(report.switches, 12U);
    EXPECT_EQ(report.incomplete, 0U);
    EXPECT_EQ(report.unknown, 0U);
    EXPECT_GE(report.clauses, 12U * 120U);
}

INSTANTIATE_TEST_SUITE_P(RecordingCheck, RecordedVariant,
                         testing::ValuesIn(test::correct_variants()),
                         [](const auto& variant) { return variant.param; });

TEST(RecordingCheck,
     the_variant_that_is_broken_on_purpose_loses_s4_in_every_switch_and_nothing_else) {
    DemoRun run(demo("broken", "tour,oracle,paging"));
    record(run, 12);
    const RecordingReport report =
        check_recording(*run.recording, run.facts->routine, run.facts->area);
    EXPECT_EQ(report.switches, 12U);
    ASSERT_EQ(report.findings.size(), 1U);
    const Finding& finding = report.findings.front();
    EXPECT_EQ(finding.id, "host-register-lost:__kvm_riscv_switch_to:s4");
    EXPECT_EQ(finding.times, 12U);
    EXPECT_THAT(finding.message.english(), HasSubstr("s4 holds 0x0"));
    EXPECT_EQ(finding.place, Location::gpr(s4));
}

TEST(RecordingCheck, a_changed_value_is_found_with_its_step) {
    DemoRun run(demo("macro"));
    record(run, 3);
    // The last switch is changed: a wrong value would be wrong in the next switch, too.
    constexpr std::uint64_t tampered_switch = 2;
    const auto changed = [&](Half half, const Location& at) {
        return tampered(*run.recording, [&](const Step& step, Effect& effect) {
            const bool hit =
                step.switch_number == tampered_switch && step.half == half && effect.at == at;
            if (hit) {
                effect.after = effect.after.value_or(0) ^ 0x1000;
            }
            return hit;
        });
    };
    const auto check = [&](const Recording& recording) {
        return check_recording(recording, run.facts->routine, run.facts->area);
    };
    {
        const RecordingReport report = check(changed(Half::guest_to_host, Location::gpr(s3)));
        ASSERT_EQ(report.findings.size(), 1U);
        const Finding& finding = report.findings[0];
        EXPECT_EQ(finding.id, "host-register-lost:__kvm_riscv_switch_to:s3");
        EXPECT_EQ(finding.switch_number, tampered_switch);
        const Step& step = run.recording->step(finding.step.value());
        EXPECT_EQ(step.effects.at(0).at, Location::gpr(s3)) << "the step that loaded it";
        EXPECT_EQ(step.half, Half::guest_to_host);
    }
    {
        const RecordingReport report = check(changed(Half::host_to_guest, Location::gpr(s3)));
        ASSERT_GE(report.findings.size(), 1U);
        EXPECT_EQ(report.findings[0].id, "guest-register-wrong:__kvm_riscv_switch_to:s3");
    }
    const auto slot = run.facts->area.index_of_gpr(SlotOwner::guest, s3).value();
    {
        const RecordingReport report = check(changed(Half::guest_to_host, Location::slot(0, slot)));
        ASSERT_EQ(report.findings.size(), 1U);
        EXPECT_EQ(report.findings[0].id, "guest-register-not-saved:__kvm_riscv_switch_to:guest.s3");
        EXPECT_THAT(report.findings[0].message.english(), HasSubstr("was to be there"));
    }
}

TEST(RecordingCheck, a_switch_without_its_end_counts_as_incomplete) {
    DemoRun run(demo("macro"));
    record(run, 1);
    ASSERT_TRUE(run.advance(Stride::macro));
    const RecordingReport report =
        check_recording(*run.recording, run.facts->routine, run.facts->area);
    EXPECT_EQ(report.switches, 1U);
    EXPECT_EQ(report.incomplete, 1U);
}

TEST(RecordingCompare, two_runs_are_the_same_and_a_changed_value_is_named) {
    DemoRun one(demo("macro", "tour", false));
    DemoRun two(demo("macro", "tour", false));
    record(one, 6);
    record(two, 6);
    const auto compare = [&](const Recording& other) {
        return compare_recordings(*one.recording, one.facts->routine, one.facts->area, other,
                                  two.facts->routine, two.facts->area);
    };
    const RecordingComparison same = compare(*two.recording);
    EXPECT_EQ(same.a_switches, 6U);
    EXPECT_EQ(same.b_switches, 6U);
    EXPECT_EQ(same.same, 6U);

    const MemoryRecording other = tampered(*two.recording, [](const Step& step, Effect& effect) {
        const bool hit = step.switch_number == 4 && step.half == Half::guest_to_host &&
                         effect.at == Location::gpr(gp);
        if (hit) {
            effect.after = 0x1234;
        }
        return hit;
    });
    const RecordingComparison changed = compare(other);
    EXPECT_EQ(changed.same, 5U);
    ASSERT_EQ(changed.differences.size(), 1U);
    EXPECT_EQ(changed.differences[0].number, 4U);
    ASSERT_EQ(changed.differences[0].differences.size(), 1U);
    EXPECT_EQ(changed.differences[0].differences[0].place, "gp");
    EXPECT_EQ(changed.differences[0].differences[0].b, "0x1234");
}

} // namespace
} // namespace switchscope::test

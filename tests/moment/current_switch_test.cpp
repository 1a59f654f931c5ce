// SPDX-License-Identifier: MIT
// A moment is the same however one came to it, and it belongs to the hart in force.
#include <random>

#include <gmock/gmock.h>

#include "core/isa/registers.h"
#include "core/moment/running_provenance.h"
#include "tests/moment/two_harts.h"

namespace switchscope::test {
namespace {

/// "whose, which value, by which steps" of every place in the lanes.
std::vector<std::string> values_in_lanes(const ProvenanceTracker& values, const SessionFacts& facts,
                                         std::uint16_t area) {
    std::vector<std::string> all;
    const auto add = [&](const Location& at) {
        const Provenance provenance = values.of(at);
        std::string text = location_name(at, facts.area) + ": " + owner_name(provenance.owner) +
                           ", " + describe(provenance, facts.area).english() + ", by";
        for (const std::size_t step : provenance.chain) {
            text += " " + std::to_string(step);
        }
        all.push_back(text);
    };
    for (const LanePlan::Row& row : lane_plan(facts.routine, facts.area).rows) {
        add(row.at);
        for (const LanePlan::Cell& cell : {row.host, row.guest}) {
            if (cell.slot) {
                add(Location::slot(area, *cell.slot, facts.area.slots()[*cell.slot].size));
            }
        }
    }
    return all;
}

struct CurrentSwitchOfTwoHarts : TwoHarts {
    std::vector<std::string> values(const CurrentSwitch& of) const {
        return values_in_lanes(of.provenance(), *facts, timeline->state().area);
    }
};

TEST_F(CurrentSwitchOfTwoHarts, is_the_same_by_single_steps_and_by_jumps) {
    std::mt19937_64 random(1);
    CurrentSwitch walked(facts), jumped(facts);
    for (std::size_t position = 0; position <= steps; ++position) {
        Timeline elsewhere(*recording);
        elsewhere.go_to(random() % (steps + 1));
        jumped.update(elsewhere, index);
        timeline->go_to(position);
        walked.update(*timeline, index);
        jumped.update(*timeline, index);
        ASSERT_EQ(walked.number(), jumped.number()) << position;
        ASSERT_EQ(walked.guest_steps(), jumped.guest_steps()) << position;
        ASSERT_EQ(values(walked), values(jumped)) << position;
    }
}

TEST_F(CurrentSwitchOfTwoHarts, is_that_of_the_hart_in_force_though_the_other_entered_one_later) {
    std::size_t asked = 0;
    for (std::size_t position = 1; position < steps; ++position) {
        const auto latest = recording->previous(Landmark::switch_entry(), position);
        go_to(position);
        const std::uint32_t hart = timeline->state().hart;
        const bool other_is_later = recording->step(*latest).hart != hart;
        const auto own = recording->previous(Landmark::switch_entry().by_hart(hart), position + 1);
        if (other_is_later && own) {
            ++asked;
            ASSERT_EQ(now.followed_from(), *own) << position;
            ASSERT_EQ(now.number(), recording->step(*own).switch_number) << position;
        }
    }
    EXPECT_GT(asked, 100U) << "the harts take turns within their switches";
}

TEST_F(CurrentSwitchOfTwoHarts, agrees_with_values_that_are_followed_without_a_recording) {
    RunningProvenance running(facts->routine, facts->area, recording->start());
    std::size_t agreed = 0;
    for (std::size_t position = 1; position < steps; ++position) {
        running.apply(recording->step(position - 1), position - 1);
        go_to(position);
        if (now.followed_from() < position) { // at an entry the running one cannot look ahead
            ASSERT_EQ(values(now),
                      values_in_lanes(running.values(), *facts, timeline->state().area))
                << position;
            ++agreed;
        }
    }
    EXPECT_GT(agreed, steps * 9 / 10);
}

/// A guest that was met while it ran, and that counts in a0: no switch is entered.
MemoryRecording guest_without_switch(std::size_t steps) {
    MachineState state;
    state.world = World::guest;
    MemoryRecording recording(state);
    for (std::size_t n = 0; n < steps; ++n) {
        Step step;
        step.world = step.world_after = World::guest;
        step.pc = step.pc_after = 0x80000000;
        step.effects.push_back({Location::gpr(a0), n, n + 1, std::nullopt});
        if (n == 5000) {
            step.effects.push_back({Location::gpr(s3), 0, 7, std::nullopt});
        }
        recording.append(std::move(step));
    }
    return recording;
}

TEST(CurrentSwitch, before_the_first_switch_is_followed_over_a_few_thousand_steps) {
    const auto facts = demo_facts();
    const MemoryRecording recording = guest_without_switch(10000);
    SwitchIndex index;
    index.update(recording);
    Timeline timeline(recording);
    CurrentSwitch walked(facts), jumped(facts);
    for (std::size_t position = 0; position <= recording.size(); ++position) {
        timeline.go_to(position);
        walked.update(timeline, index);
    }
    for (const std::size_t position : {10000U, 6000U, 8192U, 4096U, 3U}) {
        timeline.go_to(position);
        jumped.update(timeline, index);
        walked.update(timeline, index);
        EXPECT_FALSE(jumped.number());
        EXPECT_EQ(jumped.followed_from(), position - position % steps_before_first_switch);
        EXPECT_EQ(jumped.guest_steps(), position % steps_before_first_switch);
        EXPECT_EQ(values_in_lanes(walked.provenance(), *facts, 0),
                  values_in_lanes(jumped.provenance(), *facts, 0))
            << position;
    }
    timeline.go_to(6000);
    jumped.update(timeline, index);
    EXPECT_THAT(jumped.provenance().of(Location::gpr(s3)).chain, testing::ElementsAre(5000U));
}

} // namespace
} // namespace switchscope::test

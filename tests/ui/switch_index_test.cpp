// SPDX-License-Identifier: MIT
#include "ui/switch_index.h"

#include <gtest/gtest.h>

#include "tests/ui/support/moment.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

TEST(SwitchIndex, finds_entry_guest_and_exit_of_each_switch) {
    const Moment moment(second_entry + 10);
    ASSERT_EQ(moment.index.switches().size(), 2u);
    const SwitchRecord& first = moment.index.switches().at(0);
    EXPECT_EQ(first.entry, 0u);
    EXPECT_EQ(first.guest_steps, 11u);
    EXPECT_EQ(first.exit, back_in_c);
    EXPECT_EQ(moment.index.switches().at(1).entry, second_entry);
    EXPECT_FALSE(moment.index.switches().at(1).exit);
    EXPECT_EQ(moment.index.end_of(0), second_entry);
    EXPECT_EQ(moment.index.end_of(1), second_entry + 10);
}

TEST(SwitchIndex, the_c_code_behind_a_switch_belongs_to_it) {
    const Moment moment(second_entry + 10);
    EXPECT_EQ(moment.index.at(back_in_c + 1), 0u);
    EXPECT_EQ(moment.index.at(second_entry), 1u);
}

TEST(CurrentSwitch, counts_what_has_executed) {
    Moment moment(second_entry + 10, csrs_swapped + 18);
    const auto& spans = moment.facts->routine.spans();
    EXPECT_EQ(moment.now.number(), 0u);
    EXPECT_EQ(moment.now.executed_in(spans.at(0)), 23u);
    EXPECT_EQ(moment.now.executed_in(spans.at(2)), 18u);
    EXPECT_EQ(moment.now.next_instruction(), csrs_swapped + 18);
    moment.go_to(guest_entered + 4);
    EXPECT_TRUE(moment.now.in_guest());
    EXPECT_EQ(moment.now.guest_steps(), 4u);
    EXPECT_FALSE(moment.now.next_instruction());
}

TEST(CurrentSwitch, at_an_entry_nothing_has_executed_yet) {
    Moment moment(second_entry);
    EXPECT_EQ(moment.now.number(), 1u) << "about to enter, at the end of the recording";
    EXPECT_EQ(moment.now.executed_in(moment.facts->routine.spans().at(0)), 0u);
    moment.go_to(0);
    EXPECT_EQ(moment.now.number(), 0u);
    EXPECT_EQ(moment.now.executed_in(moment.facts->routine.spans().at(0)), 0u);
}

} // namespace
} // namespace switchscope::ui

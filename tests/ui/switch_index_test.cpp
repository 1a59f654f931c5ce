// SPDX-License-Identifier: MIT
#include "core/moment/switch_index.h"

#include <gtest/gtest.h>

#include "tests/ui/support/moment.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

TEST(SwitchIndex, finds_where_each_switch_lies) {
    const Moment moment(second_entry + 10);
    ASSERT_EQ(moment.index.count(), 2u);
    const auto first = moment.index.at(20, 0);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->number, 0u);
    EXPECT_EQ(first->entry, 0u);
    EXPECT_EQ(first->end, second_entry);
    const auto second = moment.index.at(second_entry + 10, 0);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->number, 1u);
    EXPECT_EQ(second->begin, second_entry);
    EXPECT_EQ(second->end, second_entry + 10);
    EXPECT_EQ(moment.index.entry_of(1), second_entry);
    EXPECT_FALSE(moment.index.entry_of(2));
}

TEST(SwitchIndex, grows_with_the_recording) {
    const MemoryRecording all = synthetic_recording(second_entry + 1);
    MemoryRecording recording(all.start());
    SwitchIndex index;
    index.update(recording);
    EXPECT_EQ(index.count(), 0u);
    EXPECT_FALSE(index.at(0, 0));
    for (std::size_t n = 0; n < all.size(); ++n) {
        recording.append(all.step(n));
        index.update(recording);
        EXPECT_EQ(index.count(), n < second_entry ? 1u : 2u) << n;
        EXPECT_EQ(index.at(0, 0)->end, std::min(n + 1, second_entry)) << n;
    }
}

TEST(SwitchIndex, the_c_code_behind_a_switch_belongs_to_it) {
    const Moment moment(second_entry + 10);
    EXPECT_EQ(moment.index.at(back_in_c + 1, 0)->number, 0u);
    EXPECT_EQ(moment.index.at(second_entry, 0)->number, 1u);
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

// SPDX-License-Identifier: MIT
#include "ui/session/session_controller.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/ui/support/moment.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using State = LiveTarget::State;

struct Controlled : testing::Test {
    SyntheticProvider provider;
    SessionController controller{provider};

    bool settles() {
        return QTest::qWaitFor([&] { return !controller.target().busy(); }, 10000);
    }
    void open(const std::string& choice) {
        controller.open(choice);
        ASSERT_TRUE(settles());
    }
    void forward(Stride stride) {
        controller.target().forward(stride);
        ASSERT_TRUE(settles());
    }
};

TEST_F(Controlled, opens_at_the_entry_with_an_empty_recording) {
    open("macro");
    ASSERT_EQ(controller.target().state(), State::ready);
    EXPECT_EQ(controller.timeline()->size(), 0u);
    EXPECT_EQ(controller.timeline()->state().pc, controller.facts()->routine.begin());
}

TEST_F(Controlled, strides_grow_the_recording_and_the_cursor_follows) {
    open("macro");
    forward(Stride::instruction);
    EXPECT_EQ(controller.timeline()->position(), 1u);
    forward(Stride::macro);
    EXPECT_EQ(controller.timeline()->position(), host_saved);
    forward(Stride::half);
    EXPECT_EQ(controller.timeline()->position(), guest_entered);
    forward(Stride::world_switch);
    EXPECT_EQ(controller.timeline()->position(), second_entry);
    EXPECT_EQ(controller.cursor().now()->number(), 1u);
}

TEST_F(Controlled, going_back_leaves_the_target_alone_and_forward_replays) {
    open("macro");
    forward(Stride::macro);
    controller.cursor().back(Stride::instruction);
    EXPECT_EQ(controller.timeline()->position(), host_saved - 1);
    controller.target().forward(Stride::instruction);
    EXPECT_EQ(controller.target().state(), State::ready) << "the cursor moved, the target did not";
    EXPECT_EQ(controller.timeline()->position(), host_saved);
    EXPECT_EQ(controller.timeline()->size(), host_saved);
}

TEST_F(Controlled, steps_asked_for_while_running_are_made_later) {
    open("macro");
    for (int n = 0; n < 4; ++n) {
        controller.target().forward(Stride::instruction);
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return controller.timeline()->position() == 4; }, 10000));
}

TEST_F(Controlled, a_silent_target_is_left_by_cancelling) {
    open("silent");
    QSignalSpy progress(&controller.target(), &LiveTarget::progress);
    controller.target().forward(Stride::macro);
    EXPECT_EQ(controller.target().state(), State::advancing);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !progress.isEmpty(); }, 5000));
    controller.target().cancel();
    ASSERT_TRUE(settles());
    EXPECT_EQ(controller.target().state(), State::ready);
    forward(Stride::macro);
    EXPECT_EQ(controller.timeline()->position(), host_saved) << "it can go on afterwards";
}

TEST_F(Controlled, a_target_that_dies_leaves_its_recording) {
    open("dies");
    QSignalSpy failed(&controller.notices(), &Notices::failed);
    forward(Stride::macro);
    EXPECT_EQ(controller.target().state(), State::gone);
    ASSERT_EQ(failed.size(), 1);
    EXPECT_TRUE(
        failed.front().at(0).value<ScreenText>().text().contains(QLatin1String("target ended")));
    EXPECT_EQ(controller.timeline()->size(), 5u);
    controller.cursor().back(Stride::instruction);
    EXPECT_EQ(controller.timeline()->position(), 4u);
    controller.restart();
    ASSERT_TRUE(settles());
    EXPECT_EQ(controller.target().state(), State::ready);
    EXPECT_EQ(controller.timeline()->size(), 0u);
    EXPECT_EQ(provider.opened(), 2);
}

TEST_F(Controlled, a_target_that_cannot_start_says_why) {
    QSignalSpy failed(&controller.notices(), &Notices::failed);
    open("unopened");
    EXPECT_EQ(controller.target().state(), State::none);
    ASSERT_EQ(failed.size(), 1);
    EXPECT_TRUE(failed.front().at(1).value<ScreenText>().text().contains(
        QLatin1String("qemu-system-misc")));
}

TEST_F(Controlled, starting_can_be_cancelled_without_a_complaint) {
    QSignalSpy failed(&controller.notices(), &Notices::failed);
    controller.open("slow");
    EXPECT_EQ(controller.target().state(), State::opening);
    controller.target().cancel();
    ASSERT_TRUE(settles());
    EXPECT_EQ(controller.target().state(), State::none);
    EXPECT_TRUE(failed.isEmpty());
}

TEST_F(Controlled, reports_of_a_replaced_session_are_ignored) {
    open("macro");
    controller.target().forward(Stride::world_switch);
    open("macro");
    QTest::qWait(50);
    EXPECT_EQ(controller.timeline()->size(), 0u);
    controller.close();
    QTest::qWait(50);
    EXPECT_EQ(controller.timeline(), nullptr);
}

TEST(SessionController, ends_at_once_while_the_target_is_silent) {
    SyntheticProvider provider;
    QElapsedTimer taken;
    {
        SessionController controller(provider);
        controller.open("silent");
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return controller.target().state() == State::ready; }, 10000));
        controller.target().forward(Stride::macro);
        taken.start();
    }
    EXPECT_LT(taken.elapsed(), 2000);
}

} // namespace
} // namespace switchscope::ui

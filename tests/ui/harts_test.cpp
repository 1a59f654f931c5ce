// SPDX-License-Identifier: MIT
// Several harts in the window: who they are, where they stand, and following one of them.
#include <QMenu>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/file_window_fixture.h"
#include "tests/ui/support/window_fixture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

struct TwoHarts : WindowOnFile {
    void SetUp() override {
        RecordingOnDisk::SetUp();
        ASSERT_NO_FATAL_FAILURE(open_recording(2, 2, 5000));
    }
    const MachineState& state() { return controller().timeline()->state(); }
    TimelineBar& bar() { return *window->session_page()->timeline(); }
    std::string hart_badge() { return window->badges()->badges().at(1).text.toStdString(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(window.get(), key, modifiers);
    }
};

TEST_F(TwoHarts, have_a_lane_each_and_a_click_follows_one) {
    controller().go_to(3000);
    const std::uint32_t before = state().hart;
    const std::uint32_t other = 1 - before;
    ASSERT_EQ(bar().tracks().harts().size(), 2u);
    const QRectF name = bar().tracks().name_box(other, bar().tracks_area());
    QTest::mouseClick(&bar(), Qt::LeftButton, Qt::NoModifier, name.center().toPoint());
    EXPECT_EQ(state().hart, other);
    EXPECT_EQ(controller().timeline()->position(), 3000u) << "the moment stays";
    EXPECT_THAT(hart_badge(), HasSubstr("hart " + std::to_string(other)));
    MachineState expected = memory->state_at(3000);
    expected.select_hart(other);
    EXPECT_EQ(state(), expected) << "its own registers";
    press(Qt::Key_H, Qt::ControlModifier);
    EXPECT_EQ(state().hart, before);
}

TEST_F(TwoHarts, the_badge_lists_them_with_their_places) {
    controller().go_to(3000);
    Q_EMIT window->badges()->harts_clicked({100, 100});
    auto* menu = window->findChild<QMenu*>(QStringLiteral("harts_menu"));
    ASSERT_NE(menu, nullptr);
    ASSERT_EQ(menu->actions().size(), 2);
    const std::uint32_t other = 1 - state().hart;
    QAction* follow = menu->actions().at(static_cast<int>(other));
    EXPECT_FALSE(follow->isChecked());
    EXPECT_THAT(follow->text().toStdString(), HasSubstr("hart " + std::to_string(other)));
    follow->trigger();
    EXPECT_EQ(state().hart, other);
}

TEST_F(TwoHarts, strides_and_switches_are_those_of_the_hart_that_is_followed) {
    controller().go_to(2000);
    controller().select_hart(1);
    for (int n = 0; n < 4; ++n) {
        controller().forward(Stride::world_switch);
        ASSERT_EQ(state().hart, 1u);
        const Step& entry = memory->step(controller().timeline()->position());
        EXPECT_EQ(entry.hart, 1u);
        EXPECT_EQ(entry.pc, facts->routine.begin());
    }
    controller().forward(Stride::macro);
    EXPECT_EQ(state().hart, 1u);
    const CurrentSwitch& now = *controller().now();
    const std::uint64_t number =
        memory->step(controller().timeline()->position() - 1).switch_number;
    EXPECT_EQ(now.number(), number);
    EXPECT_EQ(now.executed_in(facts->routine.spans().front()), facts->routine.spans().front().count)
        << "of this hart alone, however the other one mixes in";
    EXPECT_FALSE(now.executed(facts->routine.spans().front().count));
}

TEST_F(TwoHarts, the_bands_show_one_hart) {
    controller().go_to(4000);
    for (const std::uint32_t hart : {0U, 1U}) {
        controller().select_hart(hart);
        for (const TimelineBand& band : bar().model()->bands()) {
            if (band.end > band.begin) {
                EXPECT_EQ(memory->step(band.begin).hart, hart);
                EXPECT_EQ(memory->step(band.end - 1).hart, hart);
            }
        }
    }
}

struct OneHart : Window {};

TEST_F(OneHart, there_is_nothing_to_choose_and_the_action_says_so) {
    open("macro");
    EXPECT_EQ(window.badges()->badges().at(1).text.toStdString(), "hart 0");
    EXPECT_FALSE(available(ActionId::next_hart));
    EXPECT_THAT(tip(ActionId::next_hart), HasSubstr("one hart only"));
    EXPECT_TRUE(window.session_page()
                    ->timeline()
                    ->tracks()
                    .name_box(0, window.session_page()->timeline()->tracks_area())
                    .isEmpty());
}

} // namespace
} // namespace switchscope::ui

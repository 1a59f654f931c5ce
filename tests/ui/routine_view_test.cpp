// SPDX-License-Identifier: MIT
// The routine in the window: breakpoints in its gutter, running to an instruction, and going back
// to where the hart stands.
#include <algorithm>

#include <QLabel>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::ElementsAre;
using testing::HasSubstr;

struct RoutineWindow : Window {
    RoutineView& routine() { return *window.session_page()->routine(); }
    /// Clicks on the line of an instruction: at its left edge, or on its text.
    void click_line(std::size_t instruction, bool gutter) {
        const QRectF box = routine().box_of(instruction);
        ASSERT_FALSE(box.isEmpty()) << "its macro is closed";
        QTest::mouseClick(
            routine().viewport(), Qt::LeftButton, Qt::NoModifier,
            QPointF(box.left() + window.theme().px(gutter ? 14 : 80), box.center().y()).toPoint());
        ASSERT_TRUE(settles());
    }
    const RoutineLine& line(std::size_t instruction) {
        const RoutineModel model(window.controller().shared_facts());
        const RoutinePlace place = *model.place_of(instruction);
        return routine().model()->bands().at(place.band).lines.at(place.line);
    }
};

TEST_F(RoutineWindow, a_click_in_the_gutter_sets_a_breakpoint_that_stops_the_target) {
    open("macro");
    EXPECT_FALSE(available(ActionId::run_to_breakpoint));
    EXPECT_THAT(tip(ActionId::run_to_breakpoint), HasSubstr("there are no breakpoints"));
    click_line(5, true);
    EXPECT_TRUE(line(5).breakpoint);
    press(Qt::Key_F6);
    EXPECT_EQ(position(), 5u);
    EXPECT_THAT(window.status_line()->told().toStdString(), HasSubstr("Stopped:"));
    press(Qt::Key_F6);
    EXPECT_EQ(position(), second_entry + 5) << "in the next switch";
    EXPECT_EQ(window.controller().breakpoints().entries().front().hits, 2u);
    click_line(5, true);
    EXPECT_FALSE(line(5).breakpoint);
    EXPECT_FALSE(available(ActionId::run_to_breakpoint));
}

TEST_F(RoutineWindow, runs_to_the_selected_instruction_and_leaves_no_breakpoint) {
    open("macro");
    click_line(7, false);
    EXPECT_EQ(routine().selected(), 7u);
    press(Qt::Key_F10, Qt::ControlModifier);
    EXPECT_EQ(position(), 7u);
    EXPECT_TRUE(window.controller().breakpoints().empty());
}

TEST_F(RoutineWindow, running_to_a_recorded_step_moves_only_the_cursor) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_Home, Qt::ControlModifier | Qt::ShiftModifier);
    click_line(7, false);
    press(Qt::Key_F10, Qt::ControlModifier);
    EXPECT_EQ(position(), 7u);
    EXPECT_EQ(window.controller().timeline()->size(), host_saved);
}

TEST_F(RoutineWindow, a_key_toggles_a_breakpoint_at_the_next_instruction) {
    open("macro");
    press(Qt::Key_F9);
    EXPECT_TRUE(line(0).breakpoint);
    press(Qt::Key_F9);
    EXPECT_FALSE(line(0).breakpoint);
}

TEST_F(RoutineWindow, goes_back_to_where_the_hart_stands) {
    open("macro");
    QTest::mouseClick(routine().viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(60, 15));
    EXPECT_FALSE(routine().is_open(0));
    press(Qt::Key_L, Qt::ControlModifier);
    EXPECT_TRUE(routine().is_open(0));
}

TEST(RoutineModel, shows_the_bytes_of_each_instruction) {
    const Moment moment(0);
    const RoutineModel model(moment.facts);
    const RoutineLine& first = model.bands().front().lines.front();
    EXPECT_EQ(first.text.toStdString(), "sd ra, 0x38(a0)");
    EXPECT_EQ(first.bytes.toStdString(), "23 3c 15 02");
}

TEST_F(RoutineWindow, says_where_the_names_of_its_macros_come_from) {
    open("macro");
    const RoutineModel& model = *window.session_page()->routine()->model();
    EXPECT_EQ(model.naming().toStdString(), "The names of the macros come from the source.");
    EXPECT_THAT(model.bands().front().tip.toStdString(),
                HasSubstr("do exactly what the known macro does"));
    open("broken"); // has only code, and no source
    const RoutineModel& broken = *window.session_page()->routine()->model();
    EXPECT_THAT(broken.naming().toStdString(), HasSubstr("named by what their instructions do"));
    EXPECT_THAT(broken.bands().front().tip.toStdString(),
                HasSubstr("named by what its instructions do"));
    const auto titles = window.session_page()->docks()->findChildren<QLabel*>();
    EXPECT_TRUE(std::ranges::any_of(titles, [&](const QLabel* title) {
        return title->toolTip().contains(broken.naming());
    })) << "the heading of the panel tells it";
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// The list of breakpoints. They are typed, edited in place, disabled and removed. The gutter of the
// routine shows the same ones.
#include <QAbstractItemModelTester>
#include <QPushButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/trace/on_disk.h"
#include "tests/ui/support/window_fixture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

struct BreakpointWindow : Window {
    QAbstractItemModelTester tester{&model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal};

    BreakpointModel& model() { return window.session_page()->panels()->breakpoints(); }
    BreakpointPanel& panel() { return *window.session_page()->panels()->breakpoint_panel(); }
    DataTable& table() { return *panel().table(); }
    std::string cell(int row, int column) {
        return model().index(row, column).data().toString().toStdString();
    }
    void type(const char* spec) {
        QTest::keyClicks(panel().line(), QLatin1String(spec));
        QTest::keyClick(panel().line(), Qt::Key_Return);
    }
    QPoint middle_of(int row, int column) {
        return table().visualRect(model().index(row, column)).center();
    }
    /// Opens the editor of a cell, replaces its text, and presses Enter.
    QLineEdit* edit(int row, int column, const char* text) {
        forget_editors();
        table().setCurrentIndex(model().index(row, column));
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_F2);
        auto* editor = table().findChild<QLineEdit*>(QStringLiteral("breakpoint_part"));
        if (editor != nullptr) {
            editor->selectAll();
            QTest::keyClicks(editor, QLatin1String(text));
            QTest::keyClick(editor, Qt::Key_Return);
        }
        QApplication::processEvents();
        return editor;
    }
    static void forget_editors() {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    bool gutter(std::size_t instruction) {
        const RoutineModel& routine = *window.session_page()->routine()->model();
        const RoutinePlace place = *routine.place_of(instruction);
        return routine.bands().at(place.band).lines.at(place.line).breakpoint;
    }
};

TEST_F(BreakpointWindow, a_typed_breakpoint_stops_the_target_and_counts_its_hits) {
    open("macro");
    press(Qt::Key_F9, Qt::ControlModifier);
    ASSERT_TRUE(panel().line()->hasFocus());
    type("macro:SAVE_GUEST_GPRS if cause == 21 after 1");
    ASSERT_EQ(model().rowCount(), 1);
    EXPECT_EQ(cell(0, BreakpointModel::where), "macro:SAVE_GUEST_GPRS");
    EXPECT_EQ(cell(0, BreakpointModel::condition), "cause == 21");
    EXPECT_EQ(cell(0, BreakpointModel::counting), "after 1");
    EXPECT_EQ(cell(0, BreakpointModel::hits), "0");
    EXPECT_EQ(cell(0, BreakpointModel::kind), "macro");
    EXPECT_TRUE(gutter(guest_entered)) << "the macro's first instruction shows it";
    EXPECT_EQ(panel().line()->text(), QString()) << "ready for the next one";
    press(Qt::Key_F6);
    EXPECT_EQ(position(), guest_trapped);
    EXPECT_EQ(cell(0, BreakpointModel::hits), "1");
}

TEST_F(BreakpointWindow, mistakes_are_shown_while_typing_with_their_place) {
    open("macro");
    run(ActionId::new_breakpoint);
    QTest::keyClicks(panel().line(), QStringLiteral("guest-exit iff"));
    EXPECT_THAT(panel().complaint().toStdString(), HasSubstr("at character 12"));
    EXPECT_TRUE(find<QLabel>("breakpoints_complaint")->isVisible());
    QTest::keyClick(panel().line(), Qt::Key_Return);
    EXPECT_EQ(model().rowCount(), 0) << "what is not understood is not set";
    EXPECT_FALSE(panel().line()->text().isEmpty()) << "and stays to be mended";
    QTest::keyClick(panel().line(), Qt::Key_Backspace);
    QTest::keyClicks(panel().line(), QStringLiteral(" cause == 21"));
    EXPECT_EQ(panel().complaint(), QString());
    QTest::keyClick(panel().line(), Qt::Key_Return);
    EXPECT_EQ(model().rowCount(), 1);
}

TEST_F(BreakpointWindow, the_gutter_and_the_list_show_the_same_breakpoints) {
    open("macro");
    run(ActionId::panel_breakpoints);
    press(Qt::Key_F9);
    ASSERT_EQ(model().rowCount(), 1);
    EXPECT_EQ(cell(0, BreakpointModel::where), "at:+0x0");
    table().setCurrentIndex(model().index(0, 1));
    QTest::keyClick(&table(), Qt::Key_Delete);
    EXPECT_EQ(model().rowCount(), 0);
    EXPECT_FALSE(gutter(0));
}

TEST_F(BreakpointWindow, a_cell_is_edited_in_place_and_nonsense_stays_in_the_editor) {
    open("macro");
    run(ActionId::new_breakpoint);
    type("guest-exit");
    ASSERT_NE(edit(0, BreakpointModel::condition, "cause == 5"), nullptr);
    EXPECT_EQ(cell(0, BreakpointModel::condition), "cause == 5");
    ASSERT_NE(edit(0, BreakpointModel::hart, "0"), nullptr);
    ASSERT_NE(edit(0, BreakpointModel::counting, "every 2 once"), nullptr);
    ASSERT_NE(edit(0, BreakpointModel::where, "entry"), nullptr);
    EXPECT_EQ(window.controller().breakpoints().entries().front().breakpoint.text(
                  window.controller().facts()->routine, window.controller().facts()->area),
              "entry if cause == 5 hart 0 every 2 once");
    QPointer<QLineEdit> editor = edit(0, BreakpointModel::vcpu, "many");
    ASSERT_FALSE(editor.isNull()) << "Enter does not leave it";
    EXPECT_THAT(panel().complaint().toStdString(), HasSubstr("a number is wanted"));
    QTest::keyClick(editor.data(), Qt::Key_Escape);
    QApplication::processEvents();
    forget_editors();
    EXPECT_EQ(cell(0, BreakpointModel::vcpu), "\u2013");
    EXPECT_EQ(panel().complaint(), QString());
}

TEST_F(BreakpointWindow, a_disabled_breakpoint_stops_nothing_and_is_a_ring) {
    open("macro");
    run(ActionId::new_breakpoint);
    type("macro:RESTORE_GUEST_GPRS");
    type("guest-exit");
    const QModelIndex box = model().index(0, BreakpointModel::on);
    table().setCurrentIndex(box);
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Space);
    EXPECT_EQ(box.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    const RoutineModel& routine = *window.session_page()->routine()->model();
    const RoutinePlace place = *routine.place_of(csrs_swapped);
    EXPECT_TRUE(routine.bands().at(place.band).lines.at(place.line).breakpoint);
    EXPECT_FALSE(routine.bands().at(place.band).lines.at(place.line).breakpoint_on);
    press(Qt::Key_F6);
    EXPECT_EQ(position(), guest_trapped) << "past the one that is off";
    table().setCurrentIndex(model().index(1, BreakpointModel::on));
    QTest::keyClick(&table(), Qt::Key_Space);
    EXPECT_FALSE(available(ActionId::run_to_breakpoint));
    EXPECT_THAT(tip(ActionId::run_to_breakpoint), HasSubstr("all breakpoints are switched off"));
}

TEST_F(BreakpointWindow, a_click_shows_the_instruction_in_the_routine) {
    open("macro");
    run(ActionId::new_breakpoint);
    type("guest-exit");
    type("guest:0x80000010");
    QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::NoModifier,
                      middle_of(0, BreakpointModel::where));
    EXPECT_EQ(window.session_page()->routine()->looked_at(), guest_entered);
    EXPECT_TRUE(window.session_page()->routine()->is_open(4));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::NoModifier,
                      middle_of(1, BreakpointModel::where));
    EXPECT_THAT(panel().complaint().toStdString(), HasSubstr("not in the routine"));
}

TEST_F(BreakpointWindow, all_are_removed_at_once_and_a_restart_keeps_them) {
    open("macro");
    run(ActionId::new_breakpoint);
    type("guest-exit");
    type("guest-entry off");
    press(Qt::Key_F6);
    run(ActionId::restart);
    if (window.banner()->asks()) { // because the steps are not saved
        click("banner_offer");
    }
    ASSERT_EQ(model().rowCount(), 2) << "of the same target";
    EXPECT_EQ(cell(0, BreakpointModel::hits), "0") << "counted anew";
    run(ActionId::clear_breakpoints);
    EXPECT_EQ(model().rowCount(), 0);
    EXPECT_FALSE(available(ActionId::clear_breakpoints));
    EXPECT_THAT(tip(ActionId::clear_breakpoints), HasSubstr("there are no breakpoints"));
}

struct BreakpointsOfAFile : RecordingOnDisk {};

TEST_F(BreakpointsOfAFile, cannot_be_set_and_everything_says_why) {
    record(200);
    SyntheticProvider provider;
    MainWindow window(provider, nullptr);
    window.show();
    window.open_recording(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.controller().file() != nullptr; }, 10000));
    window.session_page()->docks()->show_panel(Panel::breakpoints);
    BreakpointPanel& panel = *window.session_page()->panels()->breakpoint_panel();
    for (const ActionId id :
         {ActionId::new_breakpoint, ActionId::clear_breakpoints, ActionId::run_to_breakpoint}) {
        EXPECT_FALSE(window.actions().get(id)->isEnabled());
        EXPECT_THAT(window.actions().get(id)->toolTip().toStdString(),
                    HasSubstr("this is a recording"));
    }
    EXPECT_FALSE(panel.line()->isEnabled());
    EXPECT_THAT(panel.line()->toolTip().toStdString(), HasSubstr("this is a recording"));
    EXPECT_THAT(panel.hint().toStdString(), HasSubstr("this is a recording"));
}

} // namespace
} // namespace switchscope::ui

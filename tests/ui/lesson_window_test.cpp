// SPDX-License-Identifier: MIT
// Lessons in the window, on the real demo machine. They are chosen, followed, answered, left and
// resumed.
#include <QScrollBar>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/desktop/lessons.h"
#include "app/machines/target_provider.h"
#include "core/isa/registers.h"
#include "tests/support/run_tool.h"
#include "tests/ui/support/window_driver.h"
#include "ui/base/language.h"

namespace switchscope::ui {
namespace {

using testing::HasSubstr;
using testing::Not;
using Mark = ChoiceButton::Mark;
using State = LessonGuide::State;

/// The machines of the window, and its lessons.
struct LessonWindow : testing::Test {
    app::TargetProvider provider{[] {
        app::TargetSpec demo;
        demo.timer = false;
        return demo;
    }()};
    app::LessonPlayer player;
    MainWindow window{provider, nullptr, &player};

    LessonWindow() {
        window.theme().set_mode(ThemeMode::dark);
        window.theme().set_reduced_motion(true);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
    }
    ~LessonWindow() override { Language::instance().set(QString::fromLatin1(Language::english)); }
    LessonWindow(const LessonWindow&) = delete;
    LessonWindow& operator=(const LessonWindow&) = delete;

    LessonGuide& guide() { return window.guide(); }
    LessonPanel& panel() { return *window.session_page()->lesson(); }
    bool comes_to(State state) {
        return QTest::qWaitFor([&] { return guide().state() == state; }, 30000);
    }
    void choose(std::size_t lesson) {
        QTest::mouseClick(window.start_page()->lessons().at(lesson), Qt::LeftButton);
        ASSERT_TRUE(comes_to(State::leading));
        QApplication::processEvents();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&window, key, modifiers);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !window.controller().busy(); }, 30000));
    }
    void press_button(const char* name) {
        auto* button = window.findChild<QAbstractButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        ASSERT_TRUE(button->isVisible()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Clicks a cell of the lanes, as a user does.
    void click_place(const Location& place) {
        LanesView* lanes = window.session_page()->lanes();
        const auto cell = lanes->model()->find(place);
        ASSERT_TRUE(cell);
        lanes->select(cell); // scrolls to the cell
        const QRectF box = lanes->geometry_of_cells()->cell(*cell);
        QTest::mouseClick(lanes->viewport(), Qt::LeftButton, {},
                          box.center().toPoint() - QPoint(lanes->horizontalScrollBar()->value(),
                                                          lanes->verticalScrollBar()->value()));
        EXPECT_EQ(lanes->selected(), cell);
    }
    Location slot(const char* path) {
        return Location::slot(0, *window.controller().facts()->area.index_of(path));
    }
    std::size_t position() { return window.controller().timeline()->position(); }
    std::string text() { return panel().text().toStdString(); }
    std::string feedback() { return panel().feedback().toStdString(); }
};

TEST_F(LessonWindow, a_lesson_of_the_start_page_opens_its_machine_and_leads_through_every_note) {
    ASSERT_EQ(window.start_page()->lessons().size(), 7u);
    choose(0);
    EXPECT_TRUE(window.shows_session());
    EXPECT_TRUE(window.session_page()->docks()->shows(Panel::lessons));
    EXPECT_EQ(guide().title().toStdString(), "One world switch, end to end");
    EXPECT_THAT(text(), HasSubstr("Everything in the CPU is the host's."));
    EXPECT_EQ(window.session_page()->lanes()->pointed(), (std::vector{Location::gpr(a0)}));
    EXPECT_EQ(position(), 0u);
    std::vector<std::size_t> moments{position()};
    while (window.actions().get(ActionId::lesson_next)->isEnabled()) {
        press_button("button_action_lesson-next");
        EXPECT_TRUE(guide().at_note());
        moments.push_back(position());
    }
    EXPECT_EQ(moments.size(), guide().count());
    EXPECT_EQ(moments.size(), 9u);
    EXPECT_TRUE(std::ranges::is_sorted(moments));
    EXPECT_THAT(text(), HasSubstr("One call, one world switch."));
    EXPECT_THAT(window.actions().get(ActionId::lesson_next)->toolTip().toStdString(),
                HasSubstr("Not now: this is the last note"));
    press(Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(position(), moments.at(moments.size() - 2));
}

TEST_F(LessonWindow, after_looking_around_one_finds_back_to_the_lesson) {
    choose(0);
    press(Qt::Key_Right, Qt::AltModifier);
    const std::size_t moment = position();
    EXPECT_FALSE(window.actions().get(ActionId::lesson_return)->isEnabled());
    press(Qt::Key_F11);
    press(Qt::Key_F11);
    EXPECT_EQ(position(), moment + 2);
    EXPECT_TRUE(window.session_page()->lanes()->pointed().empty())
        << "what it says is of another moment";
    press_button("button_action_lesson-return");
    EXPECT_EQ(position(), moment);
    EXPECT_FALSE(window.session_page()->lanes()->pointed().empty());
    // Where the lesson ends, the machine can still be stepped.
    press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    const std::size_t end = position();
    press(Qt::Key_F10);
    EXPECT_GT(position(), end);
    press(Qt::Key_Home, Qt::AltModifier);
    EXPECT_EQ(position(), moment);
}

TEST_F(LessonWindow, a_prediction_is_answered_by_clicking_the_place) {
    choose(0);
    ASSERT_TRUE(guide().wants_place());
    click_place(slot("host_context.sp"));
    EXPECT_THAT(feedback(),
                HasSubstr("Not host.sp: that is written by sd sp, 0x30(a0), at step 1."));
    EXPECT_FALSE(guide().answer().solved);
    click_place(slot("guest_context.ra"));
    EXPECT_THAT(feedback(), HasSubstr("It is still the host that runs")) << "what the author says";
    click_place(slot("host_context.ra"));
    EXPECT_TRUE(guide().answer().solved);
    EXPECT_THAT(feedback(), HasSubstr("Right: host.ra"));
    EXPECT_THAT(feedback(), HasSubstr("stores a register at an address"));
    EXPECT_FALSE(guide().wants_place());
    press(Qt::Key_F11);
    EXPECT_EQ(window.session_page()
                  ->lanes()
                  ->model()
                  ->cell(*window.session_page()->lanes()->model()->find(slot("host_context.ra")))
                  .written,
              true);
}

TEST_F(LessonWindow, a_prediction_is_answered_by_choosing_and_a_wrong_choice_is_explained) {
    choose(2); // the way home
    while (panel().choices().empty()) {
        ASSERT_TRUE(window.actions().get(ActionId::lesson_next)->isEnabled());
        press(Qt::Key_Right, Qt::AltModifier);
    }
    ASSERT_EQ(panel().choices().size(), 3u);
    press_button("choice_0");
    EXPECT_EQ(panel().choices().at(0)->mark(), Mark::wrong);
    EXPECT_FALSE(panel().choices().at(0)->isEnabled());
    EXPECT_THAT(feedback(), HasSubstr("it waits in host_stvec"));
    press_button("choice_1");
    EXPECT_EQ(panel().choices().at(1)->mark(), Mark::right);
    EXPECT_THAT(feedback(), HasSubstr("Right: Right behind the sret"));
    // The answers are still there.
    press(Qt::Key_Left, Qt::AltModifier);
    EXPECT_TRUE(panel().choices().empty());
    press(Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(panel().choices().at(1)->mark(), Mark::right);
}

TEST_F(LessonWindow, an_answer_can_be_shown) {
    choose(0);
    press_button("button_show_answer");
    EXPECT_THAT(feedback(), HasSubstr("The answer: host.ra"));
    EXPECT_EQ(window.session_page()->lanes()->pointed().back(), slot("host_context.ra"));
}

TEST_F(LessonWindow, the_bug_is_found_by_stepping_the_broken_machine) {
    choose(6);
    EXPECT_EQ(window.controller().choice(), "broken");
    press(Qt::Key_Right, Qt::AltModifier);
    click_place(Location::gpr(s3));
    EXPECT_THAT(feedback(), HasSubstr("Close, though."));
    click_place(Location::gpr(s4));
    EXPECT_THAT(feedback(), HasSubstr("Right: s4"));
    press(Qt::Key_Right, Qt::AltModifier);
    press_button("choice_2");
    EXPECT_TRUE(guide().answer().solved);
    press(Qt::Key_Right, Qt::AltModifier);
    press(Qt::Key_Right, Qt::AltModifier);
    click_place(slot("host_context.s4"));
    EXPECT_THAT(feedback(), HasSubstr("It is the bug"));
    click_place(slot("host_context.s5"));
    EXPECT_THAT(feedback(), HasSubstr("The line that stores s4 is missing."));
    while (window.actions().get(ActionId::lesson_next)->isEnabled()) {
        press(Qt::Key_Right, Qt::AltModifier);
    }
    EXPECT_THAT(text(), HasSubstr("After the switch s4 holds 0x0"));
}

TEST_F(LessonWindow, speaks_the_language_of_the_window_and_changes_with_it) {
    choose(1);
    press(Qt::Key_Right, Qt::AltModifier);
    const std::size_t index = guide().index();
    EXPECT_THAT(text(), HasSubstr("But all 31 registers"));
    Language::instance().set(QString::fromLatin1(Language::chinese));
    EXPECT_EQ(guide().title(), QStringLiteral("为什么 a0 要和 sscratch 交换"));
    EXPECT_TRUE(panel().text().contains(QStringLiteral("然而全部 31 个寄存器"))) << text();
    EXPECT_EQ(guide().index(), index);
    EXPECT_EQ(window.session_page()->lanes()->pointed().size(), 2u);
    EXPECT_TRUE(window.start_page()->lessons().at(6)->accessibleName().contains(
        QStringLiteral("找出错误")));
}

TEST_F(LessonWindow, another_lesson_is_chosen_from_the_list_and_another_machine_ends_it) {
    choose(0);
    press_button("button_all_lessons");
    EXPECT_TRUE(panel().shows_list());
    press_button("lesson_3");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return guide().state() == State::leading && guide().lesson().id.front() == '4'; },
        30000));
    EXPECT_FALSE(panel().shows_list());
    window.open("legacy");
    ASSERT_TRUE(comes_to(State::none));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.controller().busy(); }, 30000));
    EXPECT_TRUE(panel().shows_list());
    EXPECT_TRUE(window.session_page()->lanes()->pointed().empty());
}

struct OwnScript : LessonWindow {
    QTemporaryDir folder;
    std::filesystem::path write(const char* source) {
        const auto path = std::filesystem::path(folder.path().toStdString()) / "mine.js";
        test::write_file(path, source);
        return path;
    }
};

TEST_F(OwnScript, is_played_as_a_lesson) {
    guide().open_script(
        write("lesson('Mine'); macro(); narrate('Saved **23**.'); highlight('host.s0');"));
    ASSERT_TRUE(comes_to(State::leading));
    EXPECT_EQ(guide().title(), QStringLiteral("Mine"));
    EXPECT_EQ(text(), "Saved 23.");
    EXPECT_EQ(position(), 23u);
    EXPECT_EQ(guide().lessons().size(), 8u) << "it is one of the list from now on";
}

TEST_F(OwnScript, reports_its_errors_and_failures_with_file_and_line) {
    guide().open_script(write(
        "narrate('Begin.');\nexpect('a0 == 1', 'one');\nstep();\nnarrate('Then.');\nnothing();"));
    ASSERT_TRUE(comes_to(State::leading));
    auto* problems = window.findChild<QLabel*>(QStringLiteral("lesson_problems"));
    ASSERT_TRUE(problems->isVisible());
    EXPECT_THAT(problems->text().toStdString(),
                HasSubstr("mine.js:2: a0 == 1 does not hold: a0 is 0x"));
    EXPECT_THAT(problems->text().toStdString(), HasSubstr("mine.js:5: ReferenceError"));
    guide().open_script(write("step();\nnothing();"));
    ASSERT_TRUE(comes_to(State::failed));
    EXPECT_THAT(guide().error()->what.english(), HasSubstr("mine.js:2: ReferenceError"));
    auto* error = window.findChild<QLabel*>(QStringLiteral("lesson_error"));
    ASSERT_NE(error, nullptr);
    EXPECT_THAT(error->text().toStdString(), HasSubstr("mine.js:2: ReferenceError"));
}

TEST_F(OwnScript, that_does_not_end_is_stopped_with_a_message) {
    guide().open_script(write("narrate('Begin.'); while (true) {}"));
    ASSERT_TRUE(comes_to(State::leading));
    EXPECT_THAT(guide().error()->what.english(), HasSubstr("does not come to an end"));
    guide().open_script(std::filesystem::path(folder.path().toStdString()) / "absent.js");
    ASSERT_TRUE(comes_to(State::failed));
    EXPECT_THAT(guide().error()->what.english(), HasSubstr("cannot read the script"));
}

TEST_F(OwnScript, plays_on_the_recording_that_is_open) {
    choose(0); // records four switches and more
    const auto file = std::filesystem::path(folder.path().toStdString()) / "demo.swrec";
    window.controller().record_to(file);
    for (int n = 0; n < 3; ++n) {
        press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
        press(Qt::Key_F5);
    }
    window.open_recording(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.controller().file() != nullptr; }, 30000));
    ASSERT_TRUE(comes_to(State::none));
    window.session_page()->docks()->show_panel(Panel::lessons);
    QApplication::processEvents();
    ASSERT_TRUE(panel().on_recording()->isVisible());
    press_button("lesson_0");
    ASSERT_TRUE(comes_to(State::leading));
    EXPECT_NE(window.controller().file(), nullptr) << "no machine was started";
    EXPECT_TRUE(guide().failures().empty());
    press(Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(position(), 23u);
    // The script ends where the recording ends.
    guide().open_script(write("narrate('Begin.');\nfor (;;) worldSwitch();"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return guide().error().has_value(); }, 30000));
    EXPECT_THAT(guide().error()->what.english(),
                HasSubstr("mine.js:2: Error: the recording ends here"));
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// One table of actions: what the menu, the palette and the keys make of it.
#include <QSettings>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"
#include "ui/actions/fuzzy_match.h"
#include "ui/actions/shortcut_dialog.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(FuzzyMatch, takes_letters_in_their_order) {
    EXPECT_TRUE(fuzzy_match(QStringLiteral("smac"), QStringLiteral("Step Macro")));
    EXPECT_FALSE(fuzzy_match(QStringLiteral("ms"), QStringLiteral("Step Macro")));
    EXPECT_FALSE(fuzzy_match(QStringLiteral("demo"), QStringLiteral("Order of Memory")))
        << "letters from here and there";
    EXPECT_TRUE(fuzzy_match(QStringLiteral("acro"), QStringLiteral("Step Macro")));
    EXPECT_TRUE(fuzzy_match(QString(), QStringLiteral("Step Macro")));
    EXPECT_FALSE(fuzzy_match(QStringLiteral("x"), QString()));
}

TEST(FuzzyMatch, prefers_the_beginnings_of_words) {
    const auto match = fuzzy_match(QStringLiteral("sm"), QStringLiteral("Items: Step Macro"));
    ASSERT_TRUE(match);
    EXPECT_THAT(match->at, ElementsAre(7, 12));
    EXPECT_GT(match->score, fuzzy_match(QStringLiteral("sm"), QStringLiteral("a prism"))->score);
}

TEST(Actions, every_key_and_every_name_belongs_to_one_action) {
    std::set<QString> keys;
    std::set<std::string> names;
    for (const ActionSpec& spec : action_table()) {
        EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
        for (const QKeySequence& key : WindowActions::first_keys(spec.id)) {
            EXPECT_TRUE(keys.insert(key.toString()).second) << spec.shortcuts;
        }
    }
}

TEST_F(Window, the_menu_has_every_action) {
    std::set<QAction*> all;
    for (QAction* entry : window.menu()->actions()) {
        if (entry->menu() == nullptr) {
            all.insert(entry);
            continue;
        }
        for (QAction* action : entry->menu()->actions()) {
            all.insert(action);
        }
    }
    for (const ActionSpec& spec : action_table()) {
        EXPECT_TRUE(all.contains(window.actions().get(spec.id))) << spec.name;
    }
}

TEST_F(Window, every_disabled_action_says_why) {
    const auto look = [&] {
        for (const ActionSpec& spec : action_table()) {
            if (!available(spec.id)) {
                EXPECT_THAT(tip(spec.id), HasSubstr("Not now: ")) << spec.name;
                EXPECT_FALSE(window.actions().why_not(spec.id).isEmpty()) << spec.name;
            }
        }
    };
    look();
    EXPECT_FALSE(available(ActionId::instruction));
    open("macro");
    look();
    press(Qt::Key_F10);
    look();
}

struct Palette : Window {
    void type(const char* text) {
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        ASSERT_TRUE(window.palette()->isVisible());
        QTest::keyClicks(window.palette()->filter(), QLatin1String(text));
    }
    std::string chosen() {
        return window.palette()->list()->currentIndex().data().toString().toStdString();
    }
    void enter() {
        QTest::keyClick(window.palette()->filter(), Qt::Key_Return);
        ASSERT_TRUE(settles());
    }
};

TEST_F(Palette, runs_what_a_few_letters_find) {
    open("macro");
    type("stmac");
    EXPECT_EQ(chosen(), "Step Macro");
    enter();
    EXPECT_FALSE(window.palette()->isVisible());
    EXPECT_EQ(position(), host_saved);
}

TEST_F(Palette, stays_open_on_an_unavailable_action_and_says_why) {
    type("Step Macro");
    EXPECT_EQ(chosen(), "Step Macro");
    const QModelIndex row = window.palette()->list()->currentIndex();
    EXPECT_THAT(row.data(Qt::AccessibleTextRole).toString().toStdString(),
                HasSubstr("no target is open"));
    enter();
    EXPECT_TRUE(window.palette()->isVisible());
    QTest::keyClick(window.palette()->filter(), Qt::Key_Escape);
    EXPECT_FALSE(window.palette()->isVisible());
}

TEST_F(Palette, arrows_choose_and_the_focus_comes_back) {
    open("macro");
    QWidget* before = window.focusWidget();
    type("step");
    const std::string first = chosen();
    QTest::keyClick(window.palette()->filter(), Qt::Key_Down);
    EXPECT_NE(chosen(), first);
    QTest::keyClick(window.palette()->filter(), Qt::Key_Up);
    EXPECT_EQ(chosen(), first);
    QTest::keyClick(window.palette()->filter(), Qt::Key_Escape);
    EXPECT_EQ(window.focusWidget(), before);
}

TEST_F(Palette, knows_the_words_that_people_type) {
    open("macro");
    press(Qt::Key_F10);
    for (const auto& [typed, wanted] :
         {std::pair("reset", "Arrange as at First"),
          std::pair("screenshot", "Save the Picture\u2026"), std::pair("language", "English"),
          std::pair("trace", "Layout Trace"), std::pair("rec", "Record to File\u2026"),
          std::pair("clear", "Breakpoint"), std::pair("delete", "Breakpoint"),
          std::pair("help", "Keys")}) {
        type(typed);
        EXPECT_EQ(chosen(), wanted) << typed;
        QTest::keyClick(window.palette()->filter(), Qt::Key_Escape);
    }
}

TEST_F(Palette, lists_available_actions_before_the_others) {
    type("rec"); // on the start page: nothing to record
    EXPECT_EQ(chosen(), "Open Recording\u2026");
    EXPECT_GT(window.palette()->model().rowCount(), 1);
}

TEST_F(Palette, says_so_when_nothing_is_found) {
    open("macro");
    type("qqq");
    EXPECT_FALSE(window.palette()->list()->isVisible());
    EXPECT_TRUE(window.palette()->nothing_found()->isVisible());
    EXPECT_THAT(window.palette()->nothing_found()->text().toStdString(), HasSubstr("qqq"));
    QTest::keyClick(window.palette()->filter(), Qt::Key_Backspace);
    QTest::keyClick(window.palette()->filter(), Qt::Key_Backspace);
    QTest::keyClick(window.palette()->filter(), Qt::Key_Backspace);
    EXPECT_TRUE(window.palette()->list()->isVisible());
}

TEST_F(Palette, selects_a_register_in_the_lanes_and_inspects_any_other) {
    open("macro");
    const auto shown = [&] {
        return window.session_page()->inspector()->inspection().name.toStdString();
    };
    type("s11");
    EXPECT_EQ(chosen(), "s11");
    enter();
    EXPECT_EQ(shown(), "s11");
    LanesView* lanes = window.session_page()->lanes();
    EXPECT_EQ(lanes->selected(), lanes->model()->find(Location::gpr(s11)));
    type("scause");
    EXPECT_EQ(chosen(), "scause");
    enter();
    EXPECT_EQ(shown(), "scause");
    EXPECT_EQ(window.focusWidget(), lanes);
}

TEST_F(Palette, finds_only_places_when_it_was_opened_for_places) {
    open("macro");
    press(Qt::Key_G, Qt::ControlModifier);
    ASSERT_TRUE(window.palette()->isVisible());
    QTest::keyClicks(window.palette()->filter(), QStringLiteral("context.s3"));
    EXPECT_EQ(window.palette()->model().rowCount(), 2) << "the host's slot and the guest's";
    enter();
    EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(),
              "host_context.s3");
}

struct Shortcuts : testing::Test {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    SyntheticProvider provider;
};

template <class Widget> Widget* in(QWidget* dialog, const char* name) {
    return dialog->findChild<Widget*>(QLatin1String(name));
}

TEST_F(Shortcuts, after_a_warning_a_key_moves_to_another_action_for_good) {
    {
        MainWindow window(provider, &settings);
        window.show();
        window.actions().get(ActionId::shortcuts)->trigger();
        auto* dialog = window.findChild<ShortcutDialog*>();
        ASSERT_NE(dialog, nullptr);
        dialog->choose(ActionId::macro);
        EXPECT_EQ(in<QLabel>(dialog, "shortcut_name")->text(), QStringLiteral("Step Macro"));
        auto* set = in<QPushButton>(dialog, "shortcut_set");
        EXPECT_FALSE(set->isEnabled());
        QTest::keyClick(in<QKeySequenceEdit>(dialog, "shortcut_key"), Qt::Key_O,
                        Qt::ControlModifier);
        // The editor waits a moment for a second stroke.
        ASSERT_TRUE(QTest::qWaitFor([&] { return set->isEnabled(); }, 5000));
        EXPECT_THAT(in<QLabel>(dialog, "shortcut_conflict")->text().toStdString(),
                    HasSubstr("Open Recording"));
        QTest::mouseClick(set, Qt::LeftButton);
        EXPECT_TRUE(in<QLabel>(dialog, "shortcut_conflict")->text().isEmpty());
        EXPECT_TRUE(window.actions().keys(ActionId::open_recording).isEmpty());
    }
    MainWindow window(provider, &settings);
    const QKeySequence key(QStringLiteral("Ctrl+O"));
    EXPECT_THAT(window.actions().keys(ActionId::macro), ElementsAre(key));
    EXPECT_TRUE(window.actions().keys(ActionId::open_recording).isEmpty());
    window.actions().reset_keys();
    EXPECT_THAT(window.actions().keys(ActionId::open_recording), ElementsAre(key));
    EXPECT_TRUE(settings.allKeys().filter(QStringLiteral("keys/")).isEmpty());
}

TEST_F(Shortcuts, a_changed_key_steps_and_the_old_one_does_not) {
    MainWindow window(provider, &settings);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
    window.open("macro");
    const auto settles = [&] {
        return QTest::qWaitFor([&] { return !window.controller().busy(); }, 10000);
    };
    ASSERT_TRUE(settles());
    window.actions().set_keys(ActionId::macro, {QKeySequence(QStringLiteral("Ctrl+Alt+M"))});
    QTest::keyClick(&window, Qt::Key_F10);
    ASSERT_TRUE(settles());
    EXPECT_EQ(window.controller().timeline()->position(), 0u);
    QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
    ASSERT_TRUE(settles());
    EXPECT_EQ(window.controller().timeline()->position(), host_saved);
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// The window as somebody uses it who has read only the README.
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/trace/recording_file.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/session/recent_recordings.h"
#include "ui/widgets/file_dialogs.h"
#include "ui/window/run.h"
#include "ui/window/window_place.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using State = SessionController::State;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(FirstPlace, a_window_and_its_frame_stay_on_a_small_screen) {
    const QRect screen(0, 0, 1280, 720);
    const QRect place = fit_into({-160, -140, 1600, 1000}, screen, {4, 24, 4, 4});
    EXPECT_EQ(place, QRect(4, 24, 1272, 692));
    EXPECT_EQ(fit_into({100, 50, 800, 600}, screen, {4, 24, 4, 4}), QRect(100, 50, 800, 600))
        << "what fits stays";
    EXPECT_EQ(fit_into({900, 600, 800, 600}, screen, {4, 24, 4, 4}), QRect(476, 116, 800, 600))
        << "what hangs over an edge is moved";
}

TEST(FirstPlace, the_first_window_is_inside_of_the_screen) {
    SyntheticProvider provider;
    MainWindow window(provider, nullptr);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    EXPECT_TRUE(window.screen()->availableGeometry().contains(window.frameGeometry()));
}

struct FirstHour : Window {
    QTemporaryDir folder;

    std::string status() { return window.status_line()->told().toStdString(); }
    std::string badge() { return window.badges()->badges().back().text.toStdString(); }
    void press_on(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(widget, key, modifiers);
        ASSERT_TRUE(settles());
    }
    /// Presses a key in the widget that has the keyboard.
    void press_here(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        ASSERT_NE(window.focusWidget(), nullptr);
        press_on(window.focusWidget(), key, modifiers);
    }
    QFileDialog* dialog(const char* name) {
        QFileDialog* found = nullptr;
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                found = window.findChild<QFileDialog*>(QLatin1String(name));
                return found != nullptr && found->isVisible();
            },
            5000))
            << name;
        return found;
    }
    /// Accepts the dialog for a file in the test's folder. Empty: with the name that it suggests.
    std::filesystem::path save_as(const char* name_of_dialog, const QString& name) {
        QFileDialog* asked = dialog(name_of_dialog);
        auto* line = asked->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        line->setText(folder.filePath(name.isEmpty() ? line->text() : name));
        const std::filesystem::path path = line->text().toStdString();
        QTest::mouseClick(asked->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save),
                          Qt::LeftButton);
        EXPECT_TRUE(
            QTest::qWaitFor([&] { return window.findChild<QFileDialog*>() == nullptr; }, 5000));
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
        return path;
    }
};

TEST_F(FirstHour, enter_opens_the_highlighted_card) {
    EXPECT_EQ(window.focusWidget(), window.start_page()->cards().front());
    press_here(Qt::Key_Return);
    EXPECT_TRUE(window.shows_session());
}

TEST_F(FirstHour, after_a_session_the_keyboard_is_on_its_card_and_enter_opens_it_again) {
    open("broken");
    press(Qt::Key_W, Qt::ControlModifier);
    ASSERT_FALSE(window.shows_session());
    auto* card = qobject_cast<ChoiceCard*>(window.focusWidget());
    ASSERT_NE(card, nullptr);
    EXPECT_EQ(card->choice().id, "broken");
    press_here(Qt::Key_Enter);
    EXPECT_TRUE(window.shows_session());
}

TEST_F(FirstHour, enter_works_on_the_buttons_of_the_start_page_too) {
    find<QAbstractButton>("button_open_recording")->setFocus();
    press_here(Qt::Key_Return);
    QFileDialog* asked = dialog("recording_dialog");
    ASSERT_NE(asked, nullptr);
    asked->reject();
}

TEST_F(FirstHour, the_badge_says_live_and_names_the_file_that_is_written) {
    open("macro");
    EXPECT_EQ(badge(), "Live");
    press(Qt::Key_R, Qt::ControlModifier);
    const auto path = save_as("recording_dialog", {});
    EXPECT_THAT(path.filename().string(), testing::MatchesRegex("switch-[0-9-]*-1.swrec"));
    press(Qt::Key_F10);
    const auto& badges = window.badges()->badges();
    EXPECT_EQ(badges.at(badges.size() - 2).text.toStdString().substr(0, 4), "REC ");
    EXPECT_EQ(badge(), "Live");
    press(Qt::Key_R, Qt::ControlModifier);
    EXPECT_THAT(status(), HasSubstr("Saved to switch-"));
    EXPECT_THAT(status(), HasSubstr("23 steps"));
    EXPECT_EQ(window.badges()->badges().size(), badges.size());
    for (const Badge& one : window.badges()->badges()) {
        EXPECT_FALSE(one.text.startsWith(QLatin1String("REC")));
    }
}

TEST_F(FirstHour, a_name_that_is_taken_is_not_suggested_again) {
    const QString first = free_name(folder.path(), QStringLiteral("demo"), QStringLiteral("swrec"));
    EXPECT_TRUE(first.endsWith(QLatin1String("-1.swrec")));
    QFile file(folder.filePath(first));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_TRUE(free_name(folder.path(), QStringLiteral("demo"), QStringLiteral("swrec"))
                    .endsWith(QLatin1String("-2.swrec")));
}

TEST_F(FirstHour, a_file_dialog_can_be_read_in_the_dark_theme) {
    press(Qt::Key_O, Qt::ControlModifier);
    QFileDialog* asked = dialog("recording_dialog");
    ASSERT_NE(asked, nullptr);
    for (const char* name : {"treeView", "listView"}) {
        const auto* view = asked->findChild<QAbstractItemView*>(QLatin1String(name));
        ASSERT_NE(view, nullptr);
        const QPalette& colors = view->palette();
        EXPECT_GT(std::abs(colors.color(QPalette::Text).lightness() -
                           colors.color(QPalette::Base).lightness()),
                  100)
            << name;
    }
    asked->reject();
}

TEST_F(FirstHour, a_panel_that_is_opened_by_key_has_the_keyboard) {
    open("macro");
    press(Qt::Key_F5); // an exit to list
    press(Qt::Key_E, Qt::ControlModifier);
    EXPECT_EQ(window.focusWidget()->objectName().toStdString(), "exits_table");
    QApplication::processEvents();
    press(Qt::Key_E, Qt::ControlModifier);
    EXPECT_TRUE(window.session_page()->docks()->dock(Panel::exits)->isHidden());
    EXPECT_EQ(window.focusWidget(), window.session_page()->lanes());
}

TEST_F(FirstHour, the_key_of_a_panel_behind_a_tab_brings_it_to_the_front) {
    open("macro");
    press(Qt::Key_2, Qt::AltModifier);
    QApplication::processEvents();
    DockArea* docks = window.session_page()->docks();
    ASSERT_FALSE(docks->shows(Panel::console)) << "the watch panel is in front";
    press(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
    QApplication::processEvents();
    EXPECT_TRUE(docks->shows(Panel::console));
    EXPECT_TRUE(docks->dock(Panel::console)->isAncestorOf(window.focusWidget()));
}

TEST_F(FirstHour, closing_an_unsaved_session_asks_first_and_esc_stays) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_W, Qt::ControlModifier);
    EXPECT_TRUE(window.shows_session());
    ASSERT_TRUE(window.banner()->asks());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("23 steps"));
    press_here(Qt::Key_Escape);
    EXPECT_FALSE(window.banner()->isVisible());
    EXPECT_EQ(position(), host_saved);
    press(Qt::Key_W, Qt::ControlModifier);
    click("banner_offer");
    EXPECT_FALSE(window.shows_session());
}

TEST_F(FirstHour, a_session_without_steps_is_closed_without_a_question) {
    open("macro");
    press(Qt::Key_W, Qt::ControlModifier);
    EXPECT_FALSE(window.shows_session());
}

TEST_F(FirstHour, enter_saves_and_then_the_target_is_restarted) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(window.banner()->asks());
    press_here(Qt::Key_Return);
    const auto path = save_as("recording_dialog", QStringLiteral("kept.swrec"));
    ASSERT_TRUE(settles());
    EXPECT_EQ(position(), 0u) << "restarted";
    EXPECT_FALSE(window.banner()->isVisible());
    const auto kept = RecordingFile::open(path);
    ASSERT_TRUE(kept);
    EXPECT_EQ((*kept)->size(), host_saved);
}

TEST_F(FirstHour, the_window_does_not_close_over_unsaved_steps) {
    open("macro");
    press(Qt::Key_F11);
    window.close();
    EXPECT_TRUE(window.isVisible());
    ASSERT_TRUE(window.banner()->asks());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("One step"));
    find<QAbstractButton>("banner_never_again")->click();
    click("banner_offer");
    EXPECT_FALSE(window.isVisible());
    EXPECT_FALSE(window.actions().get(ActionId::ask_before_loss)->isChecked());
}

TEST_F(FirstHour, when_the_target_died_its_recording_can_be_saved_before_a_restart) {
    open("dies");
    press(Qt::Key_F10);
    ASSERT_TRUE(window.banner()->isVisible());
    click("banner_before");
    const auto path = save_as("recording_dialog", QStringLiteral("last.swrec"));
    const auto kept = RecordingFile::open(path);
    ASSERT_TRUE(kept);
    EXPECT_EQ((*kept)->size(), 5u);
    EXPECT_TRUE(window.banner()->isVisible()) << "Restart is still offered";
    click("banner_offer");
    EXPECT_EQ(window.controller().state(), State::ready);
}

TEST_F(FirstHour, a_message_covers_nothing_that_is_always_shown) {
    open("macro");
    press(Qt::Key_1, Qt::ControlModifier);
    EXPECT_THAT(status(), HasSubstr("Now set B"));
    QApplication::processEvents();
    std::vector<QRect> boxes;
    for (const auto* label : window.status_line()->findChildren<QLabel*>()) {
        if (label->isVisible() && !label->text().isEmpty()) {
            for (const QRect& other : boxes) {
                EXPECT_FALSE(other.intersects(label->geometry())) << label->text().toStdString();
            }
            boxes.push_back(label->geometry());
        }
    }
    EXPECT_GE(boxes.size(), 2u);
    press(Qt::Key_F11);
    EXPECT_FALSE(status().empty()) << "a step does not take it away";
}

TEST_F(FirstHour, copying_and_saving_a_picture_say_so) {
    open("macro");
    press(Qt::Key_F11);
    run(ActionId::copy_markdown);
    EXPECT_THAT(status(), HasSubstr("Copied the lanes"));
    EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(), HasSubstr("|"));
    press(Qt::Key_S, Qt::ControlModifier);
    const auto path = save_as("picture_dialog", {});
    EXPECT_EQ(path.filename(), "switch-step-1.png");
    EXPECT_THAT(status(), HasSubstr("switch-step-1.png"));
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(FirstHour, a_key_that_does_nothing_now_says_why) {
    open("macro");
    press_here(Qt::Key_F6);
    EXPECT_THAT(status(), HasSubstr("Run to a Breakpoint: not now, there are no breakpoints"));
    press_here(Qt::Key_F4);
    EXPECT_THAT(status(), HasSubstr("nothing is selected"));
}

TEST_F(FirstHour, esc_or_the_button_releases_the_pinned_place) {
    open("macro");
    press(Qt::Key_F11);
    auto* release = window.session_page()->inspector()->release_button();
    EXPECT_FALSE(release->isVisible());
    for (const bool by_key : {true, false}) {
        window.session_page()->inspect(Location::gpr(s3));
        EXPECT_TRUE(release->isVisible());
        if (by_key) {
            window.session_page()->lanes()->setFocus();
            press_here(Qt::Key_Escape);
        } else {
            QTest::mouseClick(release, Qt::LeftButton);
        }
        EXPECT_FALSE(release->isVisible());
        EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(),
                  "host_context.ra")
            << "what the last step wrote";
    }
}

TEST_F(FirstHour, how_a_value_came_is_shown_in_the_next_switch_too) {
    open("macro");
    press(Qt::Key_F5);
    window.session_page()->inspect(slot("guest_context.a0"));
    const Inspection in_first = window.session_page()->inspector()->inspection();
    press(Qt::Key_F10);
    const Inspection& here = window.session_page()->inspector()->inspection();
    ASSERT_EQ(here.name, in_first.name);
    ASSERT_FALSE(here.chain.empty());
    EXPECT_EQ(here.chain_switch, 0u) << "nothing has moved it in this one";
    EXPECT_EQ(here.chain.back().step, window.controller().timeline()->writer_of(*here.location));
    EXPECT_THAT(window.session_page()->inspector()->text()->toPlainText().toStdString(),
                HasSubstr("HOW IT CAME HERE, IN SWITCH 0"));
}

TEST_F(FirstHour, values_have_the_whole_width_of_a_narrow_inspector) {
    open("macro");
    press(Qt::Key_F11);
    render_window(window, {.size = {1280, 720}});
    const QString text = window.session_page()->inspector()->text()->toPlainText();
    const auto* browser = window.session_page()->inspector()->text();
    const QTextDocument* document = browser->document();
    const QString value = QStringLiteral("ffffffff800109b8");
    const auto line_of = [](const QTextBlock& block, qsizetype at) {
        return block.layout()->lineForTextPosition(static_cast<int>(at)).lineNumber();
    };
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        if (const qsizetype at = block.text().indexOf(value); at >= 0) {
            EXPECT_EQ(line_of(block, at), line_of(block, at + value.size() - 1));
            return;
        }
    }
    FAIL() << text.toStdString();
}

TEST_F(FirstHour, the_table_of_writes_needs_no_scrolling_sideways) {
    open("macro");
    press(Qt::Key_F5);
    press(Qt::Key_F5);
    window.session_page()->inspect(Location::gpr(ra));
    for (const QSize size : {QSize(1280, 720), QSize(1600, 1000)}) {
        render_window(window, {.size = size});
        const DataTable* table = window.session_page()->inspector()->history_table();
        EXPECT_LE(table->horizontalHeader()->length(), table->viewport()->width()) << size.width();
        const int after = WriteHistory::to_value;
        const QFontMetrics metrics(table->font());
        EXPECT_GE(table->columnWidth(after),
                  metrics.horizontalAdvance(QStringLiteral("ffffffff800109b8")))
            << size.width();
        const int row = window.session_page()->inspector()->history().row_of_cursor();
        const QRect current = table->visualRect(table->model()->index(row, WriteHistory::at_step));
        EXPECT_TRUE(table->viewport()->rect().contains(current)) << size.width();
    }
}

TEST_F(FirstHour, quick_fingers_lose_no_step) {
    open("macro");
    for (int n = 0; n < 20; ++n) { // all keys are pressed before the target has answered once
        window.actions().get(ActionId::instruction)->trigger();
    }
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return !window.controller().busy() && position() >= 20; }, 10000));
    EXPECT_EQ(position(), 20u);
    for (int n = 0; n < 60; ++n) {
        window.actions().get(ActionId::instruction)->trigger();
    }
    EXPECT_THAT(status(), HasSubstr("32 steps wait already"));
}

TEST_F(FirstHour, a_bookmark_says_which_key_keeps_it) {
    open("macro");
    press(Qt::Key_D, Qt::ControlModifier);
    const auto* keys = find<QLabel>("note_keys");
    EXPECT_TRUE(keys->isVisible());
    EXPECT_EQ(keys->text().toStdString(), "Enter saves, Esc cancels");
}

TEST(RecentOnes, are_on_the_start_page_and_a_click_opens_one) {
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    SyntheticProvider provider;
    const std::filesystem::path path = folder.filePath(QStringLiteral("a.swrec")).toStdString();
    {
        MainWindow window(provider, &settings);
        window.open("macro");
        ASSERT_TRUE(QTest::qWaitFor([&] { return !window.controller().busy(); }, 10000));
        window.controller().record_to(path);
        window.controller().stop_recording();
    }
    RecentRecordings(settings).add(folder.filePath(QStringLiteral("gone.swrec")).toStdString());
    MainWindow window(provider, &settings);
    window.show();
    EXPECT_EQ(window.findChild<QPushButton*>(QStringLiteral("recent_gone.swrec")), nullptr);
    auto* link = window.findChild<QPushButton*>(QStringLiteral("recent_a.swrec"));
    ASSERT_NE(link, nullptr);
    QTest::mouseClick(link, Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.controller().file() != nullptr; }, 10000));
    EXPECT_EQ(window.controller().file()->path(), path);
    EXPECT_THAT(window.status_line()->target_text().toStdString(), HasSubstr("recording of"));
}

} // namespace
} // namespace switchscope::ui

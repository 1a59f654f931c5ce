// SPDX-License-Identifier: MIT
// The window in other languages: switched while it runs, and with longer texts than English has.
#include <QLabel>
#include <QTabBar>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"
#include "ui/base/language.h"
#include "ui/window/run.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

struct LanguageWindow : Window {
    ~LanguageWindow() override { Language::instance().set(QString::fromLatin1(Language::english)); }
    LanguageWindow() = default;
    LanguageWindow(const LanguageWindow&) = delete;
    LanguageWindow& operator=(const LanguageWindow&) = delete;

    static void speak(const char* code) { Language::instance().set(QString::fromLatin1(code)); }
    /// The texts of visible labels and buttons that do not fit into them.
    std::vector<std::string> cut_off() {
        std::vector<std::string> found;
        for (const auto* label : window.findChildren<QLabel*>()) {
            const bool whole = label->wordWrap() || label->toolTip().contains(label->text()) ||
                               label->width() >= label->sizeHint().width();
            if (label->isVisible() && !label->text().isEmpty() && !whole) {
                found.push_back("label: " + label->text().toStdString());
            }
        }
        for (const auto* button : window.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->width() < button->sizeHint().width()) {
                found.push_back("button: " + button->text().toStdString());
            }
        }
        return found;
    }
};

TEST_F(LanguageWindow, becomes_chinese_while_it_runs_and_english_again) {
    open("macro");
    press(Qt::Key_F10);
    run(ActionId::language_chinese);
    EXPECT_EQ(window.actions().get(ActionId::macro)->text(), QStringLiteral("单步一个宏"));
    EXPECT_EQ(window.badges()->badges().front().text, QStringLiteral("HS · 宿主"));
    EXPECT_EQ(window.session_page()->docks()->dock(Panel::watch)->windowTitle(),
              QStringLiteral("监视"));
    EXPECT_TRUE(
        window.session_page()->timeline()->model()->title().contains(QStringLiteral("切换 0")))
        << window.session_page()->timeline()->model()->title().toStdString();
    EXPECT_EQ(position(), host_saved) << "the session goes on";
    press(Qt::Key_F10);
    EXPECT_EQ(position(), csrs_swapped);
    run(ActionId::language_english);
    EXPECT_EQ(window.actions().get(ActionId::macro)->text(), QStringLiteral("Step Macro"));
    EXPECT_EQ(world(), "HS \u00b7 host");
}

TEST_F(LanguageWindow, a_banner_speaks_the_new_language_at_once) {
    open("dies");
    press(Qt::Key_F10);
    ASSERT_TRUE(window.banner()->isVisible());
    const QString english = window.banner()->what();
    const QString offer = window.banner()->offer_button()->text();
    run(ActionId::language_chinese);
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_NE(window.banner()->offer_button()->text(), offer);
    bool remedy = false;
    for (const auto* label : window.banner()->findChildren<QLabel*>()) {
        EXPECT_FALSE(label->text().contains(QStringLiteral("Everything recorded"))) << "English";
        remedy = remedy || label->text().contains(QStringLiteral("\u8bb0\u5f55"));
    }
    EXPECT_TRUE(remedy) << "what stays recorded is told in Chinese";
    run(ActionId::language_english);
    EXPECT_EQ(window.banner()->what(), english);
}

TEST_F(LanguageWindow, nothing_is_checked_again_and_no_packet_is_lost) {
    open("macro");
    press(Qt::Key_F5);
    press(Qt::Key_F5);
    window.session_page()->panels()->watch(QStringLiteral("s3"));
    run(ActionId::panel_packets);
    QApplication::processEvents();
    const FindingsModel& findings = window.session_page()->findings()->model();
    TrafficModel& packets = window.session_page()->panels()->traffic();
    packets.add({Traffic{}});
    const int lines = packets.rowCount();
    const std::size_t switches = findings.recorded_switches();
    ASSERT_GT(switches, 0U);
    std::size_t least = switches;
    QObject watcher;
    QObject::connect(&findings, &FindingsModel::verdict_changed, &watcher,
                     [&] { least = std::min(least, findings.recorded_switches()); });
    window.session_page()->routine()->select(3);
    run(ActionId::marker_a);
    run(ActionId::language_chinese);
    EXPECT_EQ(least, switches) << "the check begins anew";
    EXPECT_FALSE(findings.checking());
    EXPECT_EQ(packets.rowCount(), lines);
    EXPECT_EQ(window.session_page()->routine()->selected(), 3U);
    EXPECT_TRUE(window.session_page()->marker(SessionPage::Marker::a));
    EXPECT_TRUE(findings.recorded_verdict().contains(QStringLiteral("\u5207\u6362")))
        << findings.recorded_verdict().toStdString();
}

/// CMakeLists.txt runs this test once more, with fonts that have only Latin letters.
TEST_F(LanguageWindow, without_a_font_chinese_is_not_chosen_and_the_menu_says_what_to_install) {
    if (Language::can_be_shown(QString::fromLatin1(Language::chinese))) {
        GTEST_SKIP() << "a font here has Chinese characters";
    }
    EXPECT_FALSE(available(ActionId::language_chinese));
    EXPECT_THAT(tip(ActionId::language_chinese), testing::HasSubstr("fonts-droid-fallback"));
    speak(Language::chinese);
    EXPECT_EQ(Language::instance().code(), QLatin1String(Language::english));
    EXPECT_EQ(window.actions().get(ActionId::macro)->text(), QStringLiteral("Step Macro"));
}

TEST_F(LanguageWindow, every_action_is_translated) {
    speak(Language::pseudo);
    for (const ActionSpec& spec : action_table()) {
        if (spec.id != ActionId::language_english && spec.id != ActionId::language_chinese) {
            EXPECT_TRUE(action_text(spec).startsWith(QLatin1Char('['))) << spec.name;
        }
        EXPECT_TRUE(action_tip(spec).startsWith(QLatin1Char('['))) << spec.name;
    }
    speak(Language::chinese);
    for (const ActionSpec& spec : action_table()) {
        const bool same = action_tip(spec) == QString::fromUtf8(spec.tip);
        EXPECT_FALSE(same) << spec.name;
    }
}

TEST_F(LanguageWindow, longer_texts_are_not_cut_off) {
    speak(Language::pseudo);
    QApplication::processEvents();
    EXPECT_THAT(cut_off(), testing::IsEmpty()) << "start page";
    open("macro");
    for (const ActionId layout :
         {ActionId::layout_teach, ActionId::layout_debug, ActionId::layout_trace}) {
        run(layout);
        press(Qt::Key_F11);
        QApplication::processEvents();
        EXPECT_THAT(cut_off(), testing::IsEmpty()) << action_spec(layout).name;
    }
}

TEST_F(LanguageWindow, buttons_and_titles_go_through_translation) {
    open("macro");
    speak(Language::pseudo);
    QApplication::processEvents();
    std::vector<std::string> plain;
    for (const auto* button : window.findChildren<QPushButton*>()) {
        if (button->isVisible() && !button->text().startsWith(QLatin1Char('['))) {
            plain.push_back(button->text().toStdString());
        }
    }
    for (const auto* dock : window.findChildren<QDockWidget*>()) {
        if (!dock->windowTitle().startsWith(QLatin1Char('['))) {
            plain.push_back(dock->windowTitle().toStdString());
        }
    }
    EXPECT_THAT(plain, testing::IsEmpty());
}

} // namespace
} // namespace switchscope::ui

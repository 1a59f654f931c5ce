// SPDX-License-Identifier: MIT
// Where the panels are: layouts, what is remembered of them, and presenting.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"
#include "ui/picture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

struct LayoutWindow : Window {
    DockArea& docks() { return *window.session_page()->docks(); }
    std::set<Panel> shown() {
        std::set<Panel> panels;
        for (std::size_t n = 0; n < panel_count; ++n) {
            if (!docks().dock(static_cast<Panel>(n))->isHidden()) {
                panels.insert(static_cast<Panel>(n));
            }
        }
        return panels;
    }
};

TEST_F(LayoutWindow, three_layouts_show_what_they_are_for) {
    open("macro");
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side}));
    press(Qt::Key_2, Qt::AltModifier);
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side, Panel::watch, Panel::console,
                                 Panel::packets}));
    press(Qt::Key_3, Qt::AltModifier);
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side, Panel::exits, Panel::bookmarks,
                                 Panel::difference}));
    EXPECT_TRUE(docks().shows(Panel::exits)) << "in front of the routine";
    press(Qt::Key_1, Qt::AltModifier);
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side}));
    EXPECT_TRUE(docks().shows(Panel::routine));
}

TEST_F(LayoutWindow, an_action_shows_a_panel_and_puts_it_away) {
    open("macro");
    run(ActionId::panel_watch);
    EXPECT_TRUE(docks().shows(Panel::watch));
    EXPECT_TRUE(window.actions().get(ActionId::panel_watch)->isChecked());
    click("close_dock_watch");
    EXPECT_FALSE(window.actions().get(ActionId::panel_watch)->isChecked());
    run(ActionId::panel_routine);
    EXPECT_TRUE(docks().dock(Panel::routine)->isHidden());
    run(ActionId::layout_reset);
    EXPECT_TRUE(docks().shows(Panel::routine));
}

TEST_F(LayoutWindow, the_proof_comes_back_with_its_panel) {
    open("macro");
    run(ActionId::panel_side);
    EXPECT_TRUE(docks().dock(Panel::side)->isHidden());
    press(Qt::Key_F7);
    EXPECT_TRUE(docks().shows(Panel::side));
    EXPECT_TRUE(window.session_page()->shows_proof());
}

TEST_F(LayoutWindow, what_is_saved_is_restored_exactly) {
    open("macro");
    press(Qt::Key_2, Qt::AltModifier);
    docks().resizeDocks({docks().dock(Panel::routine)}, {411}, Qt::Horizontal);
    docks().dock(Panel::packets)->hide();
    QApplication::processEvents();
    // As a user who has moved a separator: sizes are his.
    QJsonObject json = QJsonDocument::fromJson(docks().save()).object();
    json[QStringLiteral("sizes_chosen")] = true;
    const QByteArray saved = QJsonDocument(json).toJson();
    const auto panels = shown();
    const int width = docks().dock(Panel::routine)->width();
    press(Qt::Key_3, Qt::AltModifier);
    EXPECT_NE(shown(), panels);
    ASSERT_TRUE(docks().restore(saved));
    QApplication::processEvents();
    EXPECT_EQ(shown(), panels);
    EXPECT_EQ(docks().dock(Panel::routine)->width(), width);
    EXPECT_EQ(docks().layout_now(), Layout::debug);
}

TEST_F(LayoutWindow, damaged_and_foreign_layouts_change_nothing_and_say_so) {
    open("macro");
    const auto panels = shown();
    const QByteArray good = docks().save();
    QByteArray older = good;
    older.replace("\"version\": 1", "\"version\": 0");
    QByteArray cut = good;
    cut.replace("\"panels\": \"", "\"panels\": \"AAAA");
    for (const QByteArray& bad :
         {QByteArray(), QByteArray("{}"), QByteArray("\xff\xfe"), older, cut,
          QByteArray(R"({"format":"switchscope-layout","version":1,"layout":"x","panels":""})")}) {
        const auto restored = docks().restore(bad);
        ASSERT_FALSE(restored) << bad.toStdString();
        EXPECT_THAT(restored.error().what.english(), HasSubstr("layout"));
        EXPECT_EQ(shown(), panels);
    }
    EXPECT_THAT(docks().restore(older).error().what.english(), HasSubstr("another version"));
}

TEST_F(LayoutWindow, presenting_leaves_the_lanes_alone_and_everything_comes_back) {
    open("macro");
    press(Qt::Key_2, Qt::AltModifier);
    const auto panels = shown();
    const double scale = window.theme().scale();
    press(Qt::Key_F12);
    EXPECT_TRUE(shown().empty());
    EXPECT_GT(window.theme().scale(), scale);
    EXPECT_FALSE(window.status_line()->isVisible());
    press(Qt::Key_F10);
    EXPECT_EQ(position(), host_saved) << "keys go on working";
    press(Qt::Key_F12);
    EXPECT_EQ(shown(), panels);
    EXPECT_DOUBLE_EQ(window.theme().scale(), scale);
    EXPECT_TRUE(window.status_line()->isVisible());
}

TEST(Layouts, are_remembered_and_a_broken_memory_is_told_in_the_banner) {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    SyntheticProvider provider;
    {
        MainWindow window(provider, &settings);
        window.show();
        window.session_page()->docks()->arrange(Layout::trace);
        window.close();
    }
    {
        MainWindow window(provider, &settings);
        window.show();
        EXPECT_EQ(window.session_page()->docks()->layout_now(), Layout::trace);
        EXPECT_FALSE(window.session_page()->docks()->dock(Panel::exits)->isHidden());
        EXPECT_FALSE(window.banner()->isVisible());
    }
    settings.setValue(QStringLiteral("window/layout"), QByteArray("{\"format\":"));
    MainWindow window(provider, &settings);
    window.show();
    EXPECT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("no layout"));
    EXPECT_EQ(window.session_page()->docks()->layout_now(), Layout::teach);
}

TEST_F(LayoutWindow, the_picture_is_saved_as_png_and_as_svg) {
    const QTemporaryDir folder;
    open("macro");
    press(Qt::Key_F11);
    const QString png = folder.filePath(QStringLiteral("lanes.png"));
    ASSERT_TRUE(save_picture(*window.session_page()->lanes(), png));
    const QImage image(png);
    EXPECT_EQ(image.size(), window.session_page()->lanes()->picture_size() * 2);
    const QString svg = folder.filePath(QStringLiteral("lanes.svg"));
    ASSERT_TRUE(save_picture(*window.session_page()->lanes(), svg));
    QFile file(svg);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_THAT(file.readAll().toStdString(), HasSubstr("ffffffff800109b8"))
        << "letters stay letters";
    const auto nowhere =
        save_picture(*window.session_page()->lanes(), QStringLiteral("/nowhere/lanes.png"));
    ASSERT_FALSE(nowhere);
    EXPECT_THAT(nowhere.error().what.english(), HasSubstr("/nowhere/lanes.png"));
}

} // namespace
} // namespace switchscope::ui

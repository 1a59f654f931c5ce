// SPDX-License-Identifier: MIT
// Where the panels are: layouts, what is remembered of them, and presenting.
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"
#include "ui/base/language.h"
#include "ui/lanes/picture.h"

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
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side, Panel::breakpoints, Panel::watch,
                                 Panel::console, Panel::packets}));
    EXPECT_TRUE(docks().shows(Panel::breakpoints)) << "in front";
    press(Qt::Key_3, Qt::AltModifier);
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side, Panel::exits, Panel::bookmarks,
                                 Panel::difference}));
    EXPECT_TRUE(docks().shows(Panel::exits)) << "in front of the routine";
    press(Qt::Key_1, Qt::AltModifier);
    EXPECT_EQ(shown(), (std::set{Panel::routine, Panel::side}));
    EXPECT_TRUE(docks().shows(Panel::routine));
}

TEST_F(LayoutWindow, an_action_shows_and_hides_a_panel) {
    open("macro");
    run(ActionId::panel_watch);
    EXPECT_TRUE(docks().shows(Panel::watch));
    EXPECT_TRUE(window.actions().get(ActionId::panel_watch)->isChecked());
    click("close_dock_watch");
    EXPECT_FALSE(window.actions().get(ActionId::panel_watch)->isChecked());
    run(ActionId::panel_routine);
    EXPECT_TRUE(docks().shows(Panel::routine)) << "it has got the keyboard";
    run(ActionId::panel_routine);
    EXPECT_TRUE(docks().dock(Panel::routine)->isHidden());
    run(ActionId::layout_reset);
    EXPECT_TRUE(docks().shows(Panel::routine));
}

TEST_F(LayoutWindow, the_proof_comes_back_with_its_panel) {
    open("macro");
    run(ActionId::panel_side);
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
    // As if a user had moved a separator: the program no longer sets the sizes.
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

/// What makes the window hard to use, such as "debug 1280x720 200% zh: the lanes are 80 high".
std::vector<std::string> unusable(MainWindow& window, const std::string& where) {
    std::vector<std::string> found;
    const auto wrong = [&](bool is, const std::string& what) {
        if (is) {
            found.push_back(where + ": " + what);
        }
    };
    const SessionPage& page = *window.session_page();
    const auto size_text = [](const QWidget* widget) {
        return std::to_string(widget->width()) + "x" + std::to_string(widget->height());
    };
    wrong(page.lanes()->width() * 100 < window.width() * 45, "lanes " + size_text(page.lanes()));
    wrong(page.lanes()->height() * 100 < window.height() * 18, "lanes " + size_text(page.lanes()));
    wrong(page.timeline()->height() * 4 > window.height(),
          "timeline " + size_text(page.timeline()));
    for (const auto* tabs : page.docks()->findChildren<QTabBar*>()) {
        if (!tabs->isVisible() || tabs->objectName() == QLatin1String("side_tabs")) {
            continue;
        }
        for (int tab = 0; tab < tabs->count(); ++tab) {
            wrong(tabs->tabRect(tab).width() <
                      tabs->fontMetrics().horizontalAdvance(tabs->tabText(tab)),
                  "tab cut: " + tabs->tabText(tab).toStdString());
            wrong(tabs->tabToolTip(tab).isEmpty(),
                  "no tooltip: " + tabs->tabText(tab).toStdString());
        }
    }
    for (const auto* table : page.docks()->findChildren<DataTable*>()) {
        const int titles =
            table->horizontalHeader()->isHidden() ? 0 : table->horizontalHeader()->height();
        const int least = titles + table->verticalHeader()->defaultSectionSize();
        wrong(table->isVisible() && !table->visibleRegion().isEmpty() && table->height() < least,
              table->objectName().toStdString() + " shows no row: " + size_text(table));
    }
    return found;
}

TEST_F(LayoutWindow, is_usable_in_every_size_zoom_and_language) {
    open("macro");
    press(Qt::Key_F10);
    window.controller().toggle_breakpoint(3);
    window.session_page()->panels()->watch(QStringLiteral("s3"));
    std::vector<std::string> found;
    for (const char* language : {Language::english, Language::chinese, Language::pseudo}) {
        Language::instance().set(QString::fromLatin1(language));
        for (const QSize size : {QSize(1280, 720), QSize(1600, 1000), QSize(1920, 1080)}) {
            for (const double scale : {1.0, 2.0}) {
                for (const ActionId layout :
                     {ActionId::layout_teach, ActionId::layout_debug, ActionId::layout_trace}) {
                    run(layout);
                    window.theme().set_scale(scale);
                    window.resize(size);
                    QApplication::processEvents();
                    QTest::qWait(1);
                    const std::string where = std::string(action_spec(layout).name) + " " +
                                              std::to_string(size.width()) + "x" +
                                              std::to_string(size.height()) + " " +
                                              std::to_string(scale) + " " + language;
                    if (window.size() != size) {
                        found.push_back(where + ": the window becomes " +
                                        std::to_string(window.width()) + "x" +
                                        std::to_string(window.height()));
                    }
                    const auto more = unusable(window, where);
                    found.insert(found.end(), more.begin(), more.end());
                }
            }
        }
    }
    window.theme().set_scale(1);
    Language::instance().set(QString::fromLatin1(Language::english));
    EXPECT_THAT(found, testing::IsEmpty());
}

TEST(Layouts, are_remembered_and_the_banner_reports_a_damaged_one) {
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
    const PictureCaption caption = window.session_page()->caption();
    EXPECT_EQ(caption.instruction.toStdString(), "sd ra, 0x38(a0)");
    const auto save = [&](const QString& path) {
        return save_picture(*window.session_page()->lanes(), window.theme(), caption, path);
    };
    const QString png = folder.filePath(QStringLiteral("lanes.png"));
    ASSERT_TRUE(save(png));
    const QImage image(png);
    const QSize lanes = window.session_page()->lanes()->picture_size();
    EXPECT_EQ(image.width(), lanes.width() * 2);
    EXPECT_GT(image.height(), lanes.height() * 2) << "the caption is above the lanes";
    const QString svg = folder.filePath(QStringLiteral("lanes.svg"));
    ASSERT_TRUE(save(svg));
    QFile file(svg);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const std::string drawn = file.readAll().toStdString();
    EXPECT_THAT(drawn, HasSubstr("ffffffff800109b8")) << "letters stay letters";
    EXPECT_THAT(drawn, HasSubstr(">sd ra, 0x38(a0)<"));
    EXPECT_THAT(drawn, HasSubstr("switch 0 \u00b7 step 1"));
    const auto nowhere = save(QStringLiteral("/nowhere/lanes.png"));
    ASSERT_FALSE(nowhere);
    EXPECT_THAT(nowhere.error().what.english(), HasSubstr("/nowhere/lanes.png"));
}

} // namespace
} // namespace switchscope::ui

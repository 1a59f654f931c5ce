// SPDX-License-Identifier: MIT
// Around the lanes: titles that stay in sight, the legend, context menus, and what is copied.
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"
#include "ui/base/format.h"
#include "ui/base/language.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct LanesMenu : Window {
    ~LanesMenu() override { Language::instance().set(QString::fromLatin1(Language::english)); }
    LanesMenu() = default;
    LanesMenu(const LanesMenu&) = delete;
    LanesMenu& operator=(const LanesMenu&) = delete;

    LanesView& lanes() { return *window.session_page()->lanes(); }
    Legend& legend() { return *window.session_page()->legend(); }
    QImage seen() { return lanes().viewport()->grab().toImage(); }
    CellId cell_of(const Location& place) { return *lanes().model()->find(place); }
    /// The box of a cell in the viewport.
    QPoint point_of(CellId cell) {
        return (lanes().geometry_of_cells()->cell(cell).center() -
                QPointF(lanes().horizontalScrollBar()->value(),
                        lanes().verticalScrollBar()->value()))
            .toPoint();
    }
    static void ask_for_menu(QWidget* widget, QPoint at) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget->mapToGlobal(at));
        QApplication::sendEvent(widget, &event);
    }
    QMenu* menu() {
        QMenu* found = nullptr;
        for (auto* one : window.findChildren<QMenu*>(QStringLiteral("context_menu"))) {
            found = one->isVisible() ? one : found;
        }
        return found;
    }
    std::vector<std::string> entries() {
        std::vector<std::string> texts;
        for (const QAction* action : menu()->actions()) {
            if (!action->isSeparator()) {
                texts.push_back(action->text().toStdString());
            }
        }
        return texts;
    }
    /// Clicks an action in the menu that is open.
    void choose(ActionId id) {
        QMenu* open = menu();
        ASSERT_NE(open, nullptr);
        QTest::mouseClick(open, Qt::LeftButton, {},
                          open->actionGeometry(window.actions().get(id)).center());
        ASSERT_TRUE(settles());
    }
    static std::string clipboard() { return QGuiApplication::clipboard()->text().toStdString(); }
    std::string told() { return window.status_line()->told().toStdString(); }
};

TEST_F(LanesMenu, titles_stay_in_sight_while_the_cells_are_scrolled_below_them) {
    open("macro");
    window.resize(1280, 720);
    lanes().set_zoom(1.6);
    for (const ActionId arrangement :
         {ActionId::lanes_by_register, ActionId::lanes_memory, ActionId::lanes_compact}) {
        run(arrangement);
        QApplication::processEvents();
        QScrollBar* bar = lanes().verticalScrollBar();
        ASSERT_GT(bar->maximum(), 60) << action_spec(arrangement).name;
        const int titles = static_cast<int>(lanes().geometry_of_cells()->header_height());
        const auto strip = [&] { return seen().copy(0, 0, lanes().viewport()->width(), titles); };
        bar->setValue(0);
        const QImage at_top = strip();
        bar->setValue(bar->maximum());
        EXPECT_EQ(strip(), at_top) << action_spec(arrangement).name;
        bar->setValue(57);
        EXPECT_EQ(strip(), at_top) << action_spec(arrangement).name;
    }
}

TEST_F(LanesMenu, a_click_on_the_titles_does_not_reach_the_cells_below) {
    open("macro");
    window.resize(1280, 720);
    lanes().set_zoom(1.6);
    lanes().verticalScrollBar()->setValue(120);
    const int titles = static_cast<int>(lanes().geometry_of_cells()->header_height());
    std::size_t below = 0;
    for (std::size_t row = 0; row < lanes().model()->rows().size(); ++row) {
        const QPoint at = point_of({row, Lane::cpu});
        if (at.y() > 1 && at.y() < titles - 1) {
            ++below;
            QTest::mouseClick(lanes().viewport(), Qt::LeftButton, {}, at);
            EXPECT_FALSE(lanes().selected()) << row;
            EXPECT_TRUE(lanes().tip_at(at).isEmpty()) << row;
        }
    }
    EXPECT_GT(below, 0U) << "there has to be a row behind the titles";
}

TEST_F(LanesMenu, a_cell_selected_by_key_is_not_hidden_by_the_titles) {
    open("macro");
    window.resize(1280, 720);
    lanes().set_zoom(1.6);
    lanes().verticalScrollBar()->setValue(lanes().verticalScrollBar()->maximum());
    lanes().setFocus();
    lanes().select(CellId{lanes().model()->rows().size() - 1, Lane::cpu});
    const int titles = static_cast<int>(lanes().geometry_of_cells()->header_height());
    for (int n = 0; n < 30; ++n) {
        QTest::keyClick(&lanes(), Qt::Key_Up);
        EXPECT_GT(point_of(*lanes().selected()).y(), titles) << n;
    }
}

TEST_F(LanesMenu, pictures_have_titles_only_at_the_top) {
    open("macro");
    window.resize(1280, 720);
    lanes().set_zoom(1.6);
    const auto picture = [&] {
        QImage image(lanes().picture_size(), QImage::Format_RGB32);
        QPainter painter(&image);
        lanes().paint_picture(painter);
        return image;
    };
    const QImage at_top = picture();
    lanes().verticalScrollBar()->setValue(200);
    EXPECT_EQ(picture(), at_top);
}

TEST_F(LanesMenu, a_key_opens_the_legend_and_esc_or_a_click_closes_it) {
    open("macro");
    press(Qt::Key_F10);
    const QWidget* before = window.focusWidget();
    press(Qt::Key_F1, Qt::ShiftModifier);
    EXPECT_TRUE(legend().isVisible());
    EXPECT_TRUE(window.actions().get(ActionId::legend)->isChecked());
    EXPECT_THAT(legend().accessibleDescription().toStdString(),
                HasSubstr("swapped by the last step"));
    press(Qt::Key_F10);
    EXPECT_TRUE(legend().isVisible()) << "it stays while one steps";
    QTest::keyClick(&legend(), Qt::Key_Escape);
    EXPECT_FALSE(legend().isVisible());
    EXPECT_EQ(window.focusWidget(), before);
    EXPECT_FALSE(window.actions().get(ActionId::legend)->isChecked());
    run(ActionId::legend);
    lanes().setFocus();
    QTest::keyClick(&lanes(), Qt::Key_Escape);
    EXPECT_FALSE(legend().isVisible()) << "Esc reaches it from the lanes";
    run(ActionId::legend);
    QTest::mouseClick(&legend(), Qt::LeftButton);
    EXPECT_FALSE(legend().isVisible());
}

TEST_F(LanesMenu, the_legend_is_whole_in_every_size_language_and_arrangement) {
    open("macro");
    run(ActionId::legend);
    for (const char* language : {Language::english, Language::chinese, Language::pseudo}) {
        Language::instance().set(QString::fromLatin1(language));
        for (const QSize size : {QSize(900, 600), QSize(1280, 720), QSize(1920, 1080)}) {
            for (const double scale : {1.0, 2.0}) {
                window.theme().set_scale(scale);
                window.resize(size);
                QApplication::processEvents();
                EXPECT_TRUE(legend().is_whole()) << language << size.width() << " " << scale;
            }
        }
    }
    EXPECT_TRUE(legend().accessibleDescription().startsWith(QLatin1Char('['))) << "translated";
    window.theme().set_scale(1);
    const QString with_before = legend().text();
    run(ActionId::lanes_compact);
    EXPECT_LT(legend().text().size(), with_before.size())
        << "compact cells do not show what was there before";
}

TEST_F(LanesMenu, the_colours_of_the_legend_are_those_of_the_theme) {
    open("macro");
    run(ActionId::legend);
    for (const ThemeMode mode : {ThemeMode::dark, ThemeMode::light}) {
        window.theme().set_mode(mode);
        const QImage image = legend().grab().toImage();
        for (const Role role : {Role::host, Role::guest, Role::firmware, Role::done}) {
            const QRgb wanted = window.theme().color(role).rgb();
            std::size_t found = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    found += image.pixel(x, y) == wanted ? 1U : 0U;
                }
            }
            EXPECT_GT(found, 5U) << static_cast<int>(role);
        }
    }
}

TEST_F(LanesMenu, a_cell_has_a_menu_about_its_value) {
    open("macro");
    press(Qt::Key_F10);
    const Location slot_of_s3 = slot("host_context.s3");
    ask_for_menu(lanes().viewport(), point_of(cell_of(slot_of_s3)));
    ASSERT_NE(menu(), nullptr);
    EXPECT_EQ(lanes().selected(), cell_of(slot_of_s3)) << "what the menu is about is selected";
    EXPECT_THAT(entries(),
                ElementsAre("Previous Write of the Selection", "Next Write of the Selection",
                            "Watch", "Breakpoint on Writes", "Edit the Value\u2026",
                            "Copy the Value", "Copy the Name", "Copy the Row", "Legend"));
    choose(ActionId::copy_name);
    EXPECT_EQ(clipboard(), "host_context.s3");
    EXPECT_EQ(told(), "Copied: host_context.s3");
    ask_for_menu(lanes().viewport(), point_of(cell_of(slot_of_s3)));
    choose(ActionId::watch_value);
    EXPECT_EQ(window.session_page()->panels()->watched().names(),
              QStringList{QStringLiteral("host_context.s3")});
    ask_for_menu(lanes().viewport(), point_of(cell_of(slot_of_s3)));
    choose(ActionId::break_on_write);
    const auto& breakpoints = window.controller().breakpoints();
    ASSERT_EQ(breakpoints.entries().size(), 1U);
    const SessionFacts& facts = *window.controller().facts();
    EXPECT_EQ(breakpoints.entries().front().breakpoint.text(facts.routine, facts.area),
              "write:host_context.s3");
    press(Qt::Key_F9, Qt::ShiftModifier);
    EXPECT_TRUE(breakpoints.empty()) << "again takes it away";
}

TEST_F(LanesMenu, what_cannot_be_done_with_a_register_says_why) {
    open("macro");
    press(Qt::Key_F11);
    lanes().setFocus();
    lanes().select(cell_of(Location::gpr(5)));
    window.session_page()->show_moment();
    press(Qt::Key_F10, Qt::ShiftModifier);
    ASSERT_NE(menu(), nullptr) << "by the keyboard, too";
    EXPECT_FALSE(available(ActionId::break_on_write));
    EXPECT_THAT(tip(ActionId::break_on_write), HasSubstr("a register is selected"));
    menu()->close();
}

TEST_F(LanesMenu, beside_the_cells_the_menu_is_about_the_lanes) {
    open("macro");
    ask_for_menu(lanes().viewport(), {lanes().viewport()->width() / 2, 4});
    ASSERT_NE(menu(), nullptr);
    EXPECT_THAT(entries(), Contains("Lanes Compact"));
    EXPECT_THAT(entries(), Not(Contains("Copy the Value")));
    choose(ActionId::lanes_compact);
    EXPECT_EQ(lanes().arrangement(), Arrangement::compact);
}

TEST_F(LanesMenu, ctrl_c_copies_the_value_that_is_on_screen) {
    open("macro");
    press(Qt::Key_F10);
    const Location place = slot("host_context.s3");
    lanes().select(cell_of(place));
    window.session_page()->show_moment();
    lanes().setFocus();
    QTest::keyClick(&lanes(), Qt::Key_C, Qt::ControlModifier);
    const std::string value = hex_value(cell(place).value).toStdString();
    EXPECT_EQ(clipboard(), "0x" + value);
    EXPECT_EQ(told(), "Copied: 0x" + value);
    run(ActionId::copy_row);
    EXPECT_THAT(clipboard(), testing::StartsWith("s3\t" + value + "\t"));
}

TEST_F(LanesMenu, the_timeline_has_a_menu_about_the_moment_that_was_clicked) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_F10);
    TimelineBar& timeline = *window.session_page()->timeline();
    const auto x = timeline.x_of(10);
    ASSERT_TRUE(x);
    ask_for_menu(&timeline, {static_cast<int>(*x), static_cast<int>(timeline.tracks_area().top()) -
                                                       window.theme().ipx(30)});
    EXPECT_NEAR(static_cast<double>(position()), 10, 1);
    ASSERT_NE(menu(), nullptr);
    const std::size_t marked = position();
    choose(ActionId::marker_a);
    EXPECT_EQ(window.session_page()->marker(SessionPage::Marker::a), marked);
}

TEST_F(LanesMenu, the_routine_has_a_menu_about_its_instruction_and_this_moment) {
    open("macro");
    press(Qt::Key_F11);
    RoutineView& routine = *window.session_page()->routine();
    const QRectF box = routine.box_of(7);
    ASSERT_FALSE(box.isEmpty());
    ask_for_menu(routine.viewport(), box.center().toPoint());
    ASSERT_NE(menu(), nullptr);
    EXPECT_THAT(entries(), Contains("Run to Here"));
    EXPECT_THAT(entries(), Contains("Set Marker B"));
    choose(ActionId::run_to_here);
    EXPECT_EQ(position(), 7U);
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// The panels around the lanes: bookmarks, exits, differences, watched values, packets, the monitor.
#include <QClipboard>
#include <QGuiApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/widgets/table_text.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

std::string cell_of(const QAbstractItemModel& model, int row, int column) {
    return model.index(row, column).data().toString().toStdString();
}

struct PanelWindow : Window {
    Panels& panels() { return *window.session_page()->panels(); }
    DockArea& docks() { return *window.session_page()->docks(); }
    void click_row(Panel panel, int row) {
        DataTable* table = panels().panel(panel)->table();
        const QModelIndex index = table->model()->index(row, 0);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
                          table->visualRect(index).center());
        ASSERT_TRUE(settles());
    }
    void note(const char* text) {
        press(Qt::Key_D, Qt::ControlModifier);
        QLineEdit* line = window.session_page()->note_editor()->line();
        ASSERT_TRUE(line->isVisible());
        QTest::keyClicks(line, QLatin1String(text));
        QTest::keyClick(line, Qt::Key_Return);
    }
};

TEST_F(PanelWindow, a_bookmark_has_a_note_a_flag_and_a_row_that_leads_back) {
    open("macro");
    press(Qt::Key_F10);
    note("host saved");
    press(Qt::Key_F10);
    note("CSRs swapped");
    run(ActionId::panel_bookmarks);
    const BookmarkModel& model = panels().bookmarks();
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(cell_of(model, 0, BookmarkModel::note), "host saved");
    EXPECT_EQ(cell_of(model, 0, BookmarkModel::at_step), "23");
    EXPECT_EQ(cell_of(model, 0, BookmarkModel::in_macro), "SAVE_HOST_GPRS");
    EXPECT_EQ(window.session_page()->timeline()->marks().size(), 2u);
    EXPECT_TRUE(window.session_page()->timeline()->x_of(host_saved));
    click_row(Panel::bookmarks, 0);
    EXPECT_EQ(position(), host_saved);
    press(Qt::Key_F2);
    EXPECT_EQ(position(), csrs_swapped);
    EXPECT_FALSE(available(ActionId::next_bookmark));
    EXPECT_THAT(tip(ActionId::next_bookmark), HasSubstr("no bookmark comes after this step"));
    press(Qt::Key_F2, Qt::ShiftModifier);
    EXPECT_EQ(position(), host_saved);
    DataTable* table = panels().panel(Panel::bookmarks)->table();
    table->setCurrentIndex(model.index(0, 0));
    QTest::keyClick(table, Qt::Key_Delete);
    EXPECT_EQ(model.rowCount(), 1);
}

TEST_F(PanelWindow, a_bookmark_is_changed_or_left_as_it_is) {
    open("macro");
    note("first");
    note("second"); // the old note is selected: typing replaces it
    ASSERT_EQ(window.controller().bookmarks().all().size(), 1u);
    EXPECT_EQ(window.controller().bookmarks().all().front().name, "second");
    press(Qt::Key_D, Qt::ControlModifier);
    QLineEdit* line = window.session_page()->note_editor()->line();
    QTest::keyClicks(line, QStringLiteral("third"));
    QTest::keyClick(line, Qt::Key_Escape);
    EXPECT_EQ(window.controller().bookmarks().all().front().name, "second");
}

TEST_F(PanelWindow, bookmarks_of_a_live_recording_go_with_its_file) {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "live.swrec";
    open("macro");
    press(Qt::Key_F10);
    note("before the file");
    window.controller().record_to(file);
    press(Qt::Key_F10);
    note("while it is written");
    window.controller().stop_recording();
    const auto kept = Bookmarks::load(file);
    ASSERT_TRUE(kept);
    EXPECT_THAT(kept->all(), testing::ElementsAre(Bookmark{host_saved, "before the file"},
                                                  Bookmark{csrs_swapped, "while it is written"}));
    window.open_recording(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.controller().file() != nullptr; }, 10000));
    EXPECT_EQ(window.controller().bookmarks().all().size(), 2u);
    EXPECT_EQ(panels().bookmarks().rowCount(), 2);
}

TEST_F(PanelWindow, an_unreadable_bookmark_file_is_reported_and_left_alone) {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "live.swrec";
    open("macro");
    press(Qt::Key_F10);
    window.controller().record_to(file);
    window.controller().stop_recording();
    QFile by_hand(QString::fromStdString(file.string() + ".bookmarks"));
    ASSERT_TRUE(by_hand.open(QIODevice::WriteOnly));
    by_hand.write("not a position\n");
    by_hand.close();
    window.open_recording(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.controller().file() != nullptr; }, 10000));
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("is no bookmark"));
    note("new");
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("is not kept"));
    ASSERT_TRUE(by_hand.open(QIODevice::ReadOnly));
    EXPECT_EQ(by_hand.readAll(), "not a position\n");
}

TEST_F(PanelWindow, two_markers_show_what_differs_and_who_wrote_it) {
    open("macro");
    press(Qt::Key_1, Qt::ControlModifier);
    press(Qt::Key_F10);
    EXPECT_FALSE(panels().difference().shows());
    press(Qt::Key_2, Qt::ControlModifier);
    const DifferenceModel& model = panels().difference();
    EXPECT_EQ(model.rowCount(), 23) << "the host's registers went into their slots";
    EXPECT_TRUE(docks().dock(Panel::difference)->isVisible());
    EXPECT_EQ(cell_of(model, 0, DifferenceModel::place), "host_context.ra");
    EXPECT_EQ(cell_of(model, 0, DifferenceModel::value_a), "0000000000000000");
    EXPECT_EQ(cell_of(model, 0, DifferenceModel::value_b), "ffffffff800109b8");
    EXPECT_EQ(cell_of(model, 0, DifferenceModel::writer),
              "step 1 \u00b7 SAVE_HOST_GPRS \u00b7 sd ra, 0x38(a0)");
    EXPECT_EQ(window.session_page()->timeline()->marks().size(), 2u);
    click_row(Panel::difference, 0);
    EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(),
              "host_context.ra");
    QTest::mouseDClick(
        panels().panel(Panel::difference)->table()->viewport(), Qt::LeftButton, Qt::NoModifier,
        panels().panel(Panel::difference)->table()->visualRect(model.index(0, 0)).center());
    EXPECT_EQ(position(), 1u);
}

TEST_F(PanelWindow, two_switches_are_compared_at_the_same_place) {
    open("macro");
    press(Qt::Key_F10);
    EXPECT_FALSE(available(ActionId::compare_previous));
    press(Qt::Key_F5);
    press(Qt::Key_F10);
    press(Qt::Key_F10);
    run(ActionId::compare_previous);
    EXPECT_EQ(window.session_page()->marker(SessionPage::Marker::a), csrs_swapped);
    EXPECT_EQ(window.session_page()->marker(SessionPage::Marker::b), position());
    const DifferenceModel& model = panels().difference();
    ASSERT_GT(model.rowCount(), 0);
    bool has_s3 = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        has_s3 = has_s3 || cell_of(model, row, 0) == "guest_context.s3";
    }
    EXPECT_TRUE(has_s3) << "the guest counts in s3";
}

TEST_F(PanelWindow, exits_are_listed_filtered_and_visited) {
    open("macro");
    for (int n = 0; n < 3; ++n) {
        press(Qt::Key_F5);
    }
    run(ActionId::panel_exits);
    const ExitsModel& model = panels().exits();
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_THAT(cell_of(model, 0, ExitsModel::cause), HasSubstr("load guest-page fault"));
    QComboBox* causes = panels().exits_panel()->causes();
    EXPECT_EQ(causes->count(), 2) << "all, and the one that occurs";
    causes->setCurrentIndex(1);
    Q_EMIT causes->activated(1);
    EXPECT_EQ(model.rowCount(), 3);
    click_row(Panel::exits, 1);
    const Step& step = window.controller().timeline()->recording().step(position() - 1);
    EXPECT_EQ(step.world, World::guest);
    EXPECT_EQ(step.world_after, World::host);
    EXPECT_EQ(step.switch_number, 1u);
}

TEST_F(PanelWindow, a_watched_place_is_followed_and_an_unknown_one_refused) {
    open("macro");
    run(ActionId::panel_watch);
    auto* line = find<QLineEdit>("watch_line");
    QTest::keyClicks(line, QStringLiteral("guest_context.s3"));
    QTest::keyClick(line, Qt::Key_Return);
    QTest::keyClicks(line, QStringLiteral("s3"));
    QTest::keyClick(line, Qt::Key_Return);
    QTest::keyClicks(line, QStringLiteral("nonsense"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_THAT(panels().watch_hint().toStdString(), HasSubstr("no register and no slot"));
    const WatchModel& model = panels().watched();
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(cell_of(model, 0, WatchModel::now), "0000000000005e63");
    EXPECT_EQ(cell_of(model, 1, WatchModel::whose), "host");
    press(Qt::Key_F11, Qt::ShiftModifier);
    EXPECT_EQ(cell_of(model, 1, WatchModel::now), "0000000000005e63");
    EXPECT_EQ(cell_of(model, 1, WatchModel::whose), "guest");
    click_row(Panel::watch, 1);
    EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(), "s3");
}

TEST_F(PanelWindow, the_monitor_answers_and_recalls_commands) {
    open("macro");
    run(ActionId::panel_console);
    ConsolePanel* console = panels().console();
    const auto type = [&](const char* text) {
        QTest::keyClicks(console->line(), QLatin1String(text));
        QTest::keyClick(console->line(), Qt::Key_Return);
    };
    type("info version");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return console->text().contains(QLatin1String("synthetic 1.0")); }, 5000))
        << console->text().toStdString();
    type("nonsense");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return console->text().contains(QLatin1String("unknown command")); }, 5000));
    QTest::keyClick(console->line(), Qt::Key_Up);
    QTest::keyClick(console->line(), Qt::Key_Up);
    EXPECT_EQ(console->line()->text().toStdString(), "info version");
}

TEST_F(PanelWindow, packets_are_listed_while_the_panel_is_open) {
    open("macro");
    press(Qt::Key_F11);
    EXPECT_EQ(panels().traffic().rowCount(), 0) << "nobody looks";
    run(ActionId::panel_packets);
    ASSERT_TRUE(QTest::qWaitFor([&] { return panels().traffic().rowCount() > 0; }, 5000));
    const int before = panels().traffic().rowCount();
    press(Qt::Key_F11);
    ASSERT_TRUE(QTest::qWaitFor([&] { return panels().traffic().rowCount() > before; }, 5000));
    EXPECT_THAT(cell_of(panels().traffic(), before, TrafficModel::text), HasSubstr("vCont;s"));
}

TEST_F(PanelWindow, what_is_removed_from_a_list_comes_back_by_ctrl_z) {
    open("macro");
    press(Qt::Key_F10);
    note("host saved");
    press(Qt::Key_F9);
    for (const char* name : {"s3", "sscratch", "guest_context.a0"}) {
        panels().watch(QLatin1String(name));
    }
    EXPECT_THAT(tip(ActionId::undo), HasSubstr("nothing was removed"));
    const auto remove = [&](Panel panel, ActionId shown, int row) {
        run(shown);
        DataTable* table = panels().panel(panel)->table();
        table->setCurrentIndex(table->model()->index(row, 0));
        QTest::keyClick(table, Qt::Key_Delete);
    };
    const QStringList all = panels().watched().names();
    remove(Panel::watch, ActionId::panel_watch, 1);
    EXPECT_EQ(window.status_line()->told().toStdString(),
              "sscratch is no longer watched. Ctrl+Z brings it back.");
    QAction* undo = window.actions().get(ActionId::undo);
    const QKeySequence key = undo->shortcut();
    undo->setShortcut(QKeySequence(Qt::ALT | Qt::Key_F4));
    remove(Panel::bookmarks, ActionId::panel_bookmarks, 0);
    EXPECT_TRUE(
        window.status_line()->told().endsWith(QStringLiteral(" is gone. Alt+F4 brings it back.")))
        << "the key as it is, not as it was";
    undo->setShortcut(key);
    remove(Panel::breakpoints, ActionId::panel_breakpoints, 0);
    EXPECT_EQ(panels().watched().names().size(), 2);
    EXPECT_TRUE(window.controller().bookmarks().all().empty());
    EXPECT_TRUE(window.controller().breakpoints().empty());
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(window.controller().breakpoints().entries().size(), 1U);
    press(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_EQ(window.controller().bookmarks().all().size(), 1U);
    EXPECT_EQ(window.controller().bookmarks().all().front().name, "host saved");
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(panels().watched().names(), all) << "where it was";
    EXPECT_FALSE(available(ActionId::undo));
    run(ActionId::panel_watch);
    EXPECT_EQ(cell_of(panels().watched(), 1, WatchModel::of_place), "sscratch");
    EXPECT_THAT(cell_of(panels().watched(), 1, WatchModel::now), testing::StartsWith("0"));
}

TEST_F(PanelWindow, ctrl_c_in_a_table_copies_the_selected_rows_and_says_so) {
    open("macro");
    press(Qt::Key_F10);
    for (const char* name : {"s3", "sscratch", "guest_context.a0"}) {
        panels().watch(QLatin1String(name));
    }
    run(ActionId::panel_watch);
    DataTable* table = panels().panel(Panel::watch)->table();
    click_row(Panel::watch, 0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 3);
    EXPECT_TRUE(lines.at(0).startsWith(QStringLiteral("s3\t"))) << lines.at(0).toStdString();
    EXPECT_TRUE(lines.at(1).startsWith(QStringLiteral("sscratch\t")));
    EXPECT_EQ(lines.at(0).count(QLatin1Char('\t')), WatchModel::count - 1);
    EXPECT_TRUE(lines.at(2).isEmpty());
    EXPECT_EQ(window.status_line()->told().toStdString(), "Copied 2 rows.");
}

TEST_F(PanelWindow, every_table_can_be_copied_as_text_markdown_and_csv) {
    open("macro");
    press(Qt::Key_1, Qt::ControlModifier);
    press(Qt::Key_F11);
    press(Qt::Key_2, Qt::ControlModifier);
    panels().panel(Panel::difference)->table()->setFocus();
    run(ActionId::copy_csv);
    EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(),
              "Register or slot,A,B,Written last by\r\n"
              "host_context.ra,0000000000000000,ffffffff800109b8,"
              "\"step 1 \u00b7 SAVE_HOST_GPRS \u00b7 sd ra, 0x38(a0)\"\r\n");
    run(ActionId::copy_markdown);
    EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(),
              "| Register or slot | A | B | Written last by |\n| --- | --- | --- | --- |\n"
              "| host_context.ra | 0000000000000000 | ffffffff800109b8 | step 1 \u00b7 "
              "SAVE_HOST_GPRS \u00b7 sd ra, 0x38(a0) |\n");
    window.session_page()->lanes()->setFocus();
    run(ActionId::copy_text);
    EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(),
                testing::StartsWith("Register"));
    EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(), HasSubstr("5e63"));
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// The window as a user has it: keys and clicks go in, what is shown comes out.
#include <QSettings>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextLayout>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/window/run.h"
#include "ui/window/status_line.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using State = SessionController::State;
using testing::HasSubstr;

TEST_F(Window, starts_with_a_card_for_each_target) {
    EXPECT_FALSE(window.shows_session());
    EXPECT_EQ(window.start_page()->cards().size(), provider.choices().size());
    EXPECT_FALSE(available(ActionId::instruction));
    EXPECT_THAT(tip(ActionId::instruction), HasSubstr("no target is open"));
}

TEST_F(Window, a_click_on_a_card_opens_its_target) {
    click("card_macro");
    EXPECT_TRUE(window.shows_session());
    EXPECT_THAT(window.windowTitle().toStdString(), HasSubstr("synthetic machine"));
    EXPECT_THAT(explained(), HasSubstr("about to enter __kvm_riscv_switch_to"));
}

TEST_F(Window, a_card_opens_by_keyboard_alone) {
    window.start_page()->cards().front()->setFocus();
    QTest::keyClick(window.start_page()->cards().front(), Qt::Key_Space);
    ASSERT_TRUE(settles());
    EXPECT_TRUE(window.shows_session());
}

TEST_F(Window, f11_steps_one_instruction_and_the_slot_lights_up) {
    open("macro");
    press(Qt::Key_F11);
    EXPECT_EQ(position(), 1u);
    EXPECT_THAT(explained(), HasSubstr("sd ra, 0x38(a0)"));
    const LaneCell& slot =
        cell(Location::slot(0, *window.controller().facts()->area.index_of("host_context.ra")));
    EXPECT_TRUE(slot.written);
    EXPECT_EQ(slot.value, 0xffff'ffff'8001'09b8u);
    EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(),
              "host_context.ra");
}

TEST_F(Window, f10_steps_macro_by_macro_through_a_whole_switch) {
    open("macro");
    std::vector<std::size_t> stops;
    for (int n = 0; n < 10; ++n) {
        press(Qt::Key_F10);
        stops.push_back(position());
    }
    EXPECT_THAT(stops, testing::ElementsAre(host_saved, csrs_swapped, guest_restored, guest_entered,
                                            guest_trapped, guest_saved, csrs_swapped_back,
                                            host_restored, back_in_c, second_entry));
}

TEST_F(Window, the_badge_shows_the_world) {
    open("macro");
    EXPECT_EQ(window.badges()->badges().front().text.toStdString(), "HS \u00b7 host");
    press(Qt::Key_F11, Qt::ShiftModifier);
    EXPECT_EQ(window.badges()->badges().front().text.toStdString(), "VS \u00b7 guest");
    press(Qt::Key_F11, Qt::ShiftModifier);
    EXPECT_EQ(window.badges()->badges().front().text.toStdString(), "HS \u00b7 host");
}

TEST_F(Window, back_moves_only_the_cursor_and_says_so) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_F11, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(position(), host_saved - 1);
    EXPECT_EQ(window.badges()->badges().back().text.toStdString(), "In the past");
    press(Qt::Key_Home, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(position(), 0u);
    EXPECT_FALSE(available(ActionId::back_instruction));
    press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(position(), host_saved);
    EXPECT_EQ(window.badges()->badges().back().text.toStdString(), "Live");
}

TEST_F(Window, a_selected_cell_is_inspected_and_its_writes_can_be_visited) {
    open("macro");
    press(Qt::Key_F11, Qt::ShiftModifier);
    LanesView* lanes = window.session_page()->lanes();
    const CellId s3_cell = *lanes->model()->find(Location::gpr(s3));
    QTest::mouseClick(lanes->viewport(), Qt::LeftButton, Qt::NoModifier,
                      lanes->geometry_of_cells()->cell(s3_cell).center().toPoint());
    EXPECT_EQ(lanes->selected(), s3_cell);
    EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(), "s3");
    press(Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(position(), csrs_swapped + 18);
    EXPECT_FALSE(available(ActionId::next_write));
}

TEST_F(Window, arrow_keys_skip_cells_that_hold_nothing) {
    open("macro");
    LanesView* lanes = window.session_page()->lanes();
    lanes->select(*lanes->model()->find(Location::gpr(t2)));
    QTest::keyClick(lanes, Qt::Key_Left);
    EXPECT_EQ(lanes->selected(), lanes->model()->find(Location::gpr(t2)))
        << "the host keeps no t2: there is nothing to the left";
    QTest::keyClick(lanes, Qt::Key_Right);
    EXPECT_EQ(lanes->selected()->lane, Lane::guest);
    QTest::keyClick(lanes, Qt::Key_Down);
    EXPECT_EQ(lanes->selected()->row, lanes->model()->find(Location::gpr(t3))->row);
}

TEST_F(Window, a_click_on_the_timeline_moves_the_cursor) {
    open("macro");
    press(Qt::Key_F11, Qt::ShiftModifier);
    TimelineBar* bar = window.session_page()->timeline();
    const qreal before = bar->cursor_x();
    QTest::mouseClick(bar, Qt::LeftButton, Qt::NoModifier,
                      QPoint(window.theme().ipx(20), window.theme().ipx(45)));
    EXPECT_LT(position(), 5u);
    EXPECT_LT(bar->cursor_x(), before);
}

TEST_F(Window, the_current_macro_opens_by_itself_and_a_click_closes_it) {
    open("macro");
    RoutineView* routine = window.session_page()->routine();
    EXPECT_TRUE(routine->is_open(0));
    EXPECT_FALSE(routine->is_open(2));
    QTest::mouseClick(routine->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(60, 15));
    EXPECT_FALSE(routine->is_open(0));
    press(Qt::Key_F10);
    EXPECT_TRUE(routine->is_open(1));
}

TEST_F(Window, a_silent_target_leaves_the_window_alive_and_esc_ends_it) {
    open("silent");
    QTest::keyClick(&window, Qt::Key_F10);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return !window.status_line()->progress_text().isEmpty(); }, 5000));
    EXPECT_THAT(window.status_line()->progress_text().toStdString(), HasSubstr("running"));
    EXPECT_THAT(tip(ActionId::instruction), HasSubstr("the target is running"));
    QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(window.theme().dark()) << "everything else still works";
    QTest::keyClick(&window, Qt::Key_Escape);
    ASSERT_TRUE(settles());
    EXPECT_EQ(window.controller().state(), State::ready);
    EXPECT_TRUE(window.status_line()->progress_text().isEmpty());
}

TEST_F(Window, a_dead_target_shows_a_banner_whose_button_restarts_it) {
    open("dies");
    press(Qt::Key_F10);
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("target ended"));
    EXPECT_EQ(window.badges()->badges().back().text.toStdString(), "Target gone");
    EXPECT_FALSE(available(ActionId::instruction));
    press(Qt::Key_F11, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(position(), 4u) << "what was recorded can still be looked at";
    click("banner_offer");
    EXPECT_FALSE(window.banner()->isVisible());
    EXPECT_EQ(position(), 0u);
    EXPECT_EQ(window.controller().state(), State::ready);
}

TEST_F(Window, a_target_that_cannot_start_leaves_the_start_page_with_a_remedy) {
    click("card_unopened");
    EXPECT_FALSE(window.shows_session());
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("was not found"));
}

TEST_F(Window, zoom_and_theme_reach_everything_and_the_keys_are_on_one_sheet) {
    open("macro");
    const QSize before = window.session_page()->timeline()->sizeHint();
    press(Qt::Key_Equal, Qt::ControlModifier | Qt::AltModifier);
    press(Qt::Key_Equal, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_GT(window.session_page()->timeline()->sizeHint().height(), before.height());
    press(Qt::Key_0, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(window.session_page()->timeline()->sizeHint(), before);
    press(Qt::Key_F1);
    EXPECT_TRUE(window.keys()->isVisible());
    QTest::keyClick(window.keys(), Qt::Key_Escape);
    EXPECT_FALSE(window.keys()->isVisible());
}

/// The number of pixels in a box of the picture that have about this colour.
int pixels_of(const QImage& image, const QRect& box, const QColor& color) {
    int count = 0;
    for (int y = box.top(); y <= box.bottom(); ++y) {
        for (int x = box.left(); x <= box.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green()) +
                                 std::abs(pixel.blue() - color.blue()) <
                             40
                         ? 1
                         : 0;
        }
    }
    return count;
}

TEST_F(Window, draws_a_bold_arrow_between_the_slot_and_the_register) {
    open("macro");
    press(Qt::Key_F10);
    press(Qt::Key_F10);
    press(Qt::Key_F11); // ld ra: guest slot to CPU
    const QImage image = render_window(window, {});
    LanesView* lanes = window.session_page()->lanes();
    const LanesGeometry* geometry = lanes->geometry_of_cells();
    const auto gap = [&](Gpr number, Lane from, Lane to) {
        const std::size_t row = lanes->model()->find(Location::gpr(number))->row;
        const QRectF left = geometry->cell({row, from});
        const QRectF right = geometry->cell({row, to});
        return QRectF(left.right() + 2, left.top(), right.left() - left.right() - 4, left.height())
            .toRect()
            .translated(lanes->viewport()->mapTo(&window, QPoint()));
    };
    const QColor guest = window.theme().color(Role::guest);
    EXPECT_GT(pixels_of(image, gap(ra, Lane::cpu, Lane::guest), guest), 60);
    EXPECT_EQ(pixels_of(image, gap(ra, Lane::host, Lane::cpu), guest), 0);
    EXPECT_EQ(pixels_of(image, gap(sp, Lane::cpu, Lane::guest), guest), 0) << "not loaded yet";
}

TEST_F(Window, a_sentence_of_two_lines_is_whole_at_each_size_and_a_longer_one_has_a_tool_tip) {
    open("macro");
    press(Qt::Key_F5);
    const std::size_t end = position();
    const ExplainBar* bar = window.session_page()->explain();
    for (const Shot& shot : {Shot{.size = {1280, 720}}, Shot{.size = {1600, 1000}, .scale = 2},
                             Shot{.size = {1600, 1000}}}) {
        int long_ones = 0;
        for (std::size_t at = 0; at <= end; ++at) {
            window.controller().go_to(at);
            (void)render_window(window, shot);
            const int lines = bar->document()->firstBlock().layout()->lineCount();
            long_ones += lines > 1 ? 1 : 0;
            EXPECT_TRUE(bar->is_whole() || lines > 2) << bar->sentence().toStdString();
            EXPECT_EQ(bar->toolTip(), bar->is_whole() ? QString() : bar->sentence());
        }
        EXPECT_TRUE(shot.scale < 2 || long_ones > 0);
    }
}

TEST_F(Window, fits_a_full_hd_projector_without_scrolling) {
    open("macro");
    const QImage image = render_window(window, {});
    EXPECT_EQ(image.size(), QSize(1600, 1000));
    const LanesView* lanes = window.session_page()->lanes();
    EXPECT_LE(lanes->geometry_of_cells()->size().height(), lanes->viewport()->height());
    EXPECT_LE(lanes->geometry_of_cells()->size().width(), lanes->viewport()->width());
}

TEST_F(Window, shrinks_even_when_everything_is_large) {
    open("macro");
    EXPECT_EQ(render_window(window, {.size = {1280, 720}, .scale = 2}).size(), QSize(1280, 720));
    press(Qt::Key_F5); // now the status line shows a speed as well
    const auto* status = window.findChild<StatusLine*>();
    EXPECT_EQ(render_window(window, {.size = {1000, 640}, .scale = 2}).size(), QSize(1000, 640));
    for (const QLabel* label : status->findChildren<QLabel*>()) {
        EXPECT_TRUE(label->isHidden() || label->width() >= label->sizeHint().width())
            << label->text().toStdString();
    }
    EXPECT_EQ(render_window(window, {.size = {1100, 700}, .scale = 2}).size(), QSize(1100, 700));
}

TEST(WindowSettings, theme_and_zoom_are_remembered) {
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    SyntheticProvider provider;
    {
        MainWindow window(provider, &settings);
        window.theme().set_mode(ThemeMode::light);
        window.theme().set_scale(1.3);
        window.close();
    }
    MainWindow window(provider, &settings);
    EXPECT_EQ(window.theme().mode(), ThemeMode::light);
    EXPECT_DOUBLE_EQ(window.theme().scale(), 1.3);
}

} // namespace
} // namespace switchscope::ui

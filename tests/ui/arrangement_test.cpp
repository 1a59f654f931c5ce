// SPDX-License-Identifier: MIT
// The ways in which the lanes can be arranged, their zoom, and what is kept of both.
#include <set>

#include <QClipboard>
#include <QJsonDocument>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/moment.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/base/format.h"
#include "ui/lanes/lanes_style.h"
#include "ui/lanes/lanes_table.h"
#include "ui/lanes/picture.h"
#include "ui/look/fitted_hex.h"
#include "ui/look/system_motion.h"
#include "ui/window/run.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

constexpr std::array all_arrangements{Arrangement::by_register, Arrangement::memory,
                                      Arrangement::compact};

TEST(MemoryOrder, has_every_byte_of_the_save_area_once) {
    const auto facts = synthetic_facts();
    const MemoryPlan plan = memory_plan(lane_plan(facts->routine, facts->area), facts->area);
    std::vector<MemoryPlan::Piece> pieces = plan.host;
    pieces.insert(pieces.end(), plan.guest.begin(), plan.guest.end());
    std::ranges::sort(pieces, {}, &MemoryPlan::Piece::offset);
    std::uint64_t at = 0;
    for (const MemoryPlan::Piece& piece : pieces) {
        EXPECT_EQ(piece.offset, at);
        at += piece.size;
    }
    EXPECT_EQ(at, facts->area.size());
}

TEST(MemoryOrder, lists_slots_by_offset_and_names_the_gaps_between_them) {
    const LanesModel model(synthetic_facts());
    std::vector<std::string> host;
    for (const LanePiece& piece : model.pieces(Lane::host)) {
        host.push_back(piece.cell ? model.cell(*piece.cell).label.toStdString()
                                  : piece.text.toStdString());
    }
    // host_sscratch and host_stvec lie at 0x10 and 0x18, and the context from 0x30 on. x0 has no
    // slot.
    EXPECT_EQ(host.at(0), "0x0000..0x0010: not touched by the switch, 16 bytes");
    EXPECT_EQ(host.at(1), "host_sscratch");
    EXPECT_EQ(host.at(2), "host_stvec");
    EXPECT_EQ(host.at(3), "0x0020..0x0038: not touched by the switch, 24 bytes");
    EXPECT_EQ(host.at(4), "host.ra");
    EXPECT_THAT(host, testing::Contains("0x0058..0x0070: not touched by the switch, 24 bytes"))
        << "t0 to t2, which the caller saves";
    const auto temporaries = std::ranges::find_if(
        model.pieces(Lane::host), [](const LanePiece& piece) { return piece.offset == 0x58; });
    EXPECT_THAT(temporaries->tip.toStdString(), HasSubstr("There: host.t0, host.t1, host.t2"));
}

TEST(MemoryOrder, is_copied_as_a_table_of_addresses) {
    Moment moment(1);
    LanesModel model(moment.facts);
    model.update(moment.timeline, moment.now);
    const auto table = make_lanes_table(model, Arrangement::memory);
    const auto text = [&](int row, int column) {
        return table->index(row, column).data().toString().toStdString();
    };
    EXPECT_EQ(text(0, 3), "not touched by the switch");
    EXPECT_EQ(text(1, 0), "0x0010");
    EXPECT_EQ(text(1, 1), "8");
    EXPECT_EQ(text(1, 2), hex_value(*model.area_address() + 0x10).toStdString());
    EXPECT_EQ(text(1, 3), "host_sscratch");
    int rows = 0;
    for (const Lane lane : {Lane::host, Lane::guest}) {
        rows += static_cast<int>(model.pieces(lane).size());
    }
    EXPECT_EQ(table->rowCount(), rows);
}

TEST(ShortValues, lose_leading_zeros_then_leading_fs_then_the_middle) {
    EXPECT_EQ(fitted_hex(0x5e63, 16).toStdString(), "5e63");
    EXPECT_EQ(fitted_hex(0, 16).toStdString(), "0");
    EXPECT_EQ(fitted_hex(std::nullopt, 16).toStdString(), "-");
    EXPECT_EQ(fitted_hex(0xffffffff80010368, 16).toStdString(), "ffffffff80010368");
    EXPECT_EQ(fitted_hex(0xffffffff80010368, 12), QStringLiteral("f\u202680010368"));
    EXPECT_EQ(fitted_hex(0xff6000000281bd50, 11), QStringLiteral("ff600\u20261bd50"));
}

struct Arranged : testing::TestWithParam<Arrangement> {
    Arranged() { model.update(moment.timeline, moment.now); }
    Moment moment{csrs_swapped + 18};
    LanesModel model{moment.facts};
    Theme theme;
};

TEST_P(Arranged, every_cell_is_found_at_its_middle_and_no_two_overlap) {
    const LanesGeometry geometry(model, theme, {940, 740}, GetParam());
    std::vector<QRectF> boxes;
    for (std::size_t row = 0; row < model.rows().size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            const QRectF box = geometry.cell({row, lane});
            ASSERT_EQ(box.isEmpty(),
                      GetParam() == Arrangement::memory && !model.cell({row, lane}).kept);
            if (!box.isEmpty()) {
                EXPECT_EQ(geometry.cell_at(box.center()), (CellId{row, lane}));
                boxes.push_back(box);
            }
        }
    }
    for (const LanesGeometry::Between& between : geometry.between()) {
        boxes.push_back(between.box);
        EXPECT_EQ(geometry.piece_at(between.box.center()), between.piece);
    }
    for (std::size_t a = 0; a < boxes.size(); ++a) {
        for (std::size_t b = a + 1; b < boxes.size(); ++b) {
            ASSERT_FALSE(boxes.at(a).intersects(boxes.at(b)));
        }
        EXPECT_TRUE(QRectF(QPointF(), geometry.size()).contains(boxes.at(a)));
    }
}

TEST_P(Arranged, fits_names_beside_values_in_the_smallest_window) {
    for (const double zoom : {1.0, 2.0}) {
        const LanesScale scale(theme, zoom);
        const LanesGeometry geometry(model, scale, {300, 200}, GetParam());
        const LanesStyle style(model, geometry, scale);
        for (std::size_t row = 0; row < model.rows().size(); ++row) {
            for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
                const LaneCell& cell = model.cell({row, lane});
                const QRectF box = geometry.cell({row, lane});
                const QString value = GetParam() == Arrangement::compact
                                          ? QStringLiteral("0000")
                                          : hex_value(0, cell.location.size);
                const bool named = lane == Lane::cpu || GetParam() != Arrangement::compact;
                if (cell.kept && named && !box.isEmpty()) {
                    EXPECT_LE(style.label_metrics.horizontalAdvance(cell.label) +
                                  style.value_metrics.horizontalAdvance(value) + scale.px(30),
                              box.width())
                        << cell.label.toStdString();
                }
            }
        }
    }
}

TEST_P(Arranged, grows_with_the_zoom) {
    const LanesGeometry normal(model, theme, {300, 200}, GetParam());
    const LanesGeometry twice(model, LanesScale(theme, 2), {300, 200}, GetParam());
    EXPECT_GT(twice.size().height(), 1.8 * normal.size().height());
    EXPECT_GT(twice.size().width(), 1.5 * normal.size().width());
}

TEST_P(Arranged, arrow_keys_reach_every_cell_that_holds_something) {
    const LanesGeometry geometry(model, theme, {940, 740}, GetParam());
    std::vector<CellId> reached{CellId{0, Lane::cpu}};
    for (std::size_t n = 0; n < reached.size(); ++n) {
        for (const auto& [down, right] :
             {std::pair(1, 0), std::pair(-1, 0), std::pair(0, 1), std::pair(0, -1)}) {
            const auto next = geometry.neighbour(model, reached.at(n), down, right);
            if (next && std::ranges::find(reached, *next) == reached.end()) {
                EXPECT_TRUE(model.cell(*next).kept);
                reached.push_back(*next);
            }
        }
    }
    std::size_t kept = 0;
    for (const LaneRow& row : model.rows()) {
        kept += static_cast<std::size_t>(std::ranges::count_if(row.cells, &LaneCell::kept));
    }
    EXPECT_EQ(reached.size(), kept);
}

INSTANTIATE_TEST_SUITE_P(All, Arranged, testing::ValuesIn(all_arrangements), [](const auto& one) {
    return std::string(one.param == Arrangement::memory    ? "memory"
                       : one.param == Arrangement::compact ? "compact"
                                                           : "by_register");
});

TEST_F(Window, keys_arrange_the_lanes_and_the_menu_shows_the_arrangement) {
    open("macro");
    LanesView* lanes = window.session_page()->lanes();
    EXPECT_TRUE(window.actions().get(ActionId::lanes_by_register)->isChecked());
    press(Qt::Key_5, Qt::AltModifier);
    EXPECT_EQ(lanes->arrangement(), Arrangement::memory);
    EXPECT_TRUE(window.actions().get(ActionId::lanes_memory)->isChecked());
    EXPECT_FALSE(window.actions().get(ActionId::lanes_by_register)->isChecked());
    EXPECT_THAT(lanes->accessibleName().toStdString(), HasSubstr("order of memory"));
    press(Qt::Key_5, Qt::AltModifier);
    EXPECT_TRUE(window.actions().get(ActionId::lanes_memory)->isChecked()) << "once more";
    press(Qt::Key_6, Qt::AltModifier);
    EXPECT_EQ(lanes->arrangement(), Arrangement::compact);
    press(Qt::Key_4, Qt::AltModifier);
    EXPECT_EQ(lanes->arrangement(), Arrangement::by_register);
}

TEST_F(Window, the_compact_lanes_fit_a_small_screen_without_scrolling) {
    open("macro");
    run(ActionId::lanes_compact);
    (void)render_window(window, {.size = {1280, 720}});
    const LanesView* lanes = window.session_page()->lanes();
    EXPECT_LE(lanes->geometry_of_cells()->size().height(), lanes->viewport()->height());
    EXPECT_LE(lanes->geometry_of_cells()->size().width(), lanes->viewport()->width());
}

TEST_F(Window, a_slot_in_memory_order_is_selected_inspected_and_explained) {
    open("macro");
    press(Qt::Key_F10);
    run(ActionId::lanes_memory);
    LanesView* lanes = window.session_page()->lanes();
    const CellId s3_slot = *lanes->model()->find(slot("host_context.s3"));
    const QPointF middle = lanes->geometry_of_cells()->cell(s3_slot).center();
    QTest::mouseClick(lanes->viewport(), Qt::LeftButton, Qt::NoModifier, middle.toPoint());
    EXPECT_EQ(lanes->selected(), s3_slot);
    EXPECT_EQ(window.session_page()->inspector()->inspection().name.toStdString(),
              "host_context.s3");
    EXPECT_FALSE(lanes->model()->chain().empty());
    EXPECT_THAT(lanes->tip_at(middle).toStdString(), HasSubstr("at offset 0x00c8, address "));
    EXPECT_THAT(
        lanes->tip_at(lanes->geometry_of_cells()->between().front().box.center()).toStdString(),
        HasSubstr("not touched by the switch"));
}

TEST_F(Window, each_arrangement_is_copied_and_saved_as_a_picture) {
    open("macro");
    press(Qt::Key_F10);
    const QTemporaryDir folder;
    std::set<QByteArray> pictures;
    for (const ActionId id :
         {ActionId::lanes_by_register, ActionId::lanes_memory, ActionId::lanes_compact}) {
        run(id);
        run(ActionId::copy_text);
        EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(),
                    HasSubstr(id == ActionId::lanes_memory ? "host.s3" : "s3"));
        for (const char* name : {"lanes.png", "lanes.svg"}) {
            const QString path = folder.filePath(QLatin1String(name));
            ASSERT_TRUE(save_picture(*window.session_page()->lanes(), window.theme(), {}, path));
            QFile file(path);
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            pictures.insert(file.readAll());
        }
    }
    EXPECT_EQ(pictures.size(), 6u);
}

TEST_F(Window, ctrl_and_plus_zoom_the_lanes_alone) {
    open("macro");
    LanesView* lanes = window.session_page()->lanes();
    const QSize bar = window.session_page()->timeline()->sizeHint();
    const qreal row = lanes->geometry_of_cells()->cell({0, Lane::cpu}).height();
    EXPECT_FALSE(available(ActionId::lanes_normal));
    for (int n = 0; n < 6; ++n) {
        press(Qt::Key_Equal, Qt::ControlModifier);
    }
    EXPECT_GT(lanes->geometry_of_cells()->cell({0, Lane::cpu}).height(), row);
    EXPECT_EQ(window.session_page()->timeline()->sizeHint(), bar);
    for (int n = 0; n < 20; ++n) {
        press(Qt::Key_Equal, Qt::ControlModifier);
    }
    EXPECT_DOUBLE_EQ(lanes->zoom(), LanesScale::largest_zoom);
    EXPECT_THAT(tip(ActionId::lanes_larger), HasSubstr("as large as they get"));
    press(Qt::Key_0, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(lanes->zoom(), 1);
    for (int n = 0; n < 20; ++n) {
        press(Qt::Key_Minus, Qt::ControlModifier);
    }
    EXPECT_DOUBLE_EQ(lanes->zoom(), LanesScale::smallest_zoom);
}

TEST_F(Window, ctrl_and_the_wheel_zoom_about_the_pointer) {
    open("macro");
    LanesView* lanes = window.session_page()->lanes();
    const CellId cell = *lanes->model()->find(Location::gpr(s9));
    const QPointF at = lanes->geometry_of_cells()->cell(cell).center();
    const auto roll = [&](int notches) {
        QWheelEvent event(at, lanes->viewport()->mapToGlobal(at), {}, QPoint(0, 120 * notches),
                          Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(lanes->viewport(), &event);
    };
    roll(8);
    EXPECT_GT(lanes->zoom(), 2);
    const QPointF scrolled(lanes->horizontalScrollBar()->value(),
                           lanes->verticalScrollBar()->value());
    const auto under_pointer = lanes->geometry_of_cells()->cell_at(at + scrolled);
    ASSERT_TRUE(under_pointer);
    EXPECT_NEAR(static_cast<double>(under_pointer->row), static_cast<double>(cell.row), 1);
    roll(-8);
    EXPECT_NEAR(lanes->zoom(), 1, 0.03);
}

TEST_F(Window, a_layout_keeps_how_the_lanes_are_arranged_and_older_layouts_still_load) {
    open("macro");
    run(ActionId::lanes_memory);
    LanesView* lanes = window.session_page()->lanes();
    DockArea* docks = window.session_page()->docks();
    lanes->set_zoom(1.5);
    const QByteArray kept = docks->save();
    lanes->arrange(Arrangement::compact);
    lanes->set_zoom(1);
    ASSERT_TRUE(docks->restore(kept));
    EXPECT_EQ(lanes->arrangement(), Arrangement::memory);
    EXPECT_DOUBLE_EQ(lanes->zoom(), 1.5);
    QJsonObject older = QJsonDocument::fromJson(kept).object();
    older.remove(QStringLiteral("lanes"));
    ASSERT_TRUE(docks->restore(QJsonDocument(older).toJson()));
    EXPECT_EQ(lanes->arrangement(), Arrangement::memory) << "it says nothing of the lanes";
}

TEST(WindowSettings, the_arrangement_and_the_zoom_of_the_lanes_are_remembered) {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    SyntheticProvider provider;
    {
        MainWindow window(provider, &settings);
        window.session_page()->lanes()->arrange(Arrangement::compact);
        window.session_page()->lanes()->set_zoom(1.21);
        window.close();
    }
    MainWindow window(provider, &settings);
    EXPECT_EQ(window.session_page()->lanes()->arrangement(), Arrangement::compact);
    EXPECT_DOUBLE_EQ(window.session_page()->lanes()->zoom(), 1.21);
}

TEST(WindowSettings, motion_is_reduced_where_the_system_asks_for_it_until_the_user_says_otherwise) {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    SyntheticProvider provider;
    set_system_reduces_motion(true);
    {
        MainWindow window(provider, &settings);
        EXPECT_TRUE(window.theme().reduced_motion());
        window.close();
        EXPECT_FALSE(settings.contains(QStringLiteral("view/reduced_motion")));
        window.actions().get(ActionId::motion)->trigger();
        window.close();
    }
    {
        MainWindow window(provider, &settings);
        EXPECT_FALSE(window.theme().reduced_motion());
    }
    set_system_reduces_motion(false);
}

} // namespace
} // namespace switchscope::ui

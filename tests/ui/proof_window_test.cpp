// SPDX-License-Identifier: MIT
// The proof as a user sees it. A broken switch is opened, its findings are clicked, and the way of
// a value is followed.
#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QTextBrowser>
#include <gmock/gmock.h>

#include "core/isa/registers.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/window/run.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

constexpr std::size_t wrong_store = 15; // index of `sd s4` in the routine

struct ProofWindow : Window {
    SessionPage& page() { return *window.session_page(); }
    FindingsPanel& panel() { return *page().findings(); }
    QStringList badges() {
        QStringList texts;
        for (const Badge& badge : window.badges()->badges()) {
            texts.append(badge.text);
        }
        return texts;
    }
    void click_at(QWidget* widget, const QPointF& point) {
        QTest::mouseClick(widget, Qt::LeftButton, Qt::NoModifier, point.toPoint());
        ASSERT_TRUE(settles());
    }
    QRect item(int row) { return panel().list()->visualRect(panel().model().index(row)); }
    /// Clicks a link of an entry by looking for it on the screen, as a pointer would.
    void click_link(int row, const QString& scheme) {
        const auto* delegate = qobject_cast<FindingDelegate*>(panel().list()->itemDelegate());
        const QRect box = item(row);
        for (int y = 0; y < box.height(); y += 3) {
            for (int x = 0; x < box.width(); x += 3) {
                if (delegate->link_at(panel().model().index(row), QPointF(x, y)).scheme() ==
                    scheme) {
                    return click_at(panel().list()->viewport(), box.topLeft() + QPoint(x, y));
                }
            }
        }
        ADD_FAILURE() << "no link " << scheme.toStdString();
    }
    /// Clicks a text in the inspector.
    void click_inspector(const QString& text) {
        auto* browser = page().inspector()->findChild<QTextBrowser*>();
        const QTextCursor found = browser->document()->find(text);
        ASSERT_FALSE(found.isNull()) << browser->toPlainText().toStdString();
        QTextCursor middle = found;
        middle.setPosition((found.anchor() + found.position()) / 2);
        click_at(browser->viewport(), browser->cursorRect(middle).center());
    }
    /// The number of pixels of the routine panel that have the colour of errors.
    std::size_t error_pixels() {
        const QColor color = window.theme().color(Role::error);
        const QImage image = render_window(window, {});
        RoutineView* routine = page().routine();
        const QPoint corner = routine->viewport()->mapTo(&window, QPoint());
        std::size_t count = 0;
        for (int y = 0; y < routine->viewport()->height(); ++y) {
            for (int x = 0; x < routine->viewport()->width(); ++x) {
                count += image.pixelColor(corner + QPoint(x, y)) == color ? std::size_t{1}
                                                                          : std::size_t{0};
            }
        }
        return count;
    }
};

TEST_F(ProofWindow, a_good_routine_is_proven_in_one_calm_line) {
    open("macro");
    EXPECT_EQ(page().side()->tabs()->tabText(1).toStdString(), "Proven");
    EXPECT_FALSE(badges().join(QLatin1Char(' ')).contains(QLatin1String("finding")));
    EXPECT_FALSE(available(ActionId::next_finding));
    EXPECT_THAT(tip(ActionId::next_finding), HasSubstr("the routine is proven: no findings"));
    press(Qt::Key_F7);
    EXPECT_TRUE(page().side()->shows_proof());
    EXPECT_THAT(panel().verdict()->text().toStdString(), HasSubstr("proven correct"));
    EXPECT_TRUE(panel().list()->isHidden());
    EXPECT_TRUE(panel().matrix()->isVisible());
    EXPECT_EQ(error_pixels(), 0u);
    press(Qt::Key_F7);
    EXPECT_FALSE(page().side()->shows_proof());
}

TEST_F(ProofWindow, a_broken_routine_is_seen_at_once) {
    open("broken");
    EXPECT_TRUE(badges().contains(QLatin1String("2 findings")));
    EXPECT_TRUE(QTest::qWaitFor([&] { // the panel may not have its width yet
        return page().side()->tabs()->tabText(1) == QLatin1String("Findings 2");
    })) << page().side()->tabs()->tabText(1).toStdString();
    EXPECT_GT(error_pixels(), 100u) << "glyphs at the lines and at the bands";
    const RoutineModel* routine = page().routine()->model();
    EXPECT_THAT(routine->bands().at(0).lines.at(wrong_store).finding_text.toStdString(),
                HasSubstr("After the switch s3 holds the host's s4"));
}

TEST_F(ProofWindow, a_click_on_the_badge_shows_the_list_and_one_on_a_finding_its_instruction) {
    open("broken");
    press(Qt::Key_F10);
    click_at(window.badges(), QPointF(window.badges()->width() - window.theme().px(170),
                                      window.badges()->height() / 2.0));
    ASSERT_TRUE(page().side()->shows_proof());
    EXPECT_FALSE(page().routine()->looked_at());
    click_at(panel().list()->viewport(), item(0).center());
    EXPECT_EQ(page().routine()->looked_at(), wrong_store);
    EXPECT_TRUE(page().routine()->is_open(0)) << "its macro opens, though it is over";
    EXPECT_FALSE(page().routine()->related().empty());
    EXPECT_EQ(position(), host_saved) << "the cursor stays";
}

TEST_F(ProofWindow, f8_goes_from_finding_to_finding_and_ctrl_f8_to_its_step) {
    open("broken");
    press(Qt::Key_F8);
    ASSERT_TRUE(page().side()->shows_proof());
    EXPECT_EQ(panel().selected(), 0);
    EXPECT_EQ(page().routine()->looked_at(), wrong_store);
    EXPECT_FALSE(available(ActionId::finding_step));
    EXPECT_THAT(tip(ActionId::finding_step), HasSubstr("has not come to it yet"));
    press(Qt::Key_F10);
    press(Qt::Key_F8, Qt::ControlModifier);
    EXPECT_EQ(position(), wrong_store + 1);
    EXPECT_THAT(explained(), HasSubstr("sd s4, 0xc8(a0)"));
    press(Qt::Key_F8);
    EXPECT_EQ(panel().selected(), 1);
    press(Qt::Key_F8);
    EXPECT_EQ(panel().selected(), 0);
    press(Qt::Key_F8, Qt::ShiftModifier);
    EXPECT_EQ(panel().selected(), 1);
}

TEST_F(ProofWindow, links_of_a_finding_lead_to_its_step_and_to_what_is_related) {
    open("broken");
    press(Qt::Key_F10);
    press(Qt::Key_F8);
    click_link(0, QStringLiteral("instruction"));
    EXPECT_NE(page().routine()->looked_at(), wrong_store);
    EXPECT_EQ(position(), host_saved);
    click_link(0, QStringLiteral("step"));
    EXPECT_EQ(position(), wrong_store + 1);
}

TEST_F(ProofWindow, a_click_on_a_marked_line_selects_its_finding) {
    open("broken");
    const Theme& theme = window.theme();
    const qreal y =
        theme.px(2 + RoutineBox::head_units + RoutineBox::line_units * (wrong_store + 0.5));
    click_at(page().routine()->viewport(), QPointF(theme.px(100), y));
    EXPECT_TRUE(page().side()->shows_proof());
    EXPECT_EQ(panel().selected(), 0);
    EXPECT_EQ(page().routine()->looked_at(), wrong_store);
}

TEST_F(ProofWindow, a_click_in_the_matrix_goes_to_the_instruction) {
    open("macro");
    press(Qt::Key_F7);
    MatrixView* matrix = panel().matrix();
    const QModelIndex cell = matrix->matrix().cell_of(2); // `sd gp`, the third instruction
    ASSERT_TRUE(cell.isValid());
    click_at(matrix->viewport(), matrix->visualRect(cell).center());
    EXPECT_EQ(page().routine()->looked_at(), 2u);
    QTest::keyClick(matrix, Qt::Key_Down);
    EXPECT_EQ(page().routine()->looked_at(), 3u) << "and by keys";
}

TEST_F(ProofWindow, recorded_switches_are_counted_while_they_are_made) {
    open("broken");
    press(Qt::Key_F5);
    press(Qt::Key_F5);
    EXPECT_EQ(panel().model().recorded_switches(), 2u);
    EXPECT_EQ(panel().model().entries().front().times, 2u);
    EXPECT_THAT(panel().verdict()->text().toStdString(), HasSubstr("2 recorded switches"));
}

TEST_F(ProofWindow, the_verdict_on_the_recording_fits_below_that_on_the_routine) {
    open("macro");
    press(Qt::Key_F7);
    const int one_line_less = panel().verdict()->height();
    press(Qt::Key_F5);
    EXPECT_THAT(panel().verdict()->text().toStdString(), HasSubstr("The recorded switch agrees."));
    EXPECT_GT(panel().verdict()->height(), one_line_less);
    EXPECT_GE(panel().verdict()->height(),
              panel().verdict()->heightForWidth(panel().verdict()->width()));
}

TEST_F(ProofWindow, the_way_of_a_value_is_walked_by_clicks) {
    open("macro");
    press(Qt::Key_F11, Qt::ShiftModifier);
    for (int n = 0; n < 3; ++n) {
        press(Qt::Key_F10); // the guest, SAVE_GUEST_GPRS, SAVE_GUEST_AND_RESTORE_HOST_CSRS
    }
    ASSERT_EQ(position(), csrs_swapped_back);
    LanesView* lanes = page().lanes();
    const Location home =
        Location::slot(0, *window.controller().facts()->area.index_of("guest_context.a0"));
    const CellId place = *lanes->model()->find(home);
    click_at(lanes->viewport(), lanes->geometry_of_cells()->cell(place).center());
    EXPECT_EQ(lanes->model()->chain().size(), 4u);
    EXPECT_EQ(page().routine()->chain().size(), 4u);
    EXPECT_THAT(lanes->tip_for(place).toStdString(),
                HasSubstr("The guest's a0, brought here by `sd t1, 0x3b0(a0)`"));
    click_inspector(QStringLiteral("csrrw t1, sscratch, t1"));
    EXPECT_THAT(explained(), HasSubstr("csrrw t1, sscratch, t1"));
    EXPECT_LT(position(), csrs_swapped_back);
}

TEST_F(ProofWindow, without_a_selection_no_way_is_drawn) {
    open("macro");
    press(Qt::Key_F10);
    EXPECT_TRUE(page().lanes()->model()->chain().empty());
    EXPECT_TRUE(page().routine()->chain().empty());
}

TEST_F(ProofWindow, fits_small_and_large_windows) {
    open("broken");
    press(Qt::Key_F8);
    for (const double scale : {1.0, 2.0}) {
        EXPECT_EQ(render_window(window, {.size = {1280, 720}, .scale = scale}).size(),
                  QSize(1280, 720));
        EXPECT_EQ(panel().list()->viewport()->width(), panel().verdict()->width())
            << "nothing is wider than the panel";
        const auto* area = panel().findChild<QScrollArea*>();
        EXPECT_LE(panel().matrix()->width(), area->viewport()->width());
        EXPECT_LE(page().inspector()->minimumSizeHint().width(), page().side()->width());
        EXPECT_LE(page().side()->tabs()->tabRect(1).right(), page().side()->width());
        for (const auto* button : window.findChildren<ActionButton*>()) {
            EXPECT_FALSE(button->isVisible() &&
                         button->geometry().intersects(window.badges()->geometry()))
                << button->accessibleName().toStdString() << " at " << scale;
        }
    }
}

TEST_F(ProofWindow, findings_and_matrix_are_copied_as_tables) {
    open("broken");
    press(Qt::Key_F8);
    FindingsPanel& panel = *window.session_page()->findings();
    panel.list()->setFocus();
    run(ActionId::copy_csv);
    const std::string csv = QGuiApplication::clipboard()->text().toStdString();
    EXPECT_THAT(csv, testing::StartsWith("Severity,Rule,Address,Instruction,Recorded switches,"));
    EXPECT_THAT(csv, HasSubstr("error,"));
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')),
              panel.model().entries().size() + 1);
    QTest::keyClick(panel.list(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_THAT(QGuiApplication::clipboard()->text().toStdString(), testing::StartsWith("error\t"))
        << "the rows alone, as spreadsheets want them";
    panel.matrix()->setFocus();
    run(ActionId::copy_markdown);
    const std::string markdown = QGuiApplication::clipboard()->text().toStdString();
    EXPECT_THAT(markdown, testing::StartsWith("| World | Register | Slot | Saved by |"));
    EXPECT_THAT(markdown, HasSubstr("| host | ra | host_context.ra | ffffffff"));
}

} // namespace
} // namespace switchscope::ui

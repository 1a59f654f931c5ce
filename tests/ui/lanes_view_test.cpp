// SPDX-License-Identifier: MIT
// The lanes paint only what a step changes. What is on screen has to equal what a new view paints
// from scratch at the same moment.
#include "ui/lanes/lanes_view.h"

#include <QScrollBar>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/moment.h"
#include "tests/ui/support/pixels.h"
#include "ui/look/theme.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

constexpr std::size_t steps = second_entry + 30; // a whole switch, and into the next one

struct LanesOnScreen : testing::Test {
    Theme theme;
    Moment moment{steps, 0};
    LanesView view{theme};
    std::optional<Location> asked; ///< the place whose chain is shown

    LanesOnScreen() {
        theme.set_mode(ThemeMode::dark);
        theme.set_reduced_motion(true);
        view.setFocusPolicy(
            Qt::NoFocus); // a focus ring comes and goes with the focus of the window
        view.resize(900, 760);
        view.show_session(moment.facts);
        view.show_moment(moment.timeline, moment.now);
        view.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&view));
    }

    void go_to(std::size_t position) {
        moment.go_to(position);
        view.show_moment(moment.timeline, moment.now);
        ask(view, moment);
    }
    void ask_for(const std::optional<Location>& place) {
        asked = place;
        view.select(place ? view.model()->find(*place) : std::nullopt);
        ask(view, moment);
    }
    void ask(LanesView& lanes, const Moment& now) const {
        if (!asked) {
            lanes.show_chain({}, Owner::scratch);
            return;
        }
        const Provenance provenance = now.now.provenance().of(*asked);
        lanes.show_chain(moves_of_chain(now.recording, provenance, *asked), provenance.owner);
    }

    QImage from_scratch() {
        LanesView fresh(theme);
        fresh.setFocusPolicy(Qt::NoFocus);
        fresh.setAttribute(Qt::WA_DontShowOnScreen);
        fresh.resize(view.size());
        fresh.show();
        fresh.arrange(view.arrangement());
        fresh.set_zoom(view.zoom());
        fresh.show_session(moment.facts);
        const std::size_t position = moment.timeline.position();
        Moment same(steps, position > 0 ? position - 1 : 0); // the fresh view needs the step before
        fresh.show_moment(same.timeline, same.now);
        same.go_to(position);
        fresh.show_moment(same.timeline, same.now);
        fresh.set_arrow(view.arrow());
        fresh.select(view.selected());
        ask(fresh, same);
        QApplication::processEvents(); // the scroll bars get their ranges
        fresh.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value());
        fresh.verticalScrollBar()->setValue(view.verticalScrollBar()->value());
        return painted_whole(fresh);
    }
    testing::AssertionResult is_whole() {
        // Qt paints the scroll bars, and differently in a window that is not the active one.
        const QRect lanes = view.viewport()->geometry();
        auto result = are_equal(on_screen(view).copy(lanes), from_scratch().copy(lanes));
        return result << ", at position " << moment.timeline.position();
    }
    void walk_both_ways(std::size_t stride = 1) {
        for (std::size_t position = 1; position <= steps; position += stride) {
            go_to(position);
            ASSERT_TRUE(is_whole());
        }
        for (std::size_t position = steps; position > 2 * stride; position -= 2 * stride) {
            go_to(position - 1);
            go_to(position - 2 * stride);
            ASSERT_TRUE(is_whole());
        }
    }
};

TEST_F(LanesOnScreen, a_switch_step_by_step_and_back_leaves_nothing_behind) {
    walk_both_ways();
}

TEST_F(LanesOnScreen, memory_order_leaves_nothing_behind) {
    view.arrange(Arrangement::memory);
    ASSERT_TRUE(is_whole());
    walk_both_ways(5);
}

TEST_F(LanesOnScreen, compact_leaves_nothing_behind) {
    view.resize(760, 460);
    view.arrange(Arrangement::compact);
    ASSERT_TRUE(is_whole());
    walk_both_ways(5);
}

TEST_F(LanesOnScreen, jumps_and_the_chain_of_what_is_selected_leave_nothing_behind) {
    for (const Arrangement arrangement :
         {Arrangement::by_register, Arrangement::memory, Arrangement::compact}) {
        view.arrange(arrangement);
        ask_for(Location::slot(0, *moment.facts->area.index_of_gpr(SlotOwner::guest, a0)));
        for (const std::size_t position :
             {guest_saved, host_saved + 7, steps, std::size_t{0}, guest_entered + 5,
              guest_saved + 3, csrs_swapped_back, host_restored - 1}) {
            go_to(position);
            ASSERT_TRUE(is_whole());
        }
        ask_for(Location::gpr(s3));
        ASSERT_TRUE(is_whole());
        ask_for(std::nullopt);
        ASSERT_TRUE(is_whole());
    }
}

TEST_F(LanesOnScreen, an_arrow_in_flight_leaves_nothing_behind) {
    for (const Arrangement arrangement :
         {Arrangement::by_register, Arrangement::memory, Arrangement::compact}) {
        view.arrange(arrangement);
        for (const std::size_t position :
             {std::size_t{1}, host_saved + 6, host_saved + 7, csrs_swapped + 18, guest_saved + 4}) {
            go_to(position - 1);
            go_to(position);
            for (const double grown : {0.0, 0.1, 0.4, 0.7, 0.95}) {
                view.set_arrow(grown);
                ASSERT_TRUE(is_whole()) << grown << " of the arrow";
            }
            // The next step does not wait for the arrow.
            go_to(position + 1);
            ASSERT_TRUE(is_whole());
        }
    }
}

TEST_F(LanesOnScreen, theme_scale_zoom_and_scrolling_leave_nothing_behind) {
    go_to(csrs_swapped + 18);
    ASSERT_TRUE(is_whole());
    theme.set_mode(ThemeMode::light);
    ASSERT_TRUE(is_whole());
    theme.set_scale(1.5);
    ASSERT_TRUE(is_whole());
    go_to(csrs_swapped + 19);
    ASSERT_TRUE(is_whole());
    theme.set_scale(1);
    view.set_zoom(2.2, QPointF(450, 300));
    ASSERT_TRUE(is_whole());
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() / 2);
    ASSERT_TRUE(is_whole());
    for (std::size_t position = csrs_swapped + 20; position < guest_entered; ++position) {
        go_to(position); // scrolls with the steps
        ASSERT_TRUE(is_whole());
    }
    view.set_zoom(0.5);
    ASSERT_TRUE(is_whole());
    view.resize(700, 500);
    ASSERT_TRUE(is_whole());
}

TEST_F(LanesOnScreen, a_step_paints_a_small_part_of_the_lanes) {
    go_to(csrs_swapped + 18);
    QApplication::processEvents();
    Painted painted(view.viewport());
    go_to(csrs_swapped + 19);
    QApplication::processEvents();
    EXPECT_GT(painted.area(), 0);
    EXPECT_LT(painted.area(), view.width() * view.height() / 10);
}

TEST_F(LanesOnScreen, the_same_moment_paints_nothing) {
    go_to(csrs_swapped + 18);
    QApplication::processEvents();
    Painted painted(view.viewport());
    go_to(csrs_swapped + 18);
    QApplication::processEvents();
    EXPECT_EQ(painted.area(), 0);
}

TEST_F(LanesOnScreen, a_value_arrives_with_its_arrow) {
    const Location place = Location::gpr(s3);
    go_to(csrs_swapped + 17);
    const auto before = moment.timeline.state().value(place);
    go_to(csrs_swapped + 18);
    const CellId cell = *view.model()->find(place);
    const CellLook under_way = LanesPainter::look_of(*view.model(), cell, false, false);
    EXPECT_EQ(under_way.value, before);
    EXPECT_FALSE(under_way.written);
    const CellLook landed = LanesPainter::look_of(*view.model(), cell, true, false);
    EXPECT_EQ(landed.value, moment.timeline.state().value(place));
    EXPECT_EQ(landed.before, before);
    EXPECT_TRUE(landed.written);
}

TEST_F(LanesOnScreen, a_step_lets_its_arrow_grow_unless_motion_is_reduced) {
    theme.set_reduced_motion(false);
    go_to(1);
    EXPECT_LT(view.arrow(), 1);
    go_to(2); // does not wait for the arrow
    EXPECT_LT(view.arrow(), 0.5);
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.arrow() == 1; }, 5000));
    go_to(3);
    theme.set_reduced_motion(true);
    EXPECT_EQ(view.arrow(), 1);
    go_to(4);
    EXPECT_EQ(view.arrow(), 1);
}

} // namespace
} // namespace switchscope::ui

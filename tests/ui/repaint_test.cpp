// SPDX-License-Identifier: MIT
// The window paints only what a step changes. What is on screen has to equal what is painted from
// scratch at the same moment. The lanes have tests of their own (lanes_view_test).
#include <QScrollBar>
#include <gtest/gtest.h>

#include "tests/ui/support/pixels.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/routine/routine_view.h"
#include "ui/timeline/timeline_bar.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

constexpr std::size_t steps = second_entry + 30; // a whole switch, and into the next one

constexpr int rounding = 1; // of 255, see are_equal()

/// Goes to the end in steps of `stride`, and back in steps three times as large.
template <class Check> void walk_both_ways(std::size_t stride, const Check& check) {
    for (std::size_t position = 0; position <= steps; position += stride) {
        ASSERT_TRUE(check(position)) << "at position " << position << ", going forward";
    }
    for (std::size_t position = steps; position > 3 * stride; position -= 3 * stride) {
        ASSERT_TRUE(check(position)) << "at position " << position << ", going back";
    }
}

template <class View> struct ViewOnScreen : testing::Test {
    Theme theme;
    Moment moment{steps, 0};
    View view{theme};

    void show(QSize size) {
        theme.set_mode(ThemeMode::dark);
        view.setFocusPolicy(Qt::NoFocus);
        view.resize(size);
        begin(view);
        view.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&view));
    }
    virtual void begin(View& one) = 0;
    virtual void show_moment(View& one) = 0;
    virtual void look_alike(View&) {}

    testing::AssertionResult is_whole_at(std::size_t position) {
        moment.go_to(position);
        show_moment(view);
        const QImage shown = on_screen(view);
        View fresh(theme);
        fresh.setFocusPolicy(Qt::NoFocus);
        fresh.setAttribute(Qt::WA_DontShowOnScreen);
        fresh.resize(view.size());
        fresh.show();
        begin(fresh);
        show_moment(fresh);
        look_alike(fresh);
        return are_equal(shown.copy(part()), painted_whole(fresh).copy(part()), rounding);
    }
    virtual QRect part() { return view.rect(); }
};

struct TimelineOnScreen : ViewOnScreen<TimelineBar> {
    std::vector<TimelineBar::Mark> marks;

    TimelineOnScreen() { show({900, 140}); }
    void begin(TimelineBar& bar) override {
        bar.show_session(moment.facts, true);
        bar.mark(marks);
    }
    void show_moment(TimelineBar& bar) override {
        bar.show_moment(moment.timeline, moment.index, moment.now);
    }
    void look_alike(TimelineBar& bar) override { bar.fold(view.is_folded()); }
};

TEST_F(TimelineOnScreen, a_switch_step_by_step_and_back_leaves_nothing_behind) {
    walk_both_ways(1, [&](std::size_t position) { return is_whole_at(position); });
}

TEST_F(TimelineOnScreen, theme_scale_folding_and_flags_leave_nothing_behind) {
    ASSERT_TRUE(is_whole_at(csrs_swapped));
    theme.set_mode(ThemeMode::light);
    ASSERT_TRUE(is_whole_at(csrs_swapped));
    marks = {{host_saved + 4, Role::done, {}, {}},
             {guest_saved, Role::firmware, QStringLiteral("A"), {}}};
    view.mark(marks);
    walk_both_ways(7, [&](std::size_t position) { return is_whole_at(position); });
    theme.set_scale(1.5);
    walk_both_ways(7, [&](std::size_t position) { return is_whole_at(position); });
    view.fold(true);
    walk_both_ways(7, [&](std::size_t position) { return is_whole_at(position); });
}

TEST_F(TimelineOnScreen, a_step_paints_a_small_part) {
    ASSERT_TRUE(is_whole_at(csrs_swapped + 4));
    Painted painted(&view);
    ASSERT_TRUE(is_whole_at(csrs_swapped + 5));
    EXPECT_GT(painted.area(), 0);
    EXPECT_LT(painted.area(), view.width() * view.height() / 20);
}

struct RoutineOnScreen : ViewOnScreen<RoutineView> {
    RoutineOnScreen() { show({320, 600}); }
    void begin(RoutineView& routine) override { routine.show_session(moment.facts); }
    void show_moment(RoutineView& routine) override { routine.show_moment(moment.now); }
    void look_alike(RoutineView& routine) override {
        QApplication::processEvents(); // the scroll bar gets its range
        routine.verticalScrollBar()->setValue(view.verticalScrollBar()->value());
    }
    QRect part() override { return view.viewport()->geometry(); }
};

TEST_F(RoutineOnScreen, a_switch_step_by_step_and_back_leaves_nothing_behind) {
    walk_both_ways(1, [&](std::size_t position) { return is_whole_at(position); });
}

TEST_F(RoutineOnScreen, theme_and_scale_leave_nothing_behind) {
    ASSERT_TRUE(is_whole_at(csrs_swapped));
    theme.set_mode(ThemeMode::light);
    walk_both_ways(7, [&](std::size_t position) { return is_whole_at(position); });
    theme.set_scale(1.5);
    view.resize(620, 900); // with all columns
    walk_both_ways(7, [&](std::size_t position) { return is_whole_at(position); });
}

TEST_F(RoutineOnScreen, another_macro_leaves_those_above_it_alone) {
    view.resize(320, 1400); // without scrolling
    ASSERT_TRUE(is_whole_at(guest_saved));
    Painted painted(view.viewport());
    ASSERT_TRUE(is_whole_at(guest_saved + 1));
    EXPECT_GT(painted.region.boundingRect().top(), 60);
}

/// The whole window, with everything in it that is kept from step to step.
struct WindowOnScreen : Window {
    testing::AssertionResult is_whole_at(std::size_t position) {
        window.controller().go_to(position);
        const QImage shown = on_screen(window);
        return are_equal(shown, painted_whole(window), rounding);
    }
};

TEST_F(WindowOnScreen, a_switch_step_by_step_and_back_leaves_nothing_behind) {
    window.theme().set_reduced_motion(true);
    window.resize(1300, 800);
    open("macro");
    for (int n = 0; n < 2; ++n) {
        window.controller().forward(Stride::world_switch);
        ASSERT_TRUE(settles());
    }
    ASSERT_GE(window.controller().timeline()->size(), second_entry);
    const std::size_t end = window.controller().timeline()->size();
    const auto walk = [&](std::size_t stride) {
        for (std::size_t position = 0; position < end; position += stride) {
            ASSERT_TRUE(is_whole_at(position)) << "at position " << position;
        }
        for (std::size_t position = end - 1; position > 5 * stride; position -= 5 * stride) {
            ASSERT_TRUE(is_whole_at(position)) << "at position " << position << ", going back";
        }
    };
    walk(3);
    window.theme().set_mode(ThemeMode::light);
    walk(11);
    window.theme().set_scale(1.5);
    walk(11);
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
// The timeline. It is zoomed from a single instruction to the whole recording, and has lanes for
// harts, flags and findings.
#include <QWheelEvent>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/recording_check.h"
#include "tests/support/synthetic_switches.h"
#include "tests/ui/support/window_fixture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

TEST(TraceSummary, counts_any_stretch_as_reading_it_does) {
    const auto facts = demo_facts();
    SyntheticSwitches machine(facts, 1, 2, 2);
    MemoryRecording recording(machine.state());
    for (int n = 0; n < 20000; ++n) {
        recording.append(machine.next());
    }
    TraceSummary summary;
    summary.follow(recording, 777);
    summary.follow(recording, recording.size());
    for (const auto& [from, to] : {std::pair<std::size_t, std::size_t>(0, 20000),
                                   {16, 32},
                                   {160, 9600},
                                   {1024, 2048},
                                   {1040, 1056},
                                   {5120, 19984}}) {
        for (const std::uint32_t hart : {0U, 1U}) {
            std::array<std::uint32_t, 3> counted{};
            for (std::size_t n = from; n < to; ++n) {
                const Step& step = recording.step(n);
                counted.at(static_cast<std::size_t>(step.world)) += step.hart == hart ? 1 : 0;
            }
            EXPECT_EQ(summary.of(hart, from, to).steps, counted) << from << " " << to;
        }
    }
    EXPECT_EQ(summary.of(7, 0, 20000).all(), 0u) << "no such hart";
}

TEST(TraceSummary, finds_findings) {
    TraceSummary summary;
    summary.add_finding(500);
    summary.add_finding(70);
    EXPECT_EQ(summary.finding_in(0, 1000), 70u);
    EXPECT_EQ(summary.finding_in(71, 1000), 500u);
    EXPECT_EQ(summary.finding_in(501, 1000), 1000u) << "none";
}

TEST(TimelineRange, zooms_about_a_step_and_stays_in_the_recording) {
    TimelineRange range;
    range.set_size(100000);
    EXPECT_TRUE(range.is_whole());
    range.zoom(0.1, 40000);
    EXPECT_DOUBLE_EQ(range.span(), 10000);
    EXPECT_DOUBLE_EQ((40000 - range.from()) / range.span(), 0.4) << "it stays under the mouse";
    range.scroll(1e9);
    EXPECT_DOUBLE_EQ(range.to(), 100000);
    range.zoom(1e-9, 100000);
    EXPECT_DOUBLE_EQ(range.span(), TimelineRange::narrowest);
    range.reveal(5);
    EXPECT_LE(range.from(), 5);
    EXPECT_GE(range.to(), 5);
    range.set_size(200000);
    EXPECT_DOUBLE_EQ(range.span(), TimelineRange::narrowest) << "what was zoomed to stays";
    range.zoom(1e9, 0);
    EXPECT_TRUE(range.is_whole());
}

TEST(BandBoxes, lead_from_a_position_to_its_x_and_back) {
    const Moment moment(second_entry + 30, guest_trapped);
    TimelineModel model(moment.facts);
    model.update(moment.timeline, moment.index, moment.now);
    BandBoxes boxes;
    boxes.lay_out(model.bands(), {12, 30, 900, 30});
    ASSERT_EQ(boxes.count(), model.bands().size());
    EXPECT_DOUBLE_EQ(boxes.box(0).left(), 12);
    EXPECT_NEAR(boxes.box(boxes.count() - 1).right(), 912, 1e-6) << "they fill the area";
    for (std::size_t position = 0; position <= second_entry; ++position) {
        const auto x = boxes.x_of(position, model);
        ASSERT_TRUE(x) << position;
        EXPECT_EQ(boxes.position_at(*x, model), position);
    }
    EXPECT_FALSE(boxes.x_of(second_entry + 1, model)) << "the next switch has bands of its own";
    EXPECT_FALSE(boxes.position_at(5, model)) << "beside the bands";
}

/// The step of each finding, by a check that is independent of the window's.
std::vector<std::size_t> steps_accused_in(const SessionController& controller) {
    const Recording& recording = controller.timeline()->recording();
    const SessionFacts& facts = *controller.facts();
    RecordingChecker checker(facts.routine, facts.area, recording.start());
    std::vector<std::size_t> steps;
    for (std::size_t n = 0; n < recording.size(); ++n) {
        for (const Finding& finding : checker.feed(recording.step(n))) {
            steps.push_back(finding.step.value());
        }
    }
    return steps;
}

struct TimelineWindow : Window {
    TimelineBar& bar() { return *window.session_page()->timeline(); }
    const TimelineRange& range() { return bar().tracks().range(); }
    QPoint point_of(std::size_t position) {
        const auto x = bar().tracks().x_of(position, bar().tracks_area());
        EXPECT_TRUE(x);
        return {static_cast<int>(std::lround(x.value_or(0))),
                static_cast<int>(bar().tracks_area().center().y())};
    }
    void wheel(const QPoint& at, int notches, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(at, bar().mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&bar(), &event);
    }
};

TEST_F(TimelineWindow, is_zoomed_by_the_wheel_to_single_instructions_and_clicked) {
    open("macro");
    for (int n = 0; n < 8; ++n) {
        press(Qt::Key_F5);
    }
    EXPECT_TRUE(range().is_whole());
    const QPoint at = point_of(csrs_swapped);
    const double under = bar().tracks().step_at(at.x(), bar().tracks_area());
    for (int n = 0; n < 30; ++n) {
        wheel(at, 1, Qt::ControlModifier);
    }
    EXPECT_FALSE(range().is_whole());
    EXPECT_LT(range().span(), 10);
    EXPECT_NEAR(bar().tracks().step_at(at.x(), bar().tracks_area()), under, 0.01)
        << "it stays under the mouse";
    QTest::mouseClick(&bar(), Qt::LeftButton, Qt::NoModifier, point_of(csrs_swapped));
    EXPECT_EQ(position(), csrs_swapped);
    const double from = range().from();
    wheel(at, -1, Qt::NoModifier);
    EXPECT_GT(range().from(), from) << "the wheel alone scrolls";
    QTest::mouseDClick(&bar(), Qt::LeftButton, Qt::NoModifier, at);
    EXPECT_TRUE(range().is_whole());
}

TEST_F(TimelineWindow, a_drag_with_shift_zooms_to_the_stretch) {
    open("macro");
    for (int n = 0; n < 4; ++n) {
        press(Qt::Key_F5);
    }
    const std::size_t before = position();
    const QPoint a = point_of(second_entry), b = point_of(second_entry + 100);
    QTest::mousePress(&bar(), Qt::LeftButton, Qt::ShiftModifier, a);
    QTest::mouseMove(&bar(), b);
    QTest::mouseRelease(&bar(), Qt::LeftButton, Qt::ShiftModifier, b);
    EXPECT_NEAR(range().from(), static_cast<double>(second_entry), 3);
    EXPECT_NEAR(range().to(), static_cast<double>(second_entry + 100), 3);
    EXPECT_EQ(position(), before) << "the cursor stays";
    run(ActionId::timeline_all);
    EXPECT_TRUE(range().is_whole());
}

TEST_F(TimelineWindow, shows_each_macro_as_a_box_where_it_is_near) {
    open("macro");
    press(Qt::Key_F5);
    run(ActionId::timeline_switch);
    const auto& stretches = bar().tracks().stretches();
    ASSERT_GE(stretches.size(), 9u);
    EXPECT_EQ(stretches.at(0).end, host_saved);
    EXPECT_EQ(stretches.at(1).end, csrs_swapped);
    EXPECT_EQ(stretches.at(4).world, World::guest);
    EXPECT_TRUE(stretches.at(4).exit);
    EXPECT_EQ(stretches.at(4).end, guest_trapped);
}

TEST_F(TimelineWindow, keys_zoom_scroll_and_show_all) {
    open("macro");
    for (int n = 0; n < 6; ++n) {
        press(Qt::Key_F5);
    }
    bar().setFocus();
    const double all = range().span();
    QTest::keyClick(&bar(), Qt::Key_Plus);
    QTest::keyClick(&bar(), Qt::Key_Plus);
    EXPECT_DOUBLE_EQ(range().span(), all / 4);
    QTest::keyClick(&bar(), Qt::Key_Minus);
    EXPECT_DOUBLE_EQ(range().span(), all / 2);
    const double from = range().from();
    QTest::keyClick(&bar(), Qt::Key_PageUp);
    EXPECT_LT(range().from(), from);
    QTest::keyClick(&bar(), Qt::Key_0);
    EXPECT_TRUE(range().is_whole());
}

TEST_F(TimelineWindow, follows_the_cursor_out_of_sight) {
    open("macro");
    for (int n = 0; n < 6; ++n) {
        press(Qt::Key_F5);
    }
    run(ActionId::to_start);
    run(ActionId::timeline_switch);
    EXPECT_LT(range().to(), 200);
    run(ActionId::to_now);
    EXPECT_GE(range().to(), static_cast<double>(position()));
    EXPECT_FALSE(range().is_whole());
}

TEST_F(TimelineWindow, flags_and_findings_are_shown_at_each_zoom) {
    open("broken");
    for (int n = 0; n < 30; ++n) {
        press(Qt::Key_F5);
    }
    window.controller().set_bookmark(second_entry + 5, "here");
    TraceSummary& summary = const_cast<TimelineTracks&>(bar().tracks()).summary();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return summary.seen() == window.controller().timeline()->size(); }, 5000));
    // Only the first switches are wrong. After them s3 and s4 have the same value, so that a store
    // into the wrong slot breaks nothing more.
    const std::vector<std::size_t> wrong = steps_accused_in(window.controller());
    EXPECT_GE(wrong.size(), 4u);
    EXPECT_TRUE(QTest::qWaitFor([&] { return summary.findings() == wrong.size(); }, 5000))
        << summary.findings();
    for (const std::size_t step : wrong) {
        EXPECT_EQ(summary.finding_in(step, step + 1), step);
    }
    EXPECT_TRUE(bar().tracks().x_of(second_entry + 5, bar().tracks_area()));
    const std::size_t finding = summary.finding_in(0, 100000);
    const QRectF area = bar().tracks_area();
    const QPointF tick(*bar().tracks().x_of(finding, area), area.bottom() - 2);
    EXPECT_THAT(bar().tracks().tip_at(tick, area).toStdString(), HasSubstr("Finding at step"));
    run(ActionId::to_start);
    run(ActionId::timeline_switch);
    EXPECT_FALSE(bar().tracks().x_of(second_entry + 50, bar().tracks_area())) << "out of sight";
}

TEST_F(TimelineWindow, folds_its_bands_where_the_window_is_low) {
    open("macro");
    window.resize(1280, 720);
    QApplication::processEvents();
    EXPECT_FALSE(bar().is_folded());
    const int high = bar().height();
    window.theme().set_scale(2);
    QApplication::processEvents();
    EXPECT_TRUE(bar().is_folded());
    EXPECT_LT(bar().height(), high * 2 * 2 / 3);
    EXPECT_LE(bar().height() * 5, window.height()) << "a fifth at most";
    window.theme().set_scale(1);
}

} // namespace
} // namespace switchscope::ui

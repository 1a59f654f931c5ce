// SPDX-License-Identifier: MIT
// The guest's exits in the window. They are filtered by hart, vCPU, cause and switches, and counted
// as the command `exits` does.
#include <QAbstractItemModelTester>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/exit_statistics.h"
#include "core/isa/registers.h"
#include "tests/ui/support/file_window_fixture.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/base/format.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::HasSubstr;

/// A window on a recording of two harts with three vCPUs.
struct ExitsOfAFile : WindowOnFile {
    void SetUp() override {
        RecordingOnDisk::SetUp();
        ASSERT_NO_FATAL_FAILURE(open_recording(2, 3, 6000));
        window->session_page()->docks()->arrange(Layout::trace);
        window->session_page()->docks()->show_panel(Panel::exits);
        QApplication::processEvents();
        panel().follow();
    }

    ExitsPanel& panel() { return *window->session_page()->panels()->exits_panel(); }
    ExitsModel& model() { return window->session_page()->panels()->exits(); }
    /// All rows, even those that nobody has scrolled to.
    std::vector<std::size_t> rows() {
        while (model().canFetchMore({})) {
            model().fetchMore({});
        }
        std::vector<std::size_t> steps;
        for (int row = 0; row < model().rowCount(); ++row) {
            steps.push_back(model().position_of(row) - 1);
        }
        return steps;
    }
    template <class Wanted> std::vector<std::size_t> expected(Wanted wanted) {
        std::vector<std::size_t> steps;
        for (std::size_t n = 0; n < memory->size(); ++n) {
            const Step& step = memory->step(n);
            if (step.world == World::guest && step.world_after != World::guest && wanted(step)) {
                steps.push_back(n);
            }
        }
        return steps;
    }
    static void choose(QComboBox* filter, int item) {
        filter->setFocus();
        filter->setCurrentIndex(item);
        Q_EMIT filter->activated(item);
    }
};

TEST_F(ExitsOfAFile, all_filters_apply_together) {
    const QAbstractItemModelTester tester(&model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_TRUE(panel().harts()->isVisible());
    ASSERT_EQ(panel().harts()->count(), 3) << "all, and two";
    ASSERT_EQ(panel().vcpus()->count(), 4);
    EXPECT_EQ(rows(), expected([](const Step&) { return true; }));
    choose(panel().harts(), 2);
    const auto of_hart = expected([](const Step& step) { return step.hart == 1; });
    ASSERT_FALSE(of_hart.empty());
    EXPECT_EQ(rows(), of_hart);
    choose(panel().vcpus(), 1);
    EXPECT_EQ(rows(), expected([](const Step& step) { return step.hart == 1 && step.area == 0; }));
    choose(panel().harts(), 0);
    QTest::keyClicks(panel().switches(), QStringLiteral("3..7"));
    EXPECT_EQ(rows(), expected([](const Step& step) {
                  return step.area == 0 && step.switch_number >= 3 && step.switch_number <= 7;
              }));
    choose(panel().vcpus(), 0);
    EXPECT_EQ(rows(), expected([](const Step& step) {
                  return step.switch_number >= 3 && step.switch_number <= 7;
              }));
}

TEST_F(ExitsOfAFile, an_unreadable_range_is_reported_and_changes_nothing) {
    const auto all = rows();
    QTest::keyClicks(panel().switches(), QStringLiteral("7..x"));
    EXPECT_THAT(panel().complaint().toStdString(), HasSubstr("'7..x' names no world switches"));
    panel().switches()->clear();
    EXPECT_EQ(panel().complaint(), QString());
    EXPECT_EQ(rows(), all);
}

TEST_F(ExitsOfAFile, counts_and_shares_are_those_of_the_command) {
    const QAbstractItemModelTester tester(const_cast<ExitCountsModel*>(&panel().counts()),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTest::mouseClick(panel().mode(), Qt::LeftButton);
    ASSERT_TRUE(panel().shows_counts());
    const auto told = [&](int row, int column) {
        return panel().counts().index(row, column).data().toString().toStdString();
    };
    for (const std::optional<std::uint32_t> hart :
         {std::optional<std::uint32_t>(), std::optional<std::uint32_t>(1)}) {
        choose(panel().harts(), hart ? 2 : 0);
        const ExitCounts expected = count_exits(*memory).counts(hart);
        const std::string all = grouped(expected.exits).toStdString();
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return told(0, ExitCountsModel::how_many) == all; }, 5000))
            << told(0, ExitCountsModel::how_many) << " for " << all;
        EXPECT_EQ(told(1, ExitCountsModel::what), expected.causes.front().name);
        EXPECT_EQ(told(1, ExitCountsModel::how_many),
                  grouped(expected.causes.front().count).toStdString());
        EXPECT_EQ(told(1, ExitCountsModel::share),
                  QStringLiteral("%1 %")
                      .arg(100.0 * static_cast<double>(expected.causes.front().count) /
                               static_cast<double>(expected.exits),
                           0, 'f', 1)
                      .toStdString());
    }
}

TEST_F(ExitsOfAFile, a_click_on_a_cause_in_the_counts_lists_its_exits) {
    QTest::mouseClick(panel().mode(), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return panel().counts().rowCount() > 2; }, 5000));
    const std::uint64_t cause = *panel().counts().cause_of(1);
    QTest::mouseClick(panel().counted()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      panel().counted()->visualRect(panel().counts().index(1, 0)).center());
    EXPECT_FALSE(panel().shows_counts());
    EXPECT_EQ(model().filter().cause, cause);
    EXPECT_EQ(rows(), expected([&](const Step& step) {
                  const auto effect =
                      std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
                  return effect != step.effects.end() && effect->after == cause;
              }));
}

TEST_F(ExitsOfAFile, a_range_of_switches_restricts_the_counts) {
    QTest::mouseClick(panel().mode(), Qt::LeftButton);
    QTest::keyClicks(panel().switches(), QStringLiteral("2..4"));
    const auto wanted = expected(
        [](const Step& step) { return step.switch_number >= 2 && step.switch_number <= 4; });
    const QString count = grouped(wanted.size());
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return panel().counts().index(0, ExitCountsModel::how_many).data().toString() == count;
        },
        5000));
}

} // namespace
} // namespace switchscope::ui

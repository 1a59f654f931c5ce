// SPDX-License-Identifier: MIT
// A target that says nothing for ten seconds: the window goes on living, and Cancel works.
#include <QElapsedTimer>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/support/window_fixture.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

/// Counts how often a widget was painted.
class Paints : public QObject {
  public:
    explicit Paints(QWidget* widget) { widget->installEventFilter(this); }
    int count() const { return count_; }

  protected:
    bool eventFilter(QObject*, QEvent* event) override {
        count_ += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

  private:
    int count_ = 0;
};

TEST_F(Window, lives_through_ten_seconds_of_silence) {
    open("silent");
    const Paints lanes(window.session_page()->lanes()->viewport());
    QTest::keyClick(&window, Qt::Key_F10);
    QElapsedTimer silence;
    silence.start();
    qint64 longest = 0;
    int rounds = 0;
    while (silence.elapsed() < 10000) {
        QElapsedTimer round;
        round.start();
        QTest::keyClick(&window, Qt::Key_T,
                        Qt::ControlModifier | Qt::ShiftModifier); // repaints everything
        QApplication::processEvents();
        longest = std::max(longest, round.elapsed());
        ++rounds;
        QTest::qWait(100);
    }
    ASSERT_EQ(window.controller().state(), SessionController::State::advancing);
    EXPECT_GT(rounds, 20);
    EXPECT_GE(lanes.count(), rounds) << "every change was painted";
    EXPECT_LT(longest, 1500) << "ms in which the window did not answer";
    click("button_cancel");
    EXPECT_EQ(window.controller().state(), SessionController::State::ready);
}

TEST_F(Window, closes_at_once_while_the_target_is_silent) {
    open("silent");
    QTest::keyClick(&window, Qt::Key_F10);
    QTest::qWait(50);
    QElapsedTimer closing;
    closing.start();
    window.close();
    EXPECT_LT(closing.elapsed(), 2000);
}

} // namespace
} // namespace switchscope::ui

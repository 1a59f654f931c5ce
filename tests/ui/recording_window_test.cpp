// SPDX-License-Identifier: MIT
// Recordings in the window: opened, made, damaged, and too long to be read at once.
#include <csignal>
#include <random>

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/trace/on_disk.h"
#include "tests/ui/support/window_fixture.h"
#include "ui/base/format.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using State = LiveTarget::State;
using testing::HasSubstr;

/// A window and a folder with a recording file of the synthetic machine.
struct RecordingInWindow : RecordingOnDisk {
    SyntheticProvider provider;
    MainWindow window{provider, nullptr};

    void SetUp() override {
        RecordingOnDisk::SetUp();
        window.theme().set_reduced_motion(true);
        window.resize(1600, 1000);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
    }

    SessionController& controller() { return window.controller(); }
    bool shows_file() {
        return QTest::qWaitFor(
            [&] { return controller().file() != nullptr && !controller().target().busy(); }, 10000);
    }
    void open_file() {
        window.open_recording(file);
        ASSERT_TRUE(shows_file());
    }
    void open_live() {
        window.open("macro");
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return controller().target().state() == State::ready; }, 10000));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&window, key, modifiers);
        ASSERT_TRUE(QTest::qWaitFor([&] { return !controller().target().busy(); }, 10000));
    }
    /// Puts a path into the dialog that is open, and accepts it.
    void choose_in_dialog(const std::filesystem::path& path) {
        QFileDialog* dialog = nullptr;
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                dialog = window.findChild<QFileDialog*>(QStringLiteral("recording_dialog"));
                return dialog != nullptr && dialog->isVisible();
            },
            5000));
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        ASSERT_NE(name, nullptr);
        name->setText(QString::fromStdString(path.string())); // typing would open completions
        auto* buttons = dialog->findChild<QDialogButtonBox*>();
        ASSERT_NE(buttons, nullptr);
        QTest::mouseClick(buttons->button(dialog->acceptMode() == QFileDialog::AcceptOpen
                                              ? QDialogButtonBox::Open
                                              : QDialogButtonBox::Save),
                          Qt::LeftButton);
        // Without a window manager, the keyboard does not come back by itself.
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return window.findChild<QFileDialog*>() == nullptr; }, 5000));
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    std::size_t position() { return controller().timeline()->position(); }
    QAction* action(ActionId id) {
        window.actions().settle();
        return window.actions().get(id);
    }
    bool available(ActionId id) { return action(id)->isEnabled(); }
    std::string tip(ActionId id) { return action(id)->toolTip().toStdString(); }
    std::string last_badge() { return window.badges()->badges().back().text.toStdString(); }
    std::string told() {
        return window.banner()->isVisible() ? window.banner()->what().toStdString() : "";
    }
};

TEST_F(RecordingInWindow, ctrl_o_asks_for_a_file_and_shows_it) {
    record(500);
    press(Qt::Key_O, Qt::ControlModifier);
    choose_in_dialog(file);
    ASSERT_TRUE(shows_file());
    EXPECT_EQ(controller().target().state(), State::recorded);
    EXPECT_TRUE(window.shows_session());
    EXPECT_EQ(controller().timeline()->size(), 500u);
    EXPECT_EQ(position(), 0u);
    EXPECT_THAT(window.windowTitle().toStdString(), HasSubstr("test.swrec"));
    EXPECT_EQ(last_badge(), "Recorded \u00b7 test.swrec");
    EXPECT_EQ(told(), "");
    EXPECT_FALSE(available(ActionId::record));
    EXPECT_FALSE(available(ActionId::restart));
}

TEST_F(RecordingInWindow, the_start_page_offers_it_below_the_targets) {
    QTest::qWait(20); // layouts settle
    auto* button = window.findChild<QPushButton*>(QStringLiteral("button_open_recording"));
    ASSERT_NE(button, nullptr);
    const auto on_window = [&](const QWidget* widget) {
        return QRect(widget->mapTo(&window, QPoint()), widget->size());
    };
    for (const ChoiceCard* card : window.start_page()->cards()) {
        EXPECT_LT(on_window(card).bottom(), on_window(button).top());
    }
    record(10);
    QTest::mouseClick(button, Qt::LeftButton);
    choose_in_dialog(file);
    ASSERT_TRUE(shows_file());
}

TEST_F(RecordingInWindow, a_file_is_dropped_on_the_start_page) {
    record(100);
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &dragged, Qt::LeftButton,
                          Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    auto* hint = window.findChild<QWidget*>(QStringLiteral("drop_hint"));
    ASSERT_NE(hint, nullptr);
    EXPECT_TRUE(hint->isVisible());
    EXPECT_EQ(hint->accessibleName().toStdString(), "Drop to open test.swrec");
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    EXPECT_FALSE(hint->isVisible());
    ASSERT_TRUE(shows_file());
    EXPECT_EQ(controller().timeline()->size(), 100u);
}

TEST_F(RecordingInWindow, text_that_is_dragged_over_the_window_is_not_taken) {
    QMimeData dragged;
    dragged.setText(QStringLiteral("x.swrec"));
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &dragged, Qt::LeftButton,
                          Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&window, &enter);
    EXPECT_FALSE(enter.isAccepted());
    EXPECT_FALSE(window.findChild<QWidget*>(QStringLiteral("drop_hint"))->isVisible());
}

TEST_F(RecordingInWindow, steps_lead_to_the_end_and_back_and_to_the_last_writer) {
    const auto memory = record(700);
    open_file();
    press(Qt::Key_F11);
    press(Qt::Key_F10);
    Timeline expected(*memory);
    expected.forward(Stride::instruction);
    expected.forward(Stride::macro);
    EXPECT_EQ(position(), expected.position());
    EXPECT_EQ(controller().timeline()->state(), expected.state());

    press(Qt::Key_F5);
    const auto second = memory->next(Landmark::switch_entry(), 1);
    EXPECT_EQ(position(), second);
    press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(position(), 700u);
    EXPECT_FALSE(available(ActionId::instruction));
    EXPECT_THAT(tip(ActionId::instruction), HasSubstr("the recording ends here"));
    press(Qt::Key_F11);
    EXPECT_EQ(position(), 700u);

    LanesView* lanes = window.session_page()->lanes();
    const CellId cell = *lanes->model()->find(Location::gpr(s2));
    QTest::mouseClick(lanes->viewport(), Qt::LeftButton, Qt::NoModifier,
                      lanes->geometry_of_cells()->cell(cell).center().toPoint());
    press(Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(position(), *memory->previous(Landmark::write(Location::gpr(s2)), 700) + 1);

    press(Qt::Key_F5, Qt::ShiftModifier);
    const auto last_entry = memory->previous(Landmark::switch_entry(), 700);
    EXPECT_EQ(position(), last_entry);
    press(Qt::Key_F5, Qt::ShiftModifier);
    EXPECT_EQ(position(), memory->previous(Landmark::switch_entry(), *last_entry));
}

TEST_F(RecordingInWindow, a_live_session_is_recorded_from_its_first_step_on) {
    open_live();
    press(Qt::Key_F5); // these steps come before the file
    press(Qt::Key_R, Qt::ControlModifier);
    choose_in_dialog(folder / "live.swrec");
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return controller().recorder().writing() != nullptr; }, 5000));
    const auto& badges = window.badges()->badges();
    EXPECT_EQ(badges.at(badges.size() - 2).text.toStdString(), "REC live.swrec");
    EXPECT_TRUE(action(ActionId::record)->isChecked());
    press(Qt::Key_F5);
    press(Qt::Key_F10);
    const std::size_t steps = controller().timeline()->size();
    const MachineState state = controller().timeline()->state();
    EXPECT_EQ(steps, 2 * second_entry + host_saved);
    EXPECT_EQ(controller().recorder().writing()->steps(), steps);
    press(Qt::Key_R, Qt::ControlModifier);
    EXPECT_EQ(controller().recorder().writing(), nullptr);
    EXPECT_EQ(told(), "");
    press(Qt::Key_F10); // this step is no longer in the file

    window.open_recording(folder / "live.swrec");
    ASSERT_TRUE(window.banner()->asks()) << "that step is in no file";
    QTest::mouseClick(window.banner()->offer_button(), Qt::LeftButton);
    ASSERT_TRUE(shows_file());
    EXPECT_EQ(controller().timeline()->size(), steps);
    EXPECT_TRUE(controller().file()->closed());
    controller().cursor().go_to(steps);
    EXPECT_EQ(controller().timeline()->state(), state);
    EXPECT_EQ(controller().cursor().switches().count(), 3u);
}

TEST_F(RecordingInWindow, closing_the_session_ends_the_file_properly) {
    open_live();
    controller().recorder().record_to(file);
    press(Qt::Key_F10);
    press(Qt::Key_W, Qt::ControlModifier);
    EXPECT_FALSE(window.shows_session());
    const auto recorded = open();
    ASSERT_NE(recorded, nullptr);
    EXPECT_TRUE(recorded->closed());
    EXPECT_EQ(recorded->size(), host_saved);
    EXPECT_TRUE(recorded->damage().empty());
}

TEST_F(RecordingInWindow, a_file_that_cannot_be_made_is_reported_and_nothing_is_lost) {
    open_live();
    press(Qt::Key_F10);
    controller().recorder().record_to(folder / "no such folder" / "x.swrec");
    EXPECT_THAT(told(), HasSubstr("no such folder"));
    EXPECT_EQ(controller().recorder().writing(), nullptr);
    EXPECT_EQ(controller().timeline()->size(), host_saved);
    press(Qt::Key_F10);
    EXPECT_EQ(position(), csrs_swapped);
}

TEST_F(RecordingInWindow, a_disk_that_is_full_ends_the_file_and_nothing_else) {
    (void)std::signal(SIGXFSZ, SIG_IGN); // the program does the same
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    open_live();
    controller().recorder().record_to(file);
    press(Qt::Key_F10);
    ASSERT_EQ(told(), "");
    rlimit little = before;
    little.rlim_cur = std::filesystem::file_size(tail_path(file)) + 200;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &little), 0);
    press(Qt::Key_F5);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !told().empty(); }, 5000));
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_THAT(told(), HasSubstr("File too large"));
    EXPECT_EQ(controller().recorder().writing(), nullptr);
    EXPECT_FALSE(action(ActionId::record)->isChecked());
    EXPECT_EQ(position(), second_entry) << "the session goes on";
    const auto kept = open();
    ASSERT_NE(kept, nullptr);
    EXPECT_GE(kept->size(), host_saved);
}

TEST_F(RecordingInWindow, a_damaged_file_shows_what_is_intact_and_says_what_is_not) {
    record(3000);
    std::string bytes = read_file(file);
    bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
    write_file(file, bytes);
    const std::size_t shown = open()->size();
    ASSERT_LT(shown, 3000u);
    open_file();
    EXPECT_THAT(told(), HasSubstr("test.swrec is damaged: "));
    EXPECT_THAT(told(), HasSubstr(grouped(shown).toStdString() + " steps can be shown"));
    press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(position(), shown);
}

TEST_F(RecordingInWindow, a_file_that_is_no_recording_leaves_the_window_as_it_was) {
    write_file(file, "a diary");
    window.open_recording(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !told().empty(); }, 5000));
    EXPECT_THAT(told(), HasSubstr("is not a recording"));
    EXPECT_EQ(controller().target().state(), State::none);
    open_live();
    press(Qt::Key_F10);
    window.open_recording(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !told().empty(); }, 5000));
    EXPECT_EQ(controller().target().state(), State::ready);
    press(Qt::Key_F10);
    EXPECT_EQ(position(), csrs_swapped) << "the target is still there";
}

TEST_F(RecordingInWindow, a_file_that_grows_is_followed) {
    SyntheticSwitches machine(facts);
    auto to = writer(machine.state());
    const auto add = [&](int count) {
        for (int n = 0; n < count; ++n) {
            ASSERT_TRUE(to.append(machine.next()));
        }
    };
    add(100);
    open_file();
    ASSERT_EQ(controller().timeline()->size(), 100u);
    press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    add(300);
    ASSERT_TRUE(QTest::qWaitFor([&] { return controller().timeline()->size() == 400; }, 5000));
    EXPECT_EQ(position(), 400u) << "whoever stands at the end stays there";
    EXPECT_EQ(told(), "");
    ASSERT_TRUE(to.close());
    ASSERT_TRUE(QTest::qWaitFor([&] { return controller().file()->closed(); }, 5000));
}

TEST_F(RecordingInWindow, a_million_steps_open_at_once_and_are_checked_meanwhile) {
    constexpr std::size_t steps = 1'000'000;
    {
        SyntheticSwitches machine(facts);
        auto to = writer(machine.state(), 2048);
        for (std::size_t n = 0; n < steps; ++n) {
            ASSERT_TRUE(to.append(machine.next()));
        }
        ASSERT_TRUE(to.close());
    }
    QElapsedTimer taken;
    taken.start();
    open_file();
    const auto opened = taken.elapsed();
    EXPECT_LT(opened, 1000) << "16 ms where this was written";
    const std::size_t switches = controller().cursor().switches().count();
    EXPECT_GT(switches, 1000u);
    EXPECT_LT(window.session_page()->findings()->model().recorded_switches(), switches)
        << "the check is not waited for";

    TimelineBar* bar = window.session_page()->timeline();
    EXPECT_TRUE(bar->tracks().range().is_whole());
    EXPECT_TRUE(bar->tracks().stretches().empty()) << "from afar columns are drawn, no boxes";
    const QRectF tracks = bar->tracks_area();
    const int y = static_cast<int>(tracks.center().y());
    const auto x = [&](double part) {
        return static_cast<int>(tracks.left() + part * tracks.width());
    };
    qint64 slowest = 0;
    QTest::mousePress(bar, Qt::LeftButton, Qt::NoModifier, QPoint(x(0.1), y));
    for (const double part : {0.3, 0.9, 0.5, 0.7}) {
        taken.start();
        QTest::mouseMove(bar, QPoint(x(part), y));
        slowest = std::max(slowest, taken.elapsed());
        EXPECT_NEAR(static_cast<double>(position()), part * static_cast<double>(steps), 3000);
        EXPECT_EQ(controller().timeline()->state().pc, facts->routine.begin());
    }
    QTest::mouseRelease(bar, Qt::LeftButton, Qt::NoModifier, QPoint(x(0.7), y));
    const std::size_t before = *controller().cursor().now()->number();
    press(Qt::Key_F5);
    EXPECT_EQ(controller().cursor().now()->number(), before + 1);
    press(Qt::Key_F5, Qt::ShiftModifier);
    EXPECT_EQ(controller().cursor().now()->number(), before);
    qint64 slowest_step = 0;
    for (int n = 0; n < 50; ++n) {
        taken.start();
        controller().target().forward(Stride::instruction);
        slowest_step = std::max(slowest_step, taken.nsecsElapsed() / 1000);
    }
    qint64 all_moves = 0, slowest_move = 0, all_jumps = 0, slowest_jump = 0;
    std::mt19937 random(1);
    constexpr int jumps = 50;
    for (int n = 0; n < jumps; ++n) {
        taken.start();
        controller().cursor().go_to(random() % steps);
        const qint64 moved = taken.nsecsElapsed() / 1000;
        all_moves += moved;
        slowest_move = std::max(slowest_move, moved);
        window.repaint();
        slowest_jump = std::max(slowest_jump, taken.nsecsElapsed() / 1000);
        all_jumps += taken.nsecsElapsed() / 1000;
    }
    std::cout << "jump: mean " << all_moves / jumps << " us, slowest " << slowest_move
              << " us; with paint: mean " << all_jumps / jumps << " us, slowest " << slowest_jump
              << " us\n";
    EXPECT_LT(all_moves / jumps, 100'000);
    RecordProperty("opened_ms", static_cast<int>(opened));
    std::cout << "opened in " << opened << " ms, slowest drag " << slowest << " ms, slowest step "
              << slowest_step << " us\n";
    EXPECT_LT(slowest, 200);

    const FindingsModel& proof = window.session_page()->findings()->model();
    taken.start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !proof.checking(); }, 60000));
    std::cout << "checked in " << taken.elapsed() << " ms\n";
    EXPECT_GE(proof.recorded_switches() + 1, switches);
}

} // namespace
} // namespace switchscope::ui

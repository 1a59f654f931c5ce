// SPDX-License-Identifier: MIT
// Attaching to a machine from the window: what the user types, what may go wrong, and what is
// remembered. The machines are real QEMUs.
#include "ui/start/attach_dialog.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/machines/target_provider.h"
#include "tests/support/listening_machine.h"
#include "ui/window/main_window.h"

namespace switchscope::ui {
namespace {

using State = LiveTarget::State;
using test::ListeningMachine;
using testing::HasSubstr;

struct Attaching : testing::Test {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    app::TargetProvider provider;
    MainWindow window{provider, &settings};

    Attaching() {
        window.theme().set_reduced_motion(true);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    }
    /// Presses a key in the window, after the dialog has closed.
    void press(Qt::Key key) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return dialog() == nullptr; }, 5000));
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, key);
        ASSERT_TRUE(settles());
    }
    AttachDialog* dialog() { return window.findChild<AttachDialog*>(); }
    void open_dialog() {
        auto* button = window.findChild<QPushButton*>(QStringLiteral("button_attach"));
        ASSERT_NE(button, nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
        ASSERT_NE(dialog(), nullptr);
        ASSERT_TRUE(dialog()->isVisible());
    }
    QLineEdit* field(const char* name) {
        return dialog()->findChild<QLineEdit*>(QLatin1String(name));
    }
    void type(const char* name, const std::string& text) {
        field(name)->clear();
        QTest::keyClicks(field(name), QString::fromStdString(text));
    }
    void press(const char* name) {
        auto* button = dialog()->findChild<QPushButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    std::string told() {
        auto* banner = dialog()->findChild<Banner*>();
        return banner->isVisible() ? banner->what().toStdString() : "";
    }
    bool settles() {
        return QTest::qWaitFor([&] { return !window.controller().target().busy(); }, 60000);
    }
    void attach_to(const ListeningMachine& machine) {
        open_dialog();
        type("attach_address", machine.address());
        type("attach_image", machine.image());
        press("attach_attach");
        ASSERT_TRUE(settles());
    }
};

TEST_F(Attaching, the_dialog_stays_open_and_says_what_is_wrong) {
    open_dialog();
    press("attach_attach");
    EXPECT_THAT(told(), HasSubstr("there is no address"));
    type("attach_address", "127.0.0.1:1");
    press("attach_attach");
    EXPECT_THAT(told(), HasSubstr("there is no image"));
    type("attach_image", "/nowhere/vmlinux");
    press("attach_attach");
    EXPECT_THAT(told(), HasSubstr("/nowhere/vmlinux is not a file"));
    type("attach_image", *app::demo_image("macro"));
    type("attach_modules", "/nowhere/kvm.ko");
    press("attach_attach");
    EXPECT_THAT(told(), HasSubstr("/nowhere/kvm.ko is not a file"));
    type("attach_modules", *app::demo_image("macro"));
    press("attach_attach");
    ASSERT_TRUE(settles());
    EXPECT_THAT(told(), HasSubstr("is not a kernel module"));
    type("attach_modules", "");
    press("attach_attach");
    ASSERT_TRUE(settles());
    ASSERT_NE(dialog(), nullptr);
    EXPECT_THAT(told(), HasSubstr("cannot connect to 127.0.0.1:1"));
    EXPECT_FALSE(window.banner()->isVisible()) << "it is told once, where the user looks";
    EXPECT_TRUE(field("attach_address")->isEnabled());
    EXPECT_TRUE(AttachDialog::remembered(&settings).empty()) << "it never worked";
}

TEST_F(Attaching, to_a_running_machine_shows_it_and_closing_lets_it_run) {
    const auto machine = ListeningMachine::demo("macro");
    ASSERT_NO_FATAL_FAILURE(attach_to(*machine));
    EXPECT_TRUE(QTest::qWaitFor([&] { return dialog() == nullptr; }, 5000));
    ASSERT_EQ(window.controller().target().state(), State::ready);
    EXPECT_TRUE(window.shows_session());
    EXPECT_FALSE(machine->runs());
    press(Qt::Key_F10);
    EXPECT_EQ(window.controller().timeline()->position(), 23u);
    window.actions().run(ActionId::start_page);
    if (window.banner()->asks()) { // because the steps are not saved
        QTest::mouseClick(window.banner()->offer_button(), Qt::LeftButton);
    }
    EXPECT_TRUE(QTest::qWaitFor([&] { return machine->runs(); }, 10000));
    EXPECT_TRUE(machine->runs_on());
}

TEST_F(Attaching, what_worked_is_remembered_and_offered_first) {
    const auto machine = ListeningMachine::demo("legacy");
    ASSERT_NO_FATAL_FAILURE(attach_to(*machine));
    ASSERT_EQ(window.controller().target().state(), State::ready);
    const auto remembered = AttachDialog::remembered(&settings);
    ASSERT_EQ(remembered.size(), 1u);
    EXPECT_EQ(remembered.front().address, machine->address());
    EXPECT_EQ(remembered.front().image, machine->image());
    window.actions().run(ActionId::start_page);
    EXPECT_TRUE(QTest::qWaitFor([&] { return dialog() == nullptr; }, 5000));
    open_dialog();
    EXPECT_EQ(field("attach_address")->text().toStdString(), machine->address());
    EXPECT_EQ(field("attach_image")->text().toStdString(), machine->image().string());
}

TEST_F(Attaching, the_loss_of_the_machine_is_mended_by_reconnecting) {
    const auto machine = ListeningMachine::demo("macro");
    ASSERT_NO_FATAL_FAILURE(attach_to(*machine));
    ASSERT_EQ(window.controller().target().state(), State::ready);
    press(Qt::Key_F10);
    machine->end();
    press(Qt::Key_F10);
    ASSERT_EQ(window.controller().target().state(), State::gone);
    ASSERT_TRUE(window.banner()->isVisible());
    EXPECT_THAT(window.banner()->what().toStdString(), HasSubstr("the connection to"));
    EXPECT_EQ(window.banner()->offer_button()->text().toStdString(), "Reconnect");
    const std::size_t before = window.controller().timeline()->size();
    machine->start();
    QTest::mouseClick(window.banner()->offer_button(), Qt::LeftButton);
    ASSERT_TRUE(settles());
    ASSERT_EQ(window.controller().target().state(), State::ready);
    EXPECT_EQ(window.controller().timeline()->size(), before + 1) << "the recording goes on";
    EXPECT_FALSE(window.banner()->isVisible());
    press(Qt::Key_F10);
    EXPECT_EQ(window.controller().timeline()->size(), before + 24);
}

TEST_F(Attaching, the_dialog_reports_a_wrong_image_and_the_machine_runs_on) {
    const auto machine = ListeningMachine::demo("legacy");
    open_dialog();
    type("attach_address", machine->address());
    type("attach_image", *app::demo_image("macro"));
    press("attach_attach");
    ASSERT_TRUE(settles());
    ASSERT_NE(dialog(), nullptr);
    EXPECT_THAT(told(), HasSubstr("is not that of"));
    EXPECT_TRUE(machine->runs_on());
}

} // namespace
} // namespace switchscope::ui

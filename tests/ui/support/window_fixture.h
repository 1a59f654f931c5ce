// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/ui/support/moment.h"
#include "ui/main_window.h"

namespace switchscope::test {

/// A window on the synthetic machine, for keys and clicks.
struct Window : testing::Test {
    SyntheticProvider provider;
    ui::MainWindow window{provider, nullptr};

    Window() {
        window.theme().set_mode(ui::ThemeMode::dark);
        window.theme().set_reduced_motion(true);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
    }

    bool settles() {
        return QTest::qWaitFor([&] { return !window.controller().busy(); }, 10000);
    }
    void open(const std::string& choice) {
        window.open(choice);
        ASSERT_TRUE(settles());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&window, key, modifiers);
        ASSERT_TRUE(settles());
    }
    void click(const char* name) {
        auto* button = window.findChild<QAbstractButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
        ASSERT_TRUE(settles());
    }
    std::size_t position() { return window.controller().timeline()->position(); }
    std::string explained() {
        return (window.session_page()->explain()->instruction() + QStringLiteral(" | ") +
                window.session_page()->explain()->sentence())
            .toStdString();
    }
    const ui::LaneCell& cell(const Location& location) {
        const ui::LanesModel* model = window.session_page()->lanes()->model();
        return model->cell(*model->find(location));
    }
    bool available(ui::ActionId id) { return window.actions().get(id)->isEnabled(); }
    std::string tip(ui::ActionId id) { return window.actions().get(id)->toolTip().toStdString(); }
};

} // namespace switchscope::test

// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <QAbstractButton>
#include <QTest>
#include <gtest/gtest.h>

#include "ui/window/main_window.h"

namespace switchscope::test {

/// A window on the targets of a `Provider`, for keys and clicks.
template <class Provider> struct WindowOn : testing::Test {
    Provider provider;
    ui::MainWindow window{provider, nullptr};

    WindowOn() {
        window.theme().set_mode(ui::ThemeMode::dark);
        window.theme().set_reduced_motion(true);
        window.resize(1600, 1000); // the screen of Qt's offscreen platform is smaller
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow(); // without a window manager, X gives no window the focus
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    }

    /// A real machine may be slow while other tests run.
    bool settles() {
        return QTest::qWaitFor([&] { return !window.controller().busy(); }, 30000);
    }
    void open(const std::string& choice) {
        window.open(choice);
        ASSERT_TRUE(settles());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&window, key, modifiers);
        ASSERT_TRUE(settles());
    }
    void run(ui::ActionId id) {
        ASSERT_TRUE(window.actions().get(id)->isEnabled()) << tip(id);
        window.actions().get(id)->trigger();
        ASSERT_TRUE(settles());
    }
    void click(const char* name) {
        auto* button = window.findChild<QAbstractButton*>(QLatin1String(name));
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
        ASSERT_TRUE(settles());
    }
    template <class Widget> Widget* find(const char* name) {
        auto* widget = window.findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    std::size_t position() { return window.controller().timeline()->position(); }
    std::string world() { return window.badges()->badges().front().text.toStdString(); }
    const ui::LaneCell& cell(const Location& location) {
        const ui::LanesModel* model = window.session_page()->lanes()->model();
        return model->cell(*model->find(location));
    }
    Location slot(const char* path) {
        return Location::slot(0, *window.controller().facts()->area.index_of(path));
    }
    bool available(ui::ActionId id) { return window.actions().get(id)->isEnabled(); }
    std::string tip(ui::ActionId id) { return window.actions().get(id)->toolTip().toStdString(); }
};

} // namespace switchscope::test

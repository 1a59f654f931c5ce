// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdlib>

#include <QApplication>
#include <QColor>
#include <QImage>
#include <QPaintEvent>
#include <QPixmap>
#include <QScreen>
#include <QWidget>
#include <gtest/gtest.h>

namespace switchscope::test {

/// What is on screen of a window: the pixels of this moment on top of all those before.
inline QImage on_screen(QWidget& window) {
    QApplication::processEvents();
    return window.screen()
        ->grabWindow(window.winId())
        .toImage()
        .convertToFormat(QImage::Format_RGB32);
}

/// The same widget or another one, painted whole.
inline QImage painted_whole(QWidget& widget) {
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// Whether two images are equal, apart from differences that no eye can see. Where a clip cuts the
/// soft edge of a shape, Qt's rasterizer rounds it a little differently. `rounding` (of 255) allows
/// for that.
inline testing::AssertionResult are_equal(const QImage& shown, const QImage& wanted,
                                          int rounding = 0) {
    if (shown.isNull() || shown.size() != wanted.size()) {
        return testing::AssertionFailure() << "sizes differ";
    }
    for (int y = 0; y < shown.height(); ++y) {
        for (int x = 0; x < shown.width(); ++x) {
            const QColor a(shown.pixel(x, y)), b(wanted.pixel(x, y));
            if (std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                          std::abs(a.blue() - b.blue())}) > rounding) {
                return testing::AssertionFailure()
                       << "the pixel " << x << ", " << y
                       << " is left from before: " << a.name().toStdString() << " instead of "
                       << b.name().toStdString();
            }
        }
    }
    return testing::AssertionSuccess();
}

/// What is painted of a widget from now on.
struct Painted : QObject {
    explicit Painted(QWidget* of) { of->installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            region += static_cast<QPaintEvent*>(event)->region();
        }
        return false;
    }
    int area() const {
        int sum = 0;
        for (const QRect& part : region) {
            sum += part.width() * part.height();
        }
        return sum;
    }
    QRegion region;
};

} // namespace switchscope::test

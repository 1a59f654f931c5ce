// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include <QImage>
#include <QSize>

#include "core/session/session_provider.h"
#include "ui/look/theme.h"

class QApplication;

namespace switchscope::ui {

class LessonProvider;
class MainWindow;

/// Sets the style and the names that every window of the program uses. To be called before the
/// first window is made.
void prepare_application(QApplication& application);

/// What the window shows first. Where both are empty, it is the start page.
struct FirstShown {
    std::string choice; ///< an id of the provider's
    std::filesystem::path recording;
};

/// Shows the window until it is closed. Returns the exit status of the program.
int run_window(SessionProvider& provider, const FirstShown& first, QApplication& application,
               LessonProvider* lessons = nullptr);

/// How a picture of the window looks.
struct Shot {
    QSize size{1600, 1000}; ///< of the window, in device-independent pixels
    ThemeMode theme = ThemeMode::dark;
    double scale = 1.0;       ///< of the theme
    double pixel_ratio = 1.0; ///< pixels for each device-independent pixel, along each axis
};

/// The window as an image. The window need not be on a screen.
QImage render_window(MainWindow& window, const Shot& shot);

} // namespace switchscope::ui

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

/// Style, fonts and names that every window of the program wants; before the first one is made.
void prepare_application(QApplication& application);

/// What the window shows first; nothing of these: the start page.
struct FirstShown {
    std::string choice; ///< of the provider's
    std::filesystem::path recording;
};

/// Shows the window until it is closed. The exit status of the program.
int run_window(SessionProvider& provider, const FirstShown& first, QApplication& application,
               LessonProvider* lessons = nullptr);

/// How a picture of the window is to look.
struct Shot {
    QSize size{1600, 1000}; ///< of the window, in device-independent pixels
    ThemeMode theme = ThemeMode::dark;
    double scale = 1.0;       ///< zoom
    double pixel_ratio = 1.0; ///< 2: twice as many pixels for the same picture
};

/// The window as an image; it need not be on a screen.
QImage render_window(MainWindow& window, const Shot& shot);

} // namespace switchscope::ui

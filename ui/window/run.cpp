// SPDX-License-Identifier: MIT
#include "ui/window/run.h"

#include <QApplication>
#include <QPainter>
#include <QSettings>
#include <QStyleFactory>

#include "ui/look/system_motion.h"
#include "ui/window/main_window.h"

namespace switchscope::ui {

void prepare_application(QApplication& application) {
    QApplication::setApplicationName(QStringLiteral("switchscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Switchscope"));
    QApplication::setOrganizationName(QStringLiteral("switchscope"));
    set_system_reduces_motion(wants_no_motion(*QApplication::style()));
    // The style sheet builds on this style, so it is the same on every desktop.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setQuitOnLastWindowClosed(true);
}

int run_window(SessionProvider& provider, const FirstShown& first, QApplication& application,
               LessonProvider* lessons) {
    prepare_application(application);
    QSettings settings;
    MainWindow window(provider, &settings, lessons);
    window.show();
    if (!first.choice.empty()) {
        window.open(first.choice);
    } else if (!first.recording.empty()) {
        window.open_recording(first.recording);
    }
    return QApplication::exec();
}

QImage render_window(MainWindow& window, const Shot& shot) {
    window.theme().set_mode(shot.theme);
    window.theme().set_scale(shot.scale);
    window.theme().set_reduced_motion(true);
    window.resize(shot.size);
    // Layouts settle in two rounds: sizes come first, then what depends on them.
    for (int round = 0; round < 3; ++round) {
        QApplication::processEvents();
    }
    QImage image(window.size() * shot.pixel_ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(shot.pixel_ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    window.render(&painter);
    return image;
}

} // namespace switchscope::ui

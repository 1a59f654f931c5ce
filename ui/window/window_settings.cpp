// SPDX-License-Identifier: MIT
#include "ui/window/window_settings.h"

#include <QMainWindow>
#include <QScreen>
#include <QSettings>

#include "ui/base/language.h"
#include "ui/look/system_motion.h"
#include "ui/look/theme.h"
#include "ui/panels/layout_actions.h"
#include "ui/window/loss_question.h"
#include "ui/window/window_place.h"

namespace switchscope::ui {

namespace {

const auto geometry_setting = QStringLiteral("window/geometry");
const auto layout_setting = QStringLiteral("window/layout");
const auto ask_setting = QStringLiteral("session/ask_before_loss");
const auto theme_setting = QStringLiteral("view/theme");
const auto zoom_setting = QStringLiteral("view/zoom");
const auto motion_setting = QStringLiteral("view/reduced_motion");
const auto language_setting = QStringLiteral("view/language");

} // namespace

WindowSettings::WindowSettings(QSettings* settings, QMainWindow& window, Theme& theme,
                               DockArea& docks, LayoutActions& layouts, LossQuestion& question)
    : settings_(settings), window_(window), theme_(theme), docks_(docks), layouts_(layouts),
      question_(question) {}

void WindowSettings::restore() {
    theme_.set_reduced_motion(system_reduces_motion());
    if (settings_ == nullptr) {
        return;
    }
    restore_place();
    question_.set_wanted(settings_->value(ask_setting, true).toBool());
    restore_look();
    if (const QByteArray layout = settings_->value(layout_setting).toByteArray();
        !layout.isEmpty()) {
        layouts_.take(layout);
    }
}

void WindowSettings::restore_place() {
    if (window_.restoreGeometry(settings_->value(geometry_setting).toByteArray()) &&
        !window_.isMaximized() && !window_.isFullScreen()) {
        // The screen may be smaller than the last time.
        window_.setGeometry(
            fit_into(window_.geometry(), window_.screen()->availableGeometry(), likely_frame));
    }
}

void WindowSettings::restore_look() {
    const QString mode = settings_->value(theme_setting).toString();
    theme_.set_mode(mode == QLatin1String("dark")    ? ThemeMode::dark
                    : mode == QLatin1String("light") ? ThemeMode::light
                                                     : ThemeMode::system);
    theme_.set_scale(settings_->value(zoom_setting, 1.0).toDouble());
    theme_.set_reduced_motion(settings_->value(motion_setting, system_reduces_motion()).toBool());
    Language::instance().set(settings_->value(language_setting, Language::of_system()).toString());
}

void WindowSettings::store() const {
    if (settings_ == nullptr) {
        return;
    }
    settings_->setValue(layout_setting, docks_.save());
    settings_->setValue(geometry_setting, window_.saveGeometry());
    settings_->setValue(theme_setting, theme_.mode() == ThemeMode::dark ? QStringLiteral("dark")
                                       : theme_.mode() == ThemeMode::light
                                           ? QStringLiteral("light")
                                           : QStringLiteral("system"));
    settings_->setValue(ask_setting, question_.is_wanted());
    settings_->setValue(language_setting, Language::instance().code());
    settings_->setValue(zoom_setting, theme_.scale());
    // Motion as the system has it is not kept, so that a later choice in the system counts.
    if (theme_.reduced_motion() != system_reduces_motion()) {
        settings_->setValue(motion_setting, theme_.reduced_motion());
    } else {
        settings_->remove(motion_setting);
    }
}

} // namespace switchscope::ui

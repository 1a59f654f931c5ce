// SPDX-License-Identifier: MIT
// What the window remembers between runs.
#include "ui/window/main_window.h"

#include <QScreen>
#include <QSettings>

#include "ui/base/language.h"
#include "ui/look/system_motion.h"
#include "ui/window/window_place.h"

namespace switchscope::ui {

namespace {

const auto layout_setting = QStringLiteral("window/layout");
const auto ask_setting = QStringLiteral("session/ask_before_loss");
const auto motion_setting = QStringLiteral("view/reduced_motion");
const auto language_setting = QStringLiteral("view/language");

} // namespace

void MainWindow::restore_settings() {
    theme_.set_reduced_motion(system_reduces_motion());
    if (settings_ == nullptr) {
        return;
    }
    if (restoreGeometry(settings_->value(QStringLiteral("window/geometry")).toByteArray()) &&
        !isMaximized() && !isFullScreen()) {
        setGeometry(fit_into(geometry(), screen()->availableGeometry(), likely_frame));
    }
    actions_.get(ActionId::ask_before_loss)
        ->setChecked(settings_->value(ask_setting, true).toBool());
    const QString mode = settings_->value(QStringLiteral("view/theme")).toString();
    theme_.set_mode(mode == QLatin1String("dark")    ? ThemeMode::dark
                    : mode == QLatin1String("light") ? ThemeMode::light
                                                     : ThemeMode::system);
    theme_.set_scale(settings_->value(QStringLiteral("view/zoom"), 1.0).toDouble());
    theme_.set_reduced_motion(settings_->value(motion_setting, system_reduces_motion()).toBool());
    Language::instance().set(settings_->value(language_setting, Language::of_system()).toString());
    if (const QByteArray layout = settings_->value(layout_setting).toByteArray();
        !layout.isEmpty()) {
        take_layout(layout);
    }
}

void MainWindow::store_settings() {
    if (settings_ == nullptr) {
        return;
    }
    present(false); // is not kept: what is, is what was before
    settings_->setValue(layout_setting, session_page_->docks()->save());
    settings_->setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings_->setValue(QStringLiteral("view/theme"),
                        theme_.mode() == ThemeMode::dark    ? QStringLiteral("dark")
                        : theme_.mode() == ThemeMode::light ? QStringLiteral("light")
                                                            : QStringLiteral("system"));
    settings_->setValue(ask_setting, actions_.get(ActionId::ask_before_loss)->isChecked());
    settings_->setValue(language_setting, Language::instance().code());
    settings_->setValue(QStringLiteral("view/zoom"), theme_.scale());
    // Only a choice of one's own is kept: otherwise the system's counts, which may change.
    if (theme_.reduced_motion() != system_reduces_motion()) {
        settings_->setValue(motion_setting, theme_.reduced_motion());
    } else {
        settings_->remove(motion_setting);
    }
}

} // namespace switchscope::ui

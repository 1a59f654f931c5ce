// SPDX-License-Identifier: MIT
#include "ui/session/recent_recordings.h"

#include <QSettings>
#include <QStringList>

namespace switchscope::ui {

namespace {

constexpr auto setting = "recent/recordings";

} // namespace

void RecentRecordings::add(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto whole = std::filesystem::absolute(path, ignored);
    const QString name = QString::fromStdString((ignored ? path : whole).string());
    QStringList names = settings_.value(QLatin1String(setting)).toStringList();
    names.removeAll(name);
    names.prepend(name);
    settings_.setValue(QLatin1String(setting), names.mid(0, most));
}

std::vector<std::filesystem::path> RecentRecordings::there() const {
    std::vector<std::filesystem::path> found;
    for (const QString& name : settings_.value(QLatin1String(setting)).toStringList()) {
        std::error_code ignored;
        std::filesystem::path path(name.toStdString());
        if (std::filesystem::is_regular_file(path, ignored)) {
            found.push_back(std::move(path));
        }
    }
    return found;
}

} // namespace switchscope::ui

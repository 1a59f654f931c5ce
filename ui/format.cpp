// SPDX-License-Identifier: MIT
#include "ui/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace switchscope::ui {

QString hex_value(std::optional<std::uint64_t> value, unsigned size) {
    if (!value) {
        return QCoreApplication::translate("format", "not read");
    }
    return QStringLiteral("%1").arg(*value, static_cast<int>(size * 2), 16, QLatin1Char('0'));
}

int leading_zeros(const QString& hex) {
    int count = 0;
    while (count + 1 < hex.size() && hex.at(count) == QLatin1Char('0')) {
        ++count;
    }
    return count;
}

QString short_address(std::uint64_t address) {
    return QStringLiteral("\u2026%1").arg(address & 0xffffff, 6, 16, QLatin1Char('0'));
}

QString short_code_address(std::uint64_t address) {
    return QStringLiteral("%1").arg(address & 0xfffff, 5, 16, QLatin1Char('0'));
}

QString grouped(std::uint64_t number) {
    return QLocale(QLocale::English, QLocale::UnitedStates)
        .toString(static_cast<qulonglong>(number));
}

QString byte_size(std::uint64_t bytes) {
    return QLocale(QLocale::English, QLocale::UnitedStates)
        .formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString world_text(World world) {
    return QStringLiteral("%1 \u00b7 %2")
        .arg(QLatin1String(world_mode_name(world)), QLatin1String(world_name(world)));
}

} // namespace switchscope::ui

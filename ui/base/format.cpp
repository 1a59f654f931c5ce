// SPDX-License-Identifier: MIT
#include "ui/base/format.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

namespace switchscope::ui {

QString hex_value(std::optional<std::uint64_t> value, unsigned size) {
    if (!value) {
        return QCoreApplication::translate("format", "not read");
    }
    return QStringLiteral("%1").arg(*value, static_cast<int>(size * 2), 16, QLatin1Char('0'));
}

QString bare_hex(std::optional<std::uint64_t> value) {
    return value ? QString::number(*value, 16) : QStringLiteral("-");
}

QString signed_text(std::uint64_t value, unsigned size) {
    const unsigned unused = 64 - 8 * std::clamp(size, 1U, 8U);
    return QString::number(static_cast<qlonglong>(value << unused) >> unused);
}

QString binary_text(std::uint64_t value) {
    QString text;
    int nibble = 1;
    while (nibble < 15 && (value >> (4 * (nibble + 1))) != 0) {
        nibble += 2;
    }
    for (; nibble >= 0; --nibble) {
        text += QStringLiteral("%1 ").arg((value >> (4 * nibble)) & 15, 4, 2, QLatin1Char('0'));
    }
    return text.trimmed();
}

QString ascii_text(std::uint64_t value, unsigned size) {
    QString text;
    bool ended = false;
    for (unsigned n = 0; n < size; ++n) {
        const auto byte = static_cast<unsigned char>(value >> (8 * n));
        if (byte == 0) {
            ended = true;
        } else if (ended || byte < 0x20 || byte > 0x7e) {
            return {};
        } else {
            text += QLatin1Char(static_cast<char>(byte));
        }
    }
    return text.size() < 2 ? QString() : QLatin1Char('"') + text + QLatin1Char('"');
}

std::optional<std::uint64_t> read_value(const QString& text) {
    QString digits = text.trimmed().toLower();
    for (const char filler : {' ', ',', '_'}) {
        digits.remove(QLatin1Char(filler));
    }
    const bool negative = digits.startsWith(QLatin1Char('-'));
    if (negative) {
        digits.remove(0, 1);
    }
    int base = 10;
    for (const auto& [prefix, its_base] : {std::pair("0x", 16), std::pair("0b", 2)}) {
        if (digits.startsWith(QLatin1String(prefix))) {
            digits.remove(0, 2);
            base = its_base;
        }
    }
    bool is_number = !digits.startsWith(QLatin1Char('-')) && !digits.startsWith(QLatin1Char('+'));
    bool read = false;
    const std::uint64_t value = digits.toULongLong(&read, base);
    is_number = is_number && read && (!negative || value <= std::uint64_t{1} << 63);
    return is_number ? std::optional(negative ? 0 - value : value) : std::nullopt;
}

QString place_of_step(const SessionFacts& facts, const Step& step) {
    const auto& spans = facts.routine.spans();
    return step.span >= 0 && static_cast<std::size_t>(step.span) < spans.size()
               ? text_of(spans[static_cast<std::size_t>(step.span)].name)
               : world_text(step.world);
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
    const auto name = [world] {
        switch (world) {
        case World::host:
            return QCoreApplication::translate("format", "host");
        case World::guest:
            return QCoreApplication::translate("format", "guest");
        case World::firmware:
            break;
        }
        return QCoreApplication::translate("format", "firmware");
    };
    return QStringLiteral("%1 \u00b7 %2").arg(QLatin1String(world_mode_name(world)), name());
}

} // namespace switchscope::ui

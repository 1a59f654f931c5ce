// SPDX-License-Identifier: MIT
#include "ui/look/fitted_hex.h"

#include <algorithm>

#include "ui/base/format.h"

namespace switchscope::ui {

QString fitted_hex(std::optional<std::uint64_t> value, int most) {
    const QString hex = bare_hex(value);
    if (hex.size() <= most) {
        return hex;
    }
    const QChar left_out(0x2026);
    constexpr qsizetype all_digits = 16, worth_it = 4;
    qsizetype ones = 0;
    while (ones + 1 < hex.size() && hex.at(ones) == QLatin1Char('f')) {
        ++ones;
    }
    if (hex.size() == all_digits && ones >= worth_it && hex.size() - ones + 2 <= most) {
        return QLatin1Char('f') + left_out + hex.mid(ones);
    }
    const qsizetype kept = std::max(most - 1, 2);
    return hex.left(kept / 2) + left_out + hex.right(kept - kept / 2);
}

} // namespace switchscope::ui

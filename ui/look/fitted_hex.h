// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <QString>

namespace switchscope::ui {

/// A value in hex without leading zeros, in at most `most` characters. "-" without a value. Four or
/// more leading f shrink to "f…" where that makes it fit. Otherwise the middle is left out.
QString fitted_hex(std::optional<std::uint64_t> value, int most);

} // namespace switchscope::ui

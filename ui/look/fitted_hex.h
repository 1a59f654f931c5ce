// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <QString>

namespace switchscope::ui {

/// Without leading zeros, in at most `most` characters: leading digits that are all f shrink to "f…", and where that is
/// not enough the middle is left out. "-" without a value.
QString fitted_hex(std::optional<std::uint64_t> value, int most);

} // namespace switchscope::ui

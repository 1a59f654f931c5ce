// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

namespace switchscope::ui {

/// How the cells of the lanes lie.
enum class Arrangement : std::uint8_t {
    by_register, ///< a row a register: its host slot, the CPU, its guest slot
    memory, ///< the slots as they lie in memory, with what lies between them; the CPU in the middle
    compact, ///< by register in columns side by side, with short values: for small screens
    count
};

/// In settings and layouts; they stay.
inline constexpr std::array<const char*, static_cast<std::size_t>(Arrangement::count)>
    arrangement_names{"by-register", "memory", "compact"};

} // namespace switchscope::ui

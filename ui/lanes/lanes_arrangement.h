// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

namespace switchscope::ui {

/// How the cells of the lanes are arranged.
enum class Arrangement : std::uint8_t {
    /// A row for each register: its host slot, the CPU, its guest slot.
    by_register,
    /// The slots in the order of memory, with what lies between them. The CPU is in the middle.
    memory,
    /// By register, but in columns side by side and with short values: for small screens.
    compact,
    count
};

/// As settings and layouts have them. They must not change: saved files name them.
inline constexpr std::array<const char*, static_cast<std::size_t>(Arrangement::count)>
    arrangement_names{"by-register", "memory", "compact"};

} // namespace switchscope::ui

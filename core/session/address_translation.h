// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/base/error.h"

namespace switchscope {

/// Reads the 8-byte page table entry at a physical address; none where it cannot be read.
using ReadPhysicalWord = std::function<std::optional<std::uint64_t>(std::uint64_t address)>;

/// The physical address behind `address` under `satp` (Bare, Sv39, Sv48, Sv57), found by walking
/// the page tables. Source: RISC-V privileged specification, "Virtual Address Translation Process".
///
/// Permissions are not checked: this asks where memory is, not who may use it. No entry of the
/// target is changed (A and D stay as they are). An Error where an entry is missing or cannot be
/// read.
Result<std::uint64_t> translate(std::uint64_t satp, std::uint64_t address,
                                const ReadPhysicalWord& read_word);

} // namespace switchscope

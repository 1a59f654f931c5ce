// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"

namespace switchscope {

/// The symbols of a System.map, as a kernel build and `nm` write it. Each line has an address
/// (hex), a kind (one letter, lower case for a local symbol) and a name, e.g. "ffffffff80013198 T
/// __kvm_riscv_switch_to". There are no sizes in it: they are 0. The names of the symbols
/// are parts of `bytes`. `name` stands in messages. An error names the first line that is
/// different.
Result<std::vector<Symbol>> parse_system_map(std::span<const std::uint8_t> bytes,
                                             const std::string& name);

} // namespace switchscope

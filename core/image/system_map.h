// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"

namespace switchscope {

/// The symbols of a System.map, as a kernel build and `nm` write it: a line each with address (hex), kind (one letter;
/// lower case: local) and name, e.g. "ffffffff80013198 T __kvm_riscv_switch_to". Sizes are not in it and come out as 0.
/// `name` stands in messages. Fails, with the number of the line, on one that is not like that.
Result<std::vector<Symbol>> parse_system_map(std::span<const std::uint8_t> bytes,
                                             const std::string& name);

} // namespace switchscope

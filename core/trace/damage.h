// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/base/phrase.h"

namespace switchscope {

/// A place of a recording file that cannot be read.
struct Damage {
    std::uint64_t offset = 0; ///< in bytes from the start of the file
    std::uint64_t size = 0;   ///< in bytes
    Phrase what;              ///< one sentence: what is damaged, and what is lost by it
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "core/base/phrase.h"

namespace switchscope::gdb {

/// A request in words, for errors: "reading 8 bytes at 0x80000000 (m80000000,8)".
Phrase describe_request(std::string_view payload);

} // namespace switchscope::gdb

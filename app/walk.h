// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <stop_token>

#include "core/base/error.h"
#include "core/session/session.h"

namespace switchscope::app {

struct WalkOptions {
    std::size_t switches = 1;
    Stride by = Stride::instruction; ///< one line per instruction, macro or half
    bool json = false;               ///< one line of JSON per step, whatever `by` says
};

/// Walks whole world switches and prints them. Stops after the switches asked for, or when cancelled.
Result<void> walk(Session& session, const WalkOptions& options, std::ostream& out,
                  std::stop_token cancel);

} // namespace switchscope::app

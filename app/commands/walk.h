// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/reports/step_printer.h"
#include "core/base/error.h"
#include "core/session/session.h"

namespace switchscope::app {

struct WalkOptions {
    std::size_t switches = 1;
    /// The walk begins where the first of these stops the machine. Without any it begins at once.
    std::vector<std::string> breakpoints;
    PrintOptions print;
};

/// Lets the machine run to one of these breakpoints (see Breakpoint::parse()), without reporting
/// steps. None where it was cancelled.
Result<std::optional<BreakpointHit>> reach(Session& session, const std::vector<std::string>& texts,
                                           std::stop_token cancel);

/// Walks complete world switches and prints them, until there are enough of them or it is
/// cancelled.
Result<void> walk(Session& session, const WalkOptions& options, std::ostream& out,
                  std::stop_token cancel);

/// Steps through so many complete world switches, or until it is cancelled. Calls `after_each`
/// after each switch.
Result<void> walk_switches(Session& session, std::size_t switches, SessionListener& listener,
                           std::stop_token cancel, const std::function<void()>& after_each);

} // namespace switchscope::app

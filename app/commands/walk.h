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
    std::vector<std::string>
        breakpoints; ///< walks from where the first of these stops the machine; none: at once
    PrintOptions print;
};

/// Lets the machine run to one of these breakpoints, as Breakpoint::parse() reads them, without telling anybody what
/// happens meanwhile. None: cancelled.
Result<std::optional<BreakpointHit>> reach(Session& session, const std::vector<std::string>& texts,
                                           std::stop_token cancel);

/// Walks whole world switches and prints them. Stops after the switches asked for, or when cancelled.
Result<void> walk(Session& session, const WalkOptions& options, std::ostream& out,
                  std::stop_token cancel);

/// Lets a session go on for so many whole world switches, or until it is cancelled.
Result<void> walk_switches(Session& session, std::size_t switches, SessionListener& listener,
                           std::stop_token cancel, const std::function<void()>& after_each);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/machines/open_target.h"

namespace switchscope::app {

/// One precondition for watching world switches, and whether it is met.
struct Check {
    enum class Level : std::uint8_t {
        ok,
        note,       ///< it works, but something could be better
        problem,    ///< something does not work until this is solved
        impossible, ///< nothing works until this is solved
    };
    std::string subject; ///< "computer", "image", "machine"
    std::string name;    ///< "log pipe"
    Level level = Level::ok;
    std::string finding; ///< "/run/user/1000 can hold one"
    std::string remedy;  ///< what the user can do; may be empty
};

/// Examines this computer, the image of the target, and its machine up to a world switch. A machine
/// that was attached to runs on afterwards.
std::vector<Check> examine(const TargetSpec& target, std::stop_token cancel);

/// The checks as a table, in English.
std::string doctor_text(const std::vector<Check>& checks);
/// The checks as indented JSON:
///   {"verdict": "ok", "checks": [{"subject", "name", "level", "finding", "remedy"}]}
std::string doctor_json(const std::vector<Check>& checks);
/// The exit status: 0 where there is no problem, 1 where there is one, 2 where nothing works.
int doctor_status(const std::vector<Check>& checks);

} // namespace switchscope::app

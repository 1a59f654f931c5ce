// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/machines/open_target.h"

namespace switchscope::app {

/// One thing that must be right for world switches to be looked at, and whether it is.
struct Check {
    enum class Level : std::uint8_t {
        ok,
        note,       ///< it works, with less than there could be
        problem,    ///< something does not work until it is mended
        impossible, ///< nothing works until it is mended
    };
    std::string subject; ///< "computer", "image", "machine"
    std::string name;    ///< "log pipe"
    Level level = Level::ok;
    std::string finding; ///< "/run/user/1000 can hold one"
    std::string remedy;  ///< what to do; empty where nothing is to be done
};

/// Looks at this computer, and at the machine that `target` describes: its image, then the machine itself up to a world
/// switch. One that was attached to runs on afterwards.
std::vector<Check> examine(const TargetSpec& target, std::stop_token cancel);

/// A table for people.
std::string doctor_text(const std::vector<Check>& checks);
/// For programs: {"verdict": "ok", "checks": [{"subject", "name", "level", "finding", "remedy"}]}, indented.
std::string doctor_json(const std::vector<Check>& checks);
/// 0: all that is needed is there; 1: something needs doing; 2: nothing can be done before.
int doctor_status(const std::vector<Check>& checks);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/model/location.h"
#include "core/model/narration.h"

namespace switchscope::app {

/// What a script may use. Scripts that work need far less.
struct ScriptLimits {
    /// The time of the script itself, without that of the machine. It stops a loop that never ends.
    std::chrono::milliseconds own_time{1000};
    std::chrono::milliseconds whole_time{60000}; ///< with the time of the machine
    /// in bytes, in addition to what the program had before
    std::uint64_t memory = 512u << 20;
};

struct Script {
    std::string source; ///< JavaScript, UTF-8
    std::string file;   ///< its name, for messages
};
/// The arguments of lesson(), where that is the first call of a script.
struct ScriptHead {
    Words title;
    std::string demo; ///< its variant of the demo machine; may be empty
};
/// A moment of which a script makes a picture.
struct Capture {
    std::string name; ///< letters, digits, '-', '_'
    std::size_t position = 0;
    std::vector<Location> places; ///< that are highlighted
};

/// How a script ended.
struct ScriptOutcome {
    /// The expectations that did not hold, in order: "lesson.js:12: a0 == 0x17 does not hold: a0 is
    /// 0x5".
    std::vector<std::string> failures;
    /// Why it did not come to its end, where it did not. `what` begins with file and line where
    /// these are known.
    std::optional<Error> error;
    std::size_t expectations = 0;
    Narration narration;
    std::vector<Capture> captures;
    /// Whether the interpreter could not be stopped. Its thread then uses the stage until the
    /// program ends.
    bool left_running = false;

    int status() const { return error ? 2 : failures.empty() ? 0 : 1; }
};

/// A function that scripts can call.
struct ScriptCall {
    std::string_view name;
    /// Its declaration in TypeScript, without the name: "(count?: number): number".
    std::string_view signature;
    std::string_view summary; ///< one sentence
};
/// All functions. A test compares assets/script/switchscope.d.ts and docs/scripting.md with them.
std::vector<ScriptCall> script_calls();

} // namespace switchscope::app

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

/// What a script may use up. None of it is for scripts that do what they should.
struct ScriptLimits {
    /// Of its own, the time a machine takes not counted: a loop that does not end is stopped then.
    std::chrono::milliseconds own_time{1000};
    std::chrono::milliseconds whole_time{60000}; ///< the machine's time included
    std::uint64_t memory = 512u << 20;           ///< in bytes, beyond what the program had before
};

struct Script {
    std::string source; ///< JavaScript, UTF-8
    std::string file;   ///< its name, for messages
};
/// What lesson(), as the first call of a script, says about it.
struct ScriptHead {
    Words title;
    std::string demo; ///< the variant of the demo machine that it is about; empty: it does not say
};
/// A moment that a script wants kept.
struct Capture {
    std::string name; ///< letters, digits, '-', '_'
    std::size_t position = 0;
    std::vector<Location> places; ///< highlighted then
};

/// How a script ended.
struct ScriptOutcome {
    /// What was expected and did not hold, in order: "lesson.js:12: a0 == 0x17 does not hold: a0 is 0x5".
    std::vector<std::string> failures;
    /// Set where it could not run to its end; `what` begins with file and line where those are known.
    std::optional<Error> error;
    std::size_t expectations = 0;
    Narration narration;
    std::vector<Capture> captures;
    /// The interpreter could not be made to stop: its thread goes on in vain, with the stage, until the program ends.
    bool left_running = false;

    int status() const { return error ? 2 : failures.empty() ? 0 : 1; }
};

/// A function that scripts can call.
struct ScriptCall {
    std::string_view name;
    std::string_view
        signature; ///< as TypeScript declares it, without the name: "(count?: number): number"
    std::string_view summary; ///< one sentence
};
/// All there are: the declarations (assets/script/switchscope.d.ts) and docs/scripting.md are held to this.
std::vector<ScriptCall> script_calls();

} // namespace switchscope::app

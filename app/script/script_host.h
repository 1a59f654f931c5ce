// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/script/script.h"
#include "app/script/stage.h"

namespace switchscope::app {

/// An Error where there is none, or one of more than 4 MB.
Result<Script> read_script(const std::filesystem::path& path);

/// Without a machine: the script is run up to its first call. A script that cannot be run has an empty head; what is
/// wrong with it is told when it is run. Needs a QCoreApplication.
ScriptHead read_script_head(const Script& script);

/// Runs a script (docs/scripting.md) on a stage, in a thread of its own in which it can reach nothing but the stage: no
/// files, no processes, no network. Needs a QCoreApplication. `print` gets what it prints, a line each, on that thread.
/// Cancelled, it ends soon, with an error. Where the interpreter cannot be made to stop, `stuck` is called on the
/// caller's thread; when that returns, the outcome is told as `left_running`, and the stage is not to be touched.
ScriptOutcome run_script(const Script& script, const std::shared_ptr<Stage>& stage,
                         const ScriptLimits& limits,
                         const std::function<void(const std::string&)>& print,
                         const std::function<void(const Error&)>& stuck,
                         const std::stop_token& cancel = {});

} // namespace switchscope::app

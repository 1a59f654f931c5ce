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

/// Reads a script. An Error where the file cannot be read, or has more than 4 MB.
Result<Script> read_script(const std::filesystem::path& path);

/// Executes a script up to its first call, without a machine, to get its head. The head is empty
/// where that fails; run_script() reports the error. Needs a QCoreApplication.
ScriptHead read_script_head(const Script& script);

/// Executes a script (docs/scripting.md) on a stage, on a thread of its own. The script can reach
/// just the stage: no files, no processes, no network. Needs a QCoreApplication. `print` is called
/// on that thread with each line that it prints.
///
/// After `cancel` the script ends soon, with an error. Where the interpreter cannot be stopped,
/// `stuck` is called on the caller's thread. If that returns, the outcome is `left_running`, and
/// the stage must not be used any more.
ScriptOutcome run_script(const Script& script, const std::shared_ptr<Stage>& stage,
                         const ScriptLimits& limits,
                         const std::function<void(const std::string&)>& print,
                         const std::function<void(const Error&)>& stuck,
                         const std::stop_token& cancel = {});

} // namespace switchscope::app

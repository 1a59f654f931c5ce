// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/machines/open_target.h"

namespace CLI {
class App;
}

namespace switchscope::app {

struct PageFormat;
struct PageOptions;

/// A script, and the target or recording on which it is played.
struct ScriptPlay {
    std::filesystem::path script;
    TargetSpec target;
    /// Whether the user chose the target. Otherwise it is the demo machine that the script names,
    /// without timer interrupts, so that every run is the same.
    bool target_given = false;
    std::filesystem::path recording; ///< where empty, it is played on the target
    std::string language = "en";     ///< of its texts, where it has several
    unsigned seconds = 60;           ///< that it may take altogether
};
/// Adds the options for playing a script. The script itself is not one of them.
void add_play_options(CLI::App& command, ScriptPlay& play);

struct ScriptOptions {
    ScriptPlay play;
    std::filesystem::path html;     ///< the page to make of its notes; may be empty
    std::filesystem::path captures; ///< the folder for its pictures; may be empty
};

/// The command that runs scripts: `switchscope script FILE.js`.
class ScriptCommand {
  public:
    /// Adds the command to the program. The object must outlive its parsing.
    explicit ScriptCommand(CLI::App& program);
    ScriptCommand(const ScriptCommand&) = delete;
    ScriptCommand& operator=(const ScriptCommand&) = delete;

    /// Executes the command if it was given, and returns its exit status: 0, 1 (an expectation
    /// failed) or 2 (an error).
    std::optional<int> run(int argc, char** argv) const;

  private:
    CLI::App* command_;
    ScriptOptions options_;
};

// These execute the commands and return their exit status. Without Qt they report an error.
int run_script_command(int argc, char** argv, const ScriptOptions& options);
/// Plays a script and writes a page of its notes to `output`, or to stdout where that is empty.
int run_script_export(int argc, char** argv, const ScriptPlay& play, const PageFormat& format,
                      const PageOptions& page, const std::filesystem::path& output);

} // namespace switchscope::app

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

/// A script and what it plays on.
struct ScriptPlay {
    std::filesystem::path script;
    TargetSpec target;
    /// The user has chosen the target; else it is the demo machine that the script names, without a timer, so that it
    /// tells the same each time.
    bool target_given = false;
    std::filesystem::path recording; ///< empty: play on the target
    std::string language = "en";     ///< of its words, where it has them in several
    unsigned seconds = 60;           ///< it may take in all
};
/// The options that say what a script plays on; one of `command` with the name of the script is not among them.
void add_play_options(CLI::App& command, ScriptPlay& play);

struct ScriptOptions {
    ScriptPlay play;
    std::filesystem::path html;     ///< a page with what is narrated, to be made; empty: none
    std::filesystem::path captures; ///< folder for the pictures it captures; empty: none are made
};

/// The command that runs scripts: `switchscope script FILE.js`.
class ScriptCommand {
  public:
    /// Adds it to the program; must outlive its parsing.
    explicit ScriptCommand(CLI::App& program);
    ScriptCommand(const ScriptCommand&) = delete;
    ScriptCommand& operator=(const ScriptCommand&) = delete;

    /// Runs it if it was given; its exit status: 0, 1 (an expectation failed) or 2 (an error).
    std::optional<int> run(int argc, char** argv) const;

  private:
    CLI::App* command_;
    ScriptOptions options_;
};

// The work of the commands, where the program was built with Qt; else an error that says so. Their exit status.
int run_script_command(int argc, char** argv, const ScriptOptions& options);
/// Plays it and writes what it tells to `output`; empty: to the terminal.
int run_script_export(int argc, char** argv, const ScriptPlay& play, const PageFormat& format,
                      const PageOptions& page, const std::filesystem::path& output);

} // namespace switchscope::app

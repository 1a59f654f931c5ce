// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/open_target.h"

namespace CLI {
class App;
}

namespace switchscope::app {

struct ScriptOptions {
    std::filesystem::path script;
    TargetSpec target;
    std::filesystem::path recording; ///< empty: play on the target
    std::filesystem::path html;      ///< a page with what is narrated, to be made; empty: none
    std::filesystem::path captures;  ///< folder for the pictures it captures; empty: none are made
    std::string language = "en";     ///< of its words, where it has them in several
    unsigned seconds = 60;           ///< it may take in all
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

/// The command's work, where the program was built with Qt; else an error that says so.
int run_script_command(int argc, char** argv, const ScriptOptions& options);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

#include "app/commands/record.h"
#include "app/commands/replay.h"
#include "app/commands/script_command.h"
#include "app/pages/export.h"

namespace CLI {
class App;
}

namespace switchscope::app {

/// The commands that make recording files and work with them: record, info, replay, export, repair.
class RecordingCommands {
  public:
    /// Adds them to the program; must outlive its parsing.
    explicit RecordingCommands(CLI::App& program);
    RecordingCommands(const RecordingCommands&) = delete;
    RecordingCommands& operator=(const RecordingCommands&) = delete;

    /// Runs the one that was given, if any; its exit status.
    std::optional<int> run(int argc, char** argv) const;

  private:
    int run_record() const;
    int run_export() const;
    int run_script(int argc, char** argv) const; ///< export, of what a script tells
    Result<void> write_export(std::ostream& out, const std::stop_token& cancel) const;

    CLI::App *record_, *info_, *replay_, *export_, *repair_;
    RecordOptions record_options_;
    std::size_t switches_ = 0, seconds_ = 0; ///< 0: not given
    std::filesystem::path file_, output_;
    PrintOptions print_;
    SwitchFilter only_;  ///< info, export
    std::string format_; ///< of steps, or one of page_formats(); empty: json, of a script html
    PageOptions page_;
    ScriptPlay play_;
};

} // namespace switchscope::app

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

/// The commands that make and use recording files: record, info, replay, export, repair.
class RecordingCommands {
  public:
    /// Adds the commands to the program. The object must outlive its parsing.
    explicit RecordingCommands(CLI::App& program);
    RecordingCommands(const RecordingCommands&) = delete;
    RecordingCommands& operator=(const RecordingCommands&) = delete;

    /// Executes the command that was given, if any, and returns its exit status.
    std::optional<int> run(int argc, char** argv) const;

  private:
    int run_record() const;
    int run_export() const;
    int run_script(int argc, char** argv) const; ///< export, of a script
    Result<void> write_export(std::ostream& out, const std::stop_token& cancel) const;

    CLI::App *record_, *info_, *replay_, *export_, *repair_;
    RecordOptions record_options_;
    std::size_t switches_ = 0, seconds_ = 0; ///< 0 where not given
    std::filesystem::path file_, output_;
    PrintOptions print_;
    SwitchFilter only_; ///< of info and export
    /// A format of steps, or one of page_formats(). Where empty, it is json, or html for a script.
    std::string format_;
    PageOptions page_;
    ScriptPlay play_;
};

} // namespace switchscope::app

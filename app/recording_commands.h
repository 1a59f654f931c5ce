// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/record.h"
#include "app/replay.h"

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
    std::optional<int> run() const;

  private:
    int run_record() const;
    int run_export() const;

    CLI::App *record_, *info_, *replay_, *export_, *repair_;
    RecordOptions record_options_;
    std::size_t switches_ = 0, seconds_ = 0; ///< 0: not given
    std::filesystem::path file_, output_;
    PrintOptions print_;
    ExportFormat format_ = ExportFormat::json;
};

} // namespace switchscope::app

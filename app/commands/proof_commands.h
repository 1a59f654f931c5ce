// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "app/commands/check_command.h"

namespace CLI {
class App;
}

namespace switchscope::app {

/// The commands that prove things of a world switch: check, compare.
class ProofCommands {
  public:
    /// Adds them to the program; must outlive its parsing.
    explicit ProofCommands(CLI::App& program);
    ProofCommands(const ProofCommands&) = delete;
    ProofCommands& operator=(const ProofCommands&) = delete;

    /// Runs the one that was given, if any; its exit status.
    std::optional<int> run() const;

  private:
    CLI::App *check_, *compare_;
    SubjectOptions subject_; ///< of `compare`, the image aside: of both
    ReportFormat format_ = ReportFormat::text;
    std::filesystem::path other_; ///< of `compare`: B
};

} // namespace switchscope::app

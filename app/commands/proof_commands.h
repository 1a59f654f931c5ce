// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "app/commands/check_command.h"

namespace CLI {
class App;
}

namespace switchscope::app {

/// The commands that check and compare world switches: check, compare.
class ProofCommands {
  public:
    /// Adds the commands to the program. The object must outlive its parsing.
    explicit ProofCommands(CLI::App& program);
    ProofCommands(const ProofCommands&) = delete;
    ProofCommands& operator=(const ProofCommands&) = delete;

    /// Executes the command that was given, if any, and returns its exit status.
    std::optional<int> run() const;

  private:
    CLI::App *check_, *compare_;
    SubjectOptions subject_; ///< for `compare` those of both images, with the path of A
    ReportFormat format_ = ReportFormat::text;
    std::filesystem::path other_; ///< for `compare` the path of B
};

} // namespace switchscope::app

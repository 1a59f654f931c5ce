// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

#include "core/analysis/exit_statistics.h"
#include "core/base/error.h"

namespace CLI {
class App;
}

namespace switchscope::app {

struct ExitsOptions {
    std::filesystem::path file;
    std::optional<std::uint32_t> hart; ///< none for all
    std::optional<std::uint16_t> vcpu; ///< by the number of its save area; none for all
    bool json = false;
};

/// The counts as a table: causes with their subjects, and what each world executed.
std::string exits_text(const ExitCounts& counts);
/// The causes alone, in one line: "120 store guest-page fault, 60 virtual supervisor ecall".
std::string exits_line(const ExitCounts& counts);

/// Prints why and how often the guests of a recording exited, and how much each world executed. Of
/// a damaged recording it counts what is intact. After `cancel` it prints what it has counted so
/// far. `notes` gets the damage, and the progress on a long recording.
Result<void> print_exits(const ExitsOptions& options, std::ostream& out, std::ostream& notes,
                         const std::stop_token& cancel);

/// The command `exits`.
class ExitsCommand {
  public:
    /// Adds the command to the program. The object must outlive its parsing.
    explicit ExitsCommand(CLI::App& program);
    ExitsCommand(const ExitsCommand&) = delete;
    ExitsCommand& operator=(const ExitsCommand&) = delete;

    /// Executes the command where it was given, and returns its exit status.
    std::optional<int> run() const;

  private:
    CLI::App* command_;
    ExitsOptions options_;
};

} // namespace switchscope::app

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
    std::optional<std::uint32_t> hart; ///< none: all
    std::optional<std::uint16_t> vcpu; ///< by the order in which they were met; none: all
    bool json = false;
};

/// A table for people: causes with what they were about, and what each world executed.
std::string exits_text(const ExitCounts& counts);
/// The causes alone, in one line: "120 store guest-page fault, 60 virtual supervisor ecall".
std::string exits_line(const ExitCounts& counts);

/// Prints why the guests of a recording exited, how often, and how much each world executed. A recording that is
/// damaged is counted as far as it is intact; `notes` says so, and how far the count is on long ones. Cancelled, it
/// prints what it has counted, and says how far that is.
Result<void> print_exits(const ExitsOptions& options, std::ostream& out, std::ostream& notes,
                         const std::stop_token& cancel);

/// The command `exits`.
class ExitsCommand {
  public:
    /// Adds it to the program; must outlive its parsing.
    explicit ExitsCommand(CLI::App& program);
    ExitsCommand(const ExitsCommand&) = delete;
    ExitsCommand& operator=(const ExitsCommand&) = delete;

    /// Runs it where it was given; its exit status.
    std::optional<int> run() const;

  private:
    CLI::App* command_;
    ExitsOptions options_;
};

} // namespace switchscope::app

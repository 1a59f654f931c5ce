// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iosfwd>
#include <stop_token>

#include "app/reports/step_printer.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

enum class ExportFormat : std::uint8_t { json, csv };

// Commands on a recording file. They use what is intact, and print a line to `warnings` for each
// damage.

/// Prints the facts of the recording, and counts of what is in it. Exits and switches are those
/// that `only` selects.
Result<void> print_info(const std::filesystem::path& file, const SwitchFilter& only,
                        std::ostream& out);
/// Prints the text that `walk` would have printed.
Result<void> replay(const std::filesystem::path& file, const PrintOptions& options,
                    std::ostream& out, std::ostream& warnings, const std::stop_token& cancel);
/// Prints the steps. JSON has a line for each step, from step_json(). CSV (RFC 4180) begins with a
/// line of column names, and has a line for each effect; a step without effects has one line, too.
Result<void> export_steps(const std::filesystem::path& file, ExportFormat format,
                          const SwitchFilter& only, std::ostream& out, std::ostream& warnings,
                          const std::stop_token& cancel);
/// Writes what is intact to the new file `repaired`, and prints what is damaged.
Result<void> repair(const std::filesystem::path& file, const std::filesystem::path& repaired,
                    std::ostream& out);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iosfwd>
#include <stop_token>

#include "app/reports/step_printer.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

enum class ExportFormat : std::uint8_t { json, csv };

// Commands over a recording file. Damage is told on `warnings`, a line each; what is intact is worked with.

/// What the file says about itself and what is in it.
/// `only`: exits and switches are counted of these alone.
Result<void> print_info(const std::filesystem::path& file, const SwitchFilter& only,
                        std::ostream& out);
/// The text that `walk` would have printed.
Result<void> replay(const std::filesystem::path& file, const PrintOptions& options,
                    std::ostream& out, std::ostream& warnings, const std::stop_token& cancel);
/// JSON: a line a step, as step_json() has it. CSV: a line an effect (a step without effects has one, too), RFC 4180,
/// with a line of column names first.
Result<void> export_steps(const std::filesystem::path& file, ExportFormat format,
                          const SwitchFilter& only, std::ostream& out, std::ostream& warnings,
                          const std::stop_token& cancel);
/// Writes what is intact to `repaired`, a new file, and says what is not.
Result<void> repair(const std::filesystem::path& file, const std::filesystem::path& repaired,
                    std::ostream& out);

} // namespace switchscope::app

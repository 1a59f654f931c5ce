// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/reports/step_printer.h"
#include "core/base/error.h"
#include "core/image/debug_file.h"

namespace CLI {
class App;
}

namespace switchscope::app {

// What several commands of the program use.

enum ExitCode { success = 0, failure = 2, interrupted = 130 };

/// Prints an error to stderr. Returns `failure`.
int report(const Error& error);
std::vector<std::string> variant_ids(); ///< of the demo machine
/// Adds the options that find the routine of a stripped image.
void add_symbol_options(CLI::App& command, std::filesystem::path& symbols,
                        std::optional<std::uint64_t>& at);
/// Gets debug files from debuginfod servers where $DEBUGINFOD_URLS names some. A terminal shows how
/// far it is.
DebugServer debug_server_of_terminal();
/// Adds the options that select world switches of a recording. Without `with_hart` there is no
/// --hart among them: the command has such an option already.
void add_filter_options(CLI::App& command, SwitchFilter& only, bool with_hart = true);
/// Adds the options for printing steps.
void add_print_options(CLI::App& command, PrintOptions& options);

} // namespace switchscope::app

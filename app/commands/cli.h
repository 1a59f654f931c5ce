// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/reports/step_printer.h"
#include "core/base/error.h"

namespace CLI {
class App;
}

namespace switchscope::app {

// What the commands of the program have in common.

enum ExitCode { success = 0, failure = 2, interrupted = 130 };

/// Prints it for the user; `failure`.
int report(const Error& error);
std::vector<std::string> variant_ids();
/// Where the routine of a stripped image is: for every command that takes one.
void add_symbol_options(CLI::App& command, std::filesystem::path& symbols,
                        std::optional<std::uint64_t>& at);
/// Which world switches are wanted: for every command that reads a recording. `with_hart`: unless --hart says something
/// else there.
void add_filter_options(CLI::App& command, SwitchFilter& only, bool with_hart = true);
/// How steps are to be printed: for every command that prints them.
void add_print_options(CLI::App& command, PrintOptions& options);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#include "app/commands/cli.h"

#include <iostream>
#include <map>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/machines/debuginfod.h"
#include "app/machines/demo.h"

namespace switchscope::app {

int report(const Error& error) {
    std::cerr << "switchscope: " << error.message() << '\n';
    return failure;
}

std::vector<std::string> variant_ids() {
    std::vector<std::string> ids;
    for (const DemoVariant& variant : demo_variants()) {
        ids.emplace_back(variant.id);
    }
    return ids;
}

DebugServer debug_server_of_terminal() {
    if (isatty(STDERR_FILENO) == 0) {
        return debuginfod_server();
    }
    return debuginfod_server([](std::uint64_t done, std::uint64_t total) {
        constexpr std::uint64_t unit = std::uint64_t{1} << 20;
        std::cerr << "\rdebuginfod: " << done / unit << " MiB";
        if (total != 0) {
            std::cerr << " of " << total / unit;
        }
        std::cerr << "\r" << std::flush;
        return true;
    });
}

void add_symbol_options(CLI::App& command, std::filesystem::path& symbols,
                        std::optional<std::uint64_t>& at) {
    command
        .add_option("--symbols", symbols,
                    "For a stripped image: its System.map, or an ELF file with its symbols")
        ->option_text("FILE");
    command
        .add_option_function<std::string>(
            "--at",
            [&at](const std::string& text) {
                std::size_t used = 0;
                try {
                    at = std::stoull(text, &used, 16);
                } catch (const std::exception&) {
                    used = 0;
                }
                if (used != text.size()) {
                    throw CLI::ValidationError("--at", text + " is no hexadecimal address");
                }
            },
            "Address of a routine that has no symbol")
        ->option_text("ADDRESS");
}

void add_print_options(CLI::App& command, PrintOptions& options) {
    const std::map<std::string, Stride> strides{
        {"instruction", Stride::instruction}, {"macro", Stride::macro}, {"half", Stride::half}};
    command.add_option("--by", options.by, "A line per instruction, macro or half")
        ->transform(CLI::CheckedTransformer(strides).description(""))
        ->option_text("instruction|macro|half");
    command.add_flag("--json", options.json, "A line of JSON per step");
}

void add_filter_options(CLI::App& command, SwitchFilter& only, bool with_hart) {
    if (with_hart) {
        command.add_option("--hart", only.hart, "Only switches of this hart");
    }
    command.add_option("--vcpu", only.vcpu,
                       "Only switches of this vCPU, numbered from 0 as they appear");
    const auto checked = [](const auto& result) {
        if (!result) {
            throw CLI::ValidationError(result.error().message());
        }
    };
    command
        .add_option_function<std::string>(
            "--cause", [&only, checked](const std::string& text) { checked(only.set_cause(text)); },
            "Only switches that this exit ended: 23 or 'store guest-page fault'")
        ->option_text("CAUSE");
    command
        .add_option_function<std::string>(
            "--switch",
            [&only, checked](const std::string& text) {
                const auto range = SwitchRange::parse(text);
                checked(range);
                only.range = *range;
            },
            "Only these switches: 3, 3..7 or 3..")
        ->option_text("A..B");
}

} // namespace switchscope::app

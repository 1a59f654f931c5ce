// SPDX-License-Identifier: MIT
#include "app/cli.h"

#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "app/demo.h"

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

} // namespace switchscope::app

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

void add_print_options(CLI::App& command, PrintOptions& options) {
    const std::map<std::string, Stride> strides{
        {"instruction", Stride::instruction}, {"macro", Stride::macro}, {"half", Stride::half}};
    command.add_option("--by", options.by, "A line per instruction, macro or half")
        ->transform(CLI::CheckedTransformer(strides).description(""))
        ->option_text("instruction|macro|half");
    command.add_flag("--json", options.json, "A line of JSON per step");
}

} // namespace switchscope::app

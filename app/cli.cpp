// SPDX-License-Identifier: MIT
#include "app/cli.h"

#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

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

void add_demo_options(CLI::App& command, DemoOptions& demo) {
    command.add_option("--guests", demo.guests,
                       "Guests to run, in turn: tour, oracle, paging (a list with commas)");
    command.add_flag_callback(
        "--no-timer", [&demo] { demo.timer = false; },
        "No timer interrupts: every run is the same");
    command
        .add_option("--skip", demo.session.skip_switches,
                    "World switches to let pass first (the guest sets its registers up in them)")
        ->capture_default_str();
    command.add_flag_callback(
        "--let-interrupts-in", [&demo] { demo.session.interrupts_held_off = false; },
        "Let interrupts and timers in while single-stepping");
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

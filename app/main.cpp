// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include "app/demo.h"
#include "app/interrupt.h"
#include "app/walk.h"
#include "app/window.h"

namespace switchscope::app {

namespace {

enum ExitCode { success = 0, failure = 2, interrupted = 130 };

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

int list_demos() {
    for (const DemoVariant& variant : demo_variants()) {
        const auto path = demo_image(variant.id);
        if (!path) {
            return report(path.error());
        }
        std::cout << variant.id << '\t' << path->string() << '\n';
    }
    return success;
}

int run_walk(const DemoOptions& demo, const WalkOptions& options) {
    InterruptWatch watch;
    auto session = open_demo(demo, watch.token());
    if (!session) {
        return watch.interrupted() ? interrupted : report(session.error());
    }
    auto walked = walk(**session, options, std::cout, watch.token());
    if (watch.interrupted()) {
        return interrupted;
    }
    return walked ? success : report(walked.error());
}

/// Options that say how the demo machine is to run; the same for every command that starts it.
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

int run(int argc, char** argv) {
    CLI::App program{"Switchscope: an oscilloscope for vCPU world switches.\nWithout a subcommand "
                     "the window opens on its start page.",
                     "switchscope"};
    program.set_version_flag("--version", SWITCHSCOPE_VERSION);
    program.require_subcommand(0, 1);
    const auto variants = CLI::IsMember(variant_ids());

    bool list = false;
    DemoOptions demo;
    CLI::App* demo_command =
        program.add_subcommand("demo", "Step the built-in demo machine in a window");
    demo_command->add_option("variant", demo.variant, "Which switch code")->check(variants);
    demo_command->add_flag("--list", list, "Print the variants with the paths of their ELF files");
    add_demo_options(*demo_command, demo);

    DemoOptions walked;
    WalkOptions walk_options;
    CLI::App* walk_command = program.add_subcommand("walk", "Walk world switches in the terminal");
    walk_command->add_option("--demo", walked.variant, "Demo variant to walk")
        ->required()
        ->check(variants);
    walk_command->add_option("--switches", walk_options.switches, "How many world switches")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    const std::map<std::string, Stride> strides{
        {"instruction", Stride::instruction}, {"macro", Stride::macro}, {"half", Stride::half}};
    walk_command->add_option("--by", walk_options.by, "A line per instruction, macro or half")
        ->transform(CLI::CheckedTransformer(strides).description(""))
        ->option_text("instruction|macro|half");
    walk_command->add_flag("--json", walk_options.json, "A line of JSON per step");
    add_demo_options(*walk_command, walked);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = program.exit(error);
        return code == 0 ? success : failure;
    }
    if (list) {
        return list_demos();
    }
    if (walk_command->parsed()) {
        return run_walk(walked, walk_options);
    }
    return run_window_command(argc, argv,
                              demo_command->parsed() ? std::optional(demo) : std::nullopt);
}

} // namespace

} // namespace switchscope::app

int main(int argc, char** argv) {
    return switchscope::app::run(argc, argv);
}

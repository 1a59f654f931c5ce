// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "app/commands/cli.h"
#include "app/commands/doctor.h"
#include "app/commands/exits_command.h"
#include "app/commands/interrupt.h"
#include "app/commands/proof_commands.h"
#include "app/commands/recording_commands.h"
#include "app/commands/script_command.h"
#include "app/commands/target_options.h"
#include "app/commands/walk.h"
#include "app/desktop/window.h"
#include "app/machines/demo.h"
#include "app/machines/open_target.h"

namespace switchscope::app {

namespace {

int list_demos() {
    for (const DemoVariant& variant : demo_variants()) {
        const auto path = demo_image(variant.id);
        if (!path) {
            return report(path.error());
        }
        std::cout << variant.id << '\t' << path->string()
                  << (variant.correct ? "" : "\tbroken on purpose: find the bug") << '\n';
    }
    return success;
}

int run_walk(const TargetSpec& target, const WalkOptions& options) {
    InterruptWatch watch;
    auto session = open_target(target, watch.token());
    if (!session) {
        return watch.interrupted() ? interrupted : report(session.error());
    }
    auto walked = walk(**session, options, std::cout, watch.token());
    if (watch.interrupted()) {
        return interrupted;
    }
    return walked ? success : report(walked.error());
}

int run_doctor(const TargetSpec& target, bool as_json) {
    InterruptWatch watch;
    const auto checks = examine(target, watch.token());
    std::cout << (as_json ? doctor_json(checks) : doctor_text(checks));
    return watch.interrupted() ? interrupted : doctor_status(checks);
}

int run(int argc, char** argv) {
    CLI::App program{"Switchscope: an oscilloscope for vCPU world switches.\nWithout a subcommand "
                     "the window opens on its start page.",
                     "switchscope"};
    program.set_version_flag("--version", SWITCHSCOPE_VERSION);
    program.require_subcommand(0, 1);

    bool list = false;
    TargetSpec demo;
    CLI::App* demo_command =
        program.add_subcommand("demo", "Step the built-in demo machine in a window");
    demo_command->add_option("variant", demo.variant, "Which switch code")
        ->check(CLI::IsMember(variant_ids()));
    demo_command->add_flag("--list", list, "Print the variants with the paths of their ELF files");
    add_demo_options(*demo_command, demo);
    add_session_options(*demo_command, demo);

    TargetSpec attached, launched;
    CLI::App* attach_command = program.add_subcommand(
        "attach", "Step a machine that runs already, in a window; it runs on afterwards");
    add_attach_arguments(*attach_command, attached);
    CLI::App* launch_command =
        program.add_subcommand("launch", "Start a machine and step it in a window");
    add_launch_arguments(*launch_command, launched);

    std::filesystem::path recording;
    CLI::App* open_command =
        program.add_subcommand("open", "Show a recording in a window, also while it is made");
    open_command->add_option("file", recording, "The recording (.swrec)")->required();

    TargetSpec walked;
    WalkOptions walk_options;
    CLI::App* walk_command = program.add_subcommand("walk", "Walk world switches in the terminal");
    walk_command->add_option("--switches", walk_options.switches, "How many world switches")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    walk_command
        ->add_option("--break", walk_options.breakpoints,
                     "Run to the first of these breakpoints and walk from there:\n" +
                         breakpoint_help())
        ->option_text("BREAKPOINT...")
        ->allow_extra_args(false);
    add_print_options(*walk_command, walk_options.print);
    add_filter_options(*walk_command, walk_options.print.only, false);
    add_target_options(*walk_command, walked);

    TargetSpec examined;
    bool as_json = false;
    CLI::App* doctor_command = program.add_subcommand(
        "doctor", "Say whether this computer, an image and a machine have all that is needed");
    doctor_command->add_flag("--json", as_json, "Print JSON");
    add_target_options(*doctor_command, examined, false);

    ProofCommands proof_commands(program);
    RecordingCommands recording_commands(program);
    ExitsCommand exits_command(program);
    ScriptCommand script_command(program);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = program.exit(error);
        return code == 0 ? success : failure;
    }
    if (list) {
        return list_demos();
    }
    if (const auto status = proof_commands.run()) {
        return *status;
    }
    if (const auto status = recording_commands.run(argc, argv)) {
        return *status;
    }
    if (const auto status = exits_command.run()) {
        return *status;
    }
    if (const auto status = script_command.run(argc, argv)) {
        return *status;
    }
    if (doctor_command->parsed()) {
        return run_doctor(examined, as_json);
    }
    if (walk_command->parsed()) {
        return run_walk(walked, walk_options);
    }
    WindowRequest request;
    if (demo_command->parsed()) {
        request.target = demo;
    }
    if (attach_command->parsed()) {
        request.target = attached;
    }
    if (launch_command->parsed()) {
        request.target = launched;
    }
    if (open_command->parsed()) {
        request.recording = recording;
    }
    return run_window_command(argc, argv, request);
}

} // namespace

} // namespace switchscope::app

int main(int argc, char** argv) {
    return switchscope::app::run(argc, argv);
}

// SPDX-License-Identifier: MIT
#include "app/commands/target_options.h"

#include <cmath>
#include <iostream>

#include <CLI/CLI.hpp>

#include "app/commands/cli.h"
#include "app/machines/demo.h"
#include "core/base/hex.h"

namespace switchscope::app {

namespace {

constexpr const char* address_help =
    "Where QEMU's gdb server listens: HOST:PORT or unix:PATH (QEMU's -s is localhost:1234)";
constexpr const char* command_help = "The command of the machine, after two dashes: QEMU with its "
                                     "options, but without a gdb server, which is added";

/// Takes one `--section`, such as ".text=0xffffffff023a8000".
void take_section(TargetSpec& target, const std::string& text) {
    const std::size_t equals = text.find('=');
    const auto address = equals == std::string::npos
                             ? std::nullopt
                             : parse_number(std::string_view(text).substr(equals + 1));
    if (!address || equals == 0) {
        throw CLI::ValidationError("--section", "NAME=ADDRESS is needed, such as "
                                                ".text=0xffffffff023a8000, not " +
                                                    text);
    }
    target.sections.insert_or_assign(text.substr(0, equals), *address);
}

CLI::Option* add_image_option(CLI::App& command, TargetSpec& target) {
    auto* image =
        command
            .add_option("--image", target.image, "The vmlinux that runs there, with its symbols")
            ->option_text("FILE");
    command
        .add_option("--module", target.modules,
                    "A module of that kernel: kvm.ko, where KVM is one (may be given again). "
                    "Without it the usual places are searched")
        ->option_text("FILE")
        ->allow_extra_args(false)
        ->needs(image);
    command
        .add_option_function<std::vector<std::string>>(
            "--section",
            [&target](const std::vector<std::string>& all) {
                for (const std::string& one : all) {
                    take_section(target, one);
                }
            },
            "Where a section of that module lies, such as .text (may be given again). Otherwise "
            "it is found in the machine")
        ->option_text("NAME=ADDRESS")
        ->allow_extra_args(false)
        ->needs(image);
    command
        .add_option("--kaslr-offset", target.kaslr_offset,
                    "How far the kernel lies from the addresses in its image. Otherwise it is "
                    "found in the machine")
        ->option_text("HEX")
        ->needs(image);
    target.note = [](const Phrase& note) {
        std::cerr << "switchscope: " << note.english() << '\n';
    };
    return image;
}

void add_machine_options(CLI::App& command, TargetSpec& target) {
    command
        .add_option("--source", target.session.sources,
                    "Folder of the sources, if it is not the one where the image was built")
        ->option_text("DIR");
    add_symbol_options(command, target.session.symbols, target.session.at);
    target.session.debug_server = debug_server_of_terminal();
}

CLI::Option* add_leave_halted(CLI::App& command, TargetSpec& target) {
    return command.add_flag("--leave-halted", target.leave_halted,
                            "At the end the machine stays stopped; otherwise it runs on, even "
                            "if it was halted before");
}

CLI::Option* add_command(CLI::App& command, TargetSpec& target) {
    return command.add_option("command", target.command, command_help)
        ->option_text("-- qemu-system-riscv64 ...");
}

} // namespace

CLI::App& add_target_options(CLI::App& command, TargetSpec& target, bool required) {
    CLI::Option_group* which = command.add_option_group("Target", "The machine");
    auto* demo = which
                     ->add_option_function<std::string>(
                         "--demo",
                         [&target](const std::string& variant) {
                             target.kind = TargetSpec::Kind::demo;
                             target.variant = variant;
                         },
                         "The built-in demo machine, in one of its variants")
                     ->check(CLI::IsMember(variant_ids()));
    auto* attach = which
                       ->add_option_function<std::string>(
                           "--attach",
                           [&target](const std::string& address) {
                               target.kind = TargetSpec::Kind::attach;
                               target.address = address;
                           },
                           std::string("A machine that runs already. ") + address_help)
                       ->option_text("ADDRESS");
    auto* launch = which->add_flag_callback(
        "--launch", [&target] { target.kind = TargetSpec::Kind::launch; },
        "A machine that is started with the command after --");
    which->require_option(required ? 1 : 0, 1);

    auto* image = add_image_option(command, target);
    image->excludes(demo);
    attach->needs(image);
    launch->needs(image);
    add_leave_halted(command, target)->needs(attach);
    add_command(command, target)->needs(launch);
    add_machine_options(command, target);
    add_demo_options(command, target);
    add_session_options(command, target);
    return *which;
}

bool target_given(const CLI::App& command) {
    return command.count("--demo") + command.count("--attach") + command.count("--launch") > 0;
}

void add_attach_arguments(CLI::App& command, TargetSpec& target) {
    target.kind = TargetSpec::Kind::attach;
    command.add_option("address", target.address, address_help)->required();
    add_image_option(command, target)->required();
    add_machine_options(command, target);
    add_leave_halted(command, target);
    add_session_options(command, target);
}

void add_launch_arguments(CLI::App& command, TargetSpec& target) {
    target.kind = TargetSpec::Kind::launch;
    add_image_option(command, target)->required();
    add_machine_options(command, target);
    add_command(command, target)->required();
    add_session_options(command, target);
}

void add_demo_options(CLI::App& command, TargetSpec& target) {
    command.add_option("--guests", target.guests,
                       "Guests of the demo machine, in turn: tour, oracle, paging (a list with "
                       "commas)");
    command.add_flag_callback(
        "--no-timer", [&target] { target.timer = false; },
        "No timer interrupts in the demo machine: every run is the same");
}

void add_session_options(CLI::App& command, TargetSpec& target) {
    command.add_option("--routine", target.session.routine, "The routine that switches worlds")
        ->capture_default_str();
    command.add_option("--hart", target.session.hart, "The hart to follow")->capture_default_str();
    command.add_option("--skip", target.skip,
                       "World switches to skip first (in the demo machine " +
                           std::to_string(DemoOptions().session.skip_switches) +
                           ", in which its guest sets its registers up)");
    command.add_flag_callback(
        "--let-interrupts-in", [&target] { target.session.interrupts_held_off = false; },
        "Let interrupts and timers in while single-stepping");
    command
        .add_option_function<unsigned>(
            "--patience",
            [&target](unsigned seconds) { target.patience = std::chrono::seconds(seconds); },
            "Seconds the machine may take to reach the routine, for the first time and for each "
            "switch that is asked for")
        ->check(CLI::PositiveNumber);
    command
        .add_option_function<double>(
            "--timeout",
            [&target](double seconds) {
                target.timeout = std::chrono::milliseconds(std::llround(1000 * seconds));
            },
            "Seconds the gdb server may take for any answer (5)")
        ->option_text("SECONDS")
        ->check(CLI::Range(0.001, 86'400.0));
}

} // namespace switchscope::app

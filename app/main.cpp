// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "app/check_command.h"
#include "app/cli.h"
#include "app/demo.h"
#include "app/interrupt.h"
#include "app/recording_commands.h"
#include "app/walk.h"
#include "app/window.h"

namespace switchscope::app {

namespace {

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

/// Options that say which routines of an image are meant, and where their slots are.
void add_subject_options(CLI::App& command, SubjectOptions& subject) {
    command.add_option("--routine", subject.routines,
                       "Routine to look at (may be given again); otherwise all that are known");
    command.add_option("--symbols", subject.symbols,
                       "For a stripped image: its System.map, or an ELF file with its symbols");
    command
        .add_option_function<std::string>(
            "--at",
            [&subject](const std::string& text) {
                std::size_t used = 0;
                try {
                    subject.at = std::stoull(text, &used, 16);
                } catch (const std::exception&) {
                    used = 0;
                }
                if (used != text.size()) {
                    throw CLI::ValidationError("--at", text + " is no hexadecimal address");
                }
            },
            "Address of a routine that has no symbol")
        ->option_text("ADDRESS");
    const std::map<std::string, LayoutSource> layouts{{"auto", LayoutSource::automatic},
                                                      {"dwarf", LayoutSource::dwarf},
                                                      {"code", LayoutSource::code}};
    command
        .add_option("--layout", subject.layout,
                    "Where slots come from: DWARF, the code alone, or whichever is there")
        ->transform(CLI::CheckedTransformer(layouts).description(""))
        ->option_text("auto|dwarf|code");
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
    add_print_options(*walk_command, walk_options.print);
    add_demo_options(*walk_command, walked);

    SubjectOptions checked;
    ReportFormat format = ReportFormat::text;
    CLI::App* check_command_line = program.add_subcommand(
        "check", "Prove that a world switch saves and restores what it must, without running it");
    check_command_line
        ->add_option("image", checked.image, "vmlinux, an object file, or any ELF file")
        ->required();
    add_subject_options(*check_command_line, checked);
    auto* json = check_command_line->add_flag_callback(
        "--json", [&format] { format = ReportFormat::json; }, "Print JSON");
    check_command_line
        ->add_flag_callback(
            "--sarif", [&format] { format = ReportFormat::sarif; },
            "Print SARIF 2.1.0, for code-scanning services")
        ->excludes(json);
    check_command_line->footer("Exit status: 0 proven, 1 findings, 2 could not be checked.");

    SubjectOptions a, b;
    bool compare_json = false;
    CLI::App* compare_command_line = program.add_subcommand(
        "compare", "Say whether two images switch worlds by the same code or to the same effect");
    compare_command_line->add_option("A", a.image, "An image")->required();
    compare_command_line->add_option("B", b.image, "Another one")->required();
    add_subject_options(*compare_command_line, a);
    compare_command_line->add_flag("--json", compare_json, "Print JSON");
    compare_command_line->footer(
        "Exit status: 0 same code or same effects, 1 different, 2 could not be compared.");
    RecordingCommands recording_commands(program);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = program.exit(error);
        return code == 0 ? success : failure;
    }
    if (list) {
        return list_demos();
    }
    if (check_command_line->parsed()) {
        return static_cast<int>(check_command(checked, format, std::cout, std::cerr));
    }
    if (compare_command_line->parsed()) {
        const std::filesystem::path image = b.image;
        b = a;
        b.image = image;
        return static_cast<int>(compare_command(a, b, compare_json, std::cout, std::cerr));
    }
    if (const auto status = recording_commands.run()) {
        return *status;
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

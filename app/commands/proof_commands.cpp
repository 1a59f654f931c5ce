// SPDX-License-Identifier: MIT
#include "app/commands/proof_commands.h"

#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "app/commands/cli.h"

namespace switchscope::app {

namespace {

/// Adds the options that select the routines of an image and the source of their slots.
void add_subject_options(CLI::App& command, SubjectOptions& subject) {
    command.add_option("--routine", subject.routines,
                       "Routine to check (may be given again); otherwise all known ones");
    add_symbol_options(command, subject.symbols, subject.at);
    subject.debug_server = debug_server_of_terminal();
    const std::map<std::string, LayoutSource> layouts{{"auto", LayoutSource::automatic},
                                                      {"dwarf", LayoutSource::dwarf},
                                                      {"code", LayoutSource::code}};
    command
        .add_option("--layout", subject.layout,
                    "Where slots come from: DWARF, the code alone, or DWARF if there is any")
        ->transform(CLI::CheckedTransformer(layouts).description(""))
        ->option_text("auto|dwarf|code");
}

CLI::Option* add_json_option(CLI::App& command, ReportFormat& format) {
    return command.add_flag_callback(
        "--json", [&format] { format = ReportFormat::json; }, "Print JSON");
}

} // namespace

ProofCommands::ProofCommands(CLI::App& program)
    : check_(program.add_subcommand(
          "check", "Prove that a world switch saves and restores what it must, without a machine; "
                   "or check every switch of a recording")),
      compare_(program.add_subcommand("compare", "Say whether two images switch worlds by the same "
                                                 "code or to the same effect; or two recordings")) {
    check_
        ->add_option("file", subject_.image,
                     "vmlinux, an object file or any other ELF file; or a recording")
        ->required();
    add_subject_options(*check_, subject_);
    auto* json = add_json_option(*check_, format_);
    check_
        ->add_flag_callback(
            "--sarif", [this] { format_ = ReportFormat::sarif; },
            "Print SARIF 2.1.0, for code-scanning services")
        ->excludes(json);
    check_->footer("Exit status: 0 proven, 1 findings, 2 could not be checked.");

    compare_->add_option("A", subject_.image, "An image, or a recording")->required();
    compare_->add_option("B", other_, "Another one")->required();
    add_subject_options(*compare_, subject_);
    add_json_option(*compare_, format_);
    compare_->footer(
        "Exit status: 0 same code or same effects, 1 different, 2 could not be compared.");
}

std::optional<int> ProofCommands::run() const {
    if (check_->parsed()) {
        return static_cast<int>(check_command(subject_, format_, std::cout, std::cerr));
    }
    if (compare_->parsed()) {
        SubjectOptions other = subject_;
        other.image = other_;
        return static_cast<int>(
            compare_command(subject_, other, format_ == ReportFormat::json, std::cout, std::cerr));
    }
    return std::nullopt;
}

} // namespace switchscope::app

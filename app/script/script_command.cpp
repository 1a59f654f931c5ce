// SPDX-License-Identifier: MIT
#include "app/script/script_command.h"

#include <CLI/CLI.hpp>

#include "app/target_options.h"

namespace switchscope::app {

ScriptCommand::ScriptCommand(CLI::App& program)
    : command_(program.add_subcommand(
          "script", "Run a script (JavaScript) on a machine or a recording: lessons, checks")) {
    command_->add_option("file", options_.script, "The script (.js)")->required();
    command_->add_option("--html", options_.html,
                         "Make a page of what it shows and says: a lesson to be stepped");
    command_->add_option("--captures", options_.captures,
                         "Folder for the pictures that it captures (name.svg)");
    command_
        ->add_option("--language", options_.language,
                     "Of its words, where it has them in several: en, zh")
        ->capture_default_str();
    command_->add_option("--seconds", options_.seconds, "How long it may take in all")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    add_target_options(*command_, options_.target, false)
        .add_option("--recording", options_.recording, "A recording (.swrec)");
}

std::optional<int> ScriptCommand::run(int argc, char** argv) const {
    return command_->parsed() ? std::optional(run_script_command(argc, argv, options_))
                              : std::nullopt;
}

} // namespace switchscope::app

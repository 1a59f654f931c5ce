// SPDX-License-Identifier: MIT
#include "app/commands/script_command.h"

#include <CLI/CLI.hpp>

#include "app/commands/target_options.h"

namespace switchscope::app {

void add_play_options(CLI::App& command, ScriptPlay& play) {
    command
        .add_option("--language", play.language,
                    "Language of the script's texts, where it has several: en, zh")
        ->capture_default_str();
    command.add_option("--seconds", play.seconds, "How long the script may take altogether")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    add_target_options(command, play.target, false)
        .add_option("--recording", play.recording, "A recording (.swrec) that the script plays on");
}

ScriptCommand::ScriptCommand(CLI::App& program)
    : command_(program.add_subcommand(
          "script", "Run a script (JavaScript) on a machine or a recording: lessons, checks")) {
    command_->add_option("file", options_.play.script, "The script (.js)")->required();
    command_->add_option("--html", options_.html,
                         "Make a page of its notes, in which one can step: a lesson");
    command_->add_option("--captures", options_.captures,
                         "Folder for the pictures that it captures (name.svg)");
    add_play_options(*command_, options_.play);
}

std::optional<int> ScriptCommand::run(int argc, char** argv) const {
    if (!command_->parsed()) {
        return std::nullopt;
    }
    ScriptOptions options = options_;
    options.play.target_given = target_given(*command_);
    return run_script_command(argc, argv, options);
}

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include "app/machines/open_target.h"

namespace CLI {
class App;
}

namespace switchscope::app {

// The options that select a machine. All commands have the same.

/// Adds `--demo V | --attach ADDRESS --image FILE | --launch --image FILE -- qemu...`. Where
/// `required`, the user must give one of the three; otherwise the spec may stay as it is. Returns
/// the group of the three: an option that is added to it is another alternative.
CLI::App& add_target_options(CLI::App& command, TargetSpec& target, bool required = true);

/// Whether one of the three was given, after `command` was parsed.
bool target_given(const CLI::App& command);

/// Adds `ADDRESS --image FILE`, for the command `attach`.
void add_attach_arguments(CLI::App& command, TargetSpec& target);
/// Adds `--image FILE -- qemu...`, for the command `launch`.
void add_launch_arguments(CLI::App& command, TargetSpec& target);

/// Adds the options of the demo machine.
void add_demo_options(CLI::App& command, TargetSpec& target);
/// Adds the options of a session, which all machines have.
void add_session_options(CLI::App& command, TargetSpec& target);

} // namespace switchscope::app

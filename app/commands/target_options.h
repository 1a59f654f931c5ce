// SPDX-License-Identifier: MIT
#pragma once

#include "app/machines/open_target.h"

namespace CLI {
class App;
}

namespace switchscope::app {

// Which machine a command works on, and how: one description for all commands.

/// `--demo V | --attach ADDRESS --image FILE | --launch --image FILE -- qemu...`. Where `required`, one of the three
/// must be there; else the spec stays as it is. The group of the three: an option that is added to it is one more that
/// can be chosen instead.
CLI::App& add_target_options(CLI::App& command, TargetSpec& target, bool required = true);

/// Once `command` was parsed: whether one of the three was there.
bool target_given(const CLI::App& command);

/// `attach ADDRESS --image FILE`.
void add_attach_arguments(CLI::App& command, TargetSpec& target);
/// `launch --image FILE -- qemu...`.
void add_launch_arguments(CLI::App& command, TargetSpec& target);

/// How the demo machine is to run.
void add_demo_options(CLI::App& command, TargetSpec& target);
/// What the session on the machine is to be like, whichever it is.
void add_session_options(CLI::App& command, TargetSpec& target);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "app/machines/open_target.h"

namespace switchscope::app {

/// What the window shows first: a target, a recording, or its start page where there is neither.
struct WindowRequest {
    std::optional<TargetSpec> target;
    std::filesystem::path recording;
};

/// Opens the window, and returns the exit status of the program. Where there is no display, or the
/// program was built without the window, it prints that to stderr with what to do instead.
int run_window_command(int argc, char** argv, const WindowRequest& request);

/// The command that does the same in a terminal.
inline std::string terminal_command(const WindowRequest& request) {
    return request.recording.empty()
               ? "switchscope walk " + request.target.value_or(TargetSpec{}).words()
               : "switchscope replay " + request.recording.string();
}

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "app/machines/open_target.h"

namespace switchscope::app {

/// What the window shows first; nothing of these: its start page.
struct WindowRequest {
    std::optional<TargetSpec> target;
    std::filesystem::path recording;
};

/// Opens the window. Where there is no display, or the program was
/// built without the window, says so on stderr and how to go on. The program's exit status.
int run_window_command(int argc, char** argv, const WindowRequest& request);

/// What does the same in a terminal.
inline std::string terminal_command(const WindowRequest& request) {
    return request.recording.empty()
               ? "switchscope walk " + request.target.value_or(TargetSpec{}).words()
               : "switchscope replay " + request.recording.string();
}

} // namespace switchscope::app

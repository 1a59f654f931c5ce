// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>

class QWidget;

namespace switchscope::ui {

inline constexpr const char* recording_suffix = "swrec";

/// Asks for a recording file to open. Returns at once; `take` is called when one was chosen.
void ask_for_recording(QWidget* window, std::function<void(const std::filesystem::path&)> take);
/// Asks for the file that a recording is to be written to, and whether one that is there may be replaced.
void ask_where_to_record(QWidget* window, std::function<void(const std::filesystem::path&)> take);

} // namespace switchscope::ui

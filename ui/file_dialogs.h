// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>

class QWidget;

namespace switchscope::ui {

enum class FileKind : std::uint8_t { recording, layout, picture, script };

/// Asks for a file to open, or (`save`) for one to write and whether one that is there may be replaced. Returns at
/// once; `take` is called when one was chosen.
void ask_for_file(QWidget* window, FileKind kind, bool save,
                  std::function<void(const std::filesystem::path&)> take);

} // namespace switchscope::ui

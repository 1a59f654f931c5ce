// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>

#include <QString>

class QFileDialog;
class QWidget;

namespace switchscope::ui {

enum class FileKind : std::uint8_t { recording, layout, picture, script };

/// A dialog for files in the colours of the window it belongs to; deleted when it is closed.
QFileDialog* make_file_dialog(QWidget* window, const QString& title);

/// "demo-macro-2026-11-30-1.swrec": the first of these names that is free in `folder`.
QString free_name(const QString& folder, const QString& stem, const QString& suffix);

/// Asks for a file to open, or (`save`) for one to write and whether one that is there may be replaced. Returns at
/// once; `take` is called when one was chosen. `suggest`: a name to save under, for the folder that is shown.
void ask_for_file(QWidget* window, FileKind kind, bool save,
                  std::function<void(const std::filesystem::path&)> take,
                  const std::function<QString(const QString& folder)>& suggest = {});

} // namespace switchscope::ui

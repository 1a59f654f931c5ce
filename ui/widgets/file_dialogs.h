// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>

#include <QString>

class QFileDialog;
class QWidget;

namespace switchscope::ui {

enum class FileKind : std::uint8_t { recording, layout, picture, script };

/// A dialog for files that has the colours of `window` and deletes itself when it is closed.
QFileDialog* make_file_dialog(QWidget* window, const QString& title);

/// The first name that no file in `folder` has, such as "demo-macro-2026-11-30-1.swrec".
QString free_name(const QString& folder, const QString& stem, const QString& suffix);

/// Asks for a file to open or, with `save`, for a file to write and whether it may be replaced.
/// Returns at once and calls `take` when a file was chosen. `suggest` makes a name to save under
/// from the folder that the dialog shows.
void ask_for_file(QWidget* window, FileKind kind, bool save,
                  std::function<void(const std::filesystem::path&)> take,
                  const std::function<QString(const QString& folder)>& suggest = {});

} // namespace switchscope::ui

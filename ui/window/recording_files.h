// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>

#include <QObject>

class QSettings;
class QWidget;

namespace switchscope::ui {

class SessionController;
class StartPage;
class WindowActions;

/// The recording files of a window: asks for their names, and keeps those that were used lately.
class RecordingFiles : public QObject {
  public:
    /// `settings` keeps the recent ones, which `start_page` shows; null: nothing is kept.
    RecordingFiles(WindowActions& actions, SessionController& controller, StartPage& start_page,
                   QSettings* settings, QWidget* window);

    /// The beginning of a file's name, by what the session is about: "demo-macro".
    QString stem() const;
    void ask_to_open(std::function<void(const std::filesystem::path&)> take);
    /// Asks for a file and writes the whole recording into it. `then` is done once that is written.
    void save_all(std::function<void()> then);
    void add_recent(const std::filesystem::path& path);

  private:
    void toggle_recording();
    void ask_to_write(std::function<void(const std::filesystem::path&)> take);
    void show_recent();

    SessionController& controller_;
    StartPage& start_page_;
    QSettings* settings_;
    QWidget* window_;
};

} // namespace switchscope::ui

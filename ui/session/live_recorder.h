// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/moment/live_file_copy.h"

namespace switchscope::ui {

class LiveTarget;
class Notices;
class SessionCursor;

/// Keeps the recording of a live target in a file, from its first step on, and knows which steps no
/// file has.
class LiveRecorder : public QObject {
    Q_OBJECT
  public:
    LiveRecorder(const SessionCursor& cursor, const LiveTarget& target, Notices& notices);
    ~LiveRecorder() override;

    /// Begins a file with all that is recorded; every step to come follows, until stop().
    void record_to(const std::filesystem::path& path);
    void stop();
    const LiveFileCopy* writing() const { return writing_ ? &*writing_ : nullptr; } ///< null: none
    /// Steps of the live recording that no file has. Those that a file is still to get do not
    /// count.
    std::size_t unsaved() const;

    // For SessionController.
    /// Another recording begins. Nobody would miss its steps so far: a lesson plays them whenever
    /// it is played.
    void begin();
    void forget(); ///< ends the file

  Q_SIGNALS:
    void changed();                                ///< a file was begun or ended
    void saved(const std::filesystem::path& path); ///< it was written to its end

  private:
    void write_on();
    void end(const Result<void>& result);

    const SessionCursor& cursor_;
    const LiveTarget& target_;
    Notices& notices_;
    std::optional<LiveFileCopy> writing_;
    QTimer write_timer_;
    std::size_t saved_ = 0; ///< steps of the live recording that a closed file has
};

} // namespace switchscope::ui

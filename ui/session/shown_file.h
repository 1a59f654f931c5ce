// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "core/trace/recording_file.h"

namespace switchscope::ui {

class Notices;
class SessionCursor;

/// The recording file that is shown in place of a target. While it is still being written, the
/// cursor follows it.
class ShownFile : public QObject {
    Q_OBJECT
  public:
    ShownFile(SessionCursor& cursor, Notices& notices);

    const RecordingFile* get() const { return file_.get(); } ///< null: the recording is live
    /// The cursor shows the same file already. A file that is closed does not grow: it is not
    /// looked at again.
    void show(std::shared_ptr<RecordingFile> file);
    void forget();
    /// Says once what of the file is damaged. The end of a file that is still open may be in the
    /// making: its damage is said with the first refresh.
    void note_damage();

    static constexpr int refresh_ms = 500; ///< how often a file that still grows is looked at

  private:
    void refresh();

    SessionCursor& cursor_;
    Notices& notices_;
    std::shared_ptr<RecordingFile> file_;
    QTimer refresh_timer_;
    bool damage_noted_ = false;
};

} // namespace switchscope::ui

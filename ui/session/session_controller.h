// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <QObject>

#include "core/session/session_provider.h"
#include "ui/session/bookmark_list.h"
#include "ui/session/breakpoint_list.h"
#include "ui/session/live_recorder.h"
#include "ui/session/live_target.h"
#include "ui/session/notices.h"
#include "ui/session/session_cursor.h"
#include "ui/session/session_thread.h"
#include "ui/session/shown_file.h"

namespace switchscope::ui {

/// The session that the window shows: opens it, closes it, and holds its parts. Each part does one
/// thing and has the signals for it. Lives on the GUI thread and never waits there, its destructor
/// apart.
class SessionController : public QObject {
    Q_OBJECT
  public:
    explicit SessionController(SessionProvider& provider, QObject* parent = nullptr);

    /// Opens a choice of the provider's. The session that is there stays until the new one is
    /// ready.
    void open(const std::string& choice);
    /// The same, for a session that `opener` brings along with what it has recorded already.
    void open_prepared(const std::string& choice, SessionOpener opener);
    /// Shows a recording file in place of a target. Where that fails, what was there before stays.
    void open_file(const std::filesystem::path& path);
    void restart(); ///< opens the last choice again, with the breakpoints as they are
    void close();

    // Its parts.
    SessionCursor& cursor() { return cursor_; }
    const SessionCursor& cursor() const { return cursor_; }
    LiveTarget& target() { return target_; }
    const LiveTarget& target() const { return target_; }
    BreakpointList& breakpoints() { return breakpoints_; }
    const BreakpointList& breakpoints() const { return breakpoints_; }
    BookmarkList& bookmarks() { return bookmarks_; }
    const BookmarkList& bookmarks() const { return bookmarks_; }
    LiveRecorder& recorder() { return recorder_; }
    const LiveRecorder& recorder() const { return recorder_; }
    const Notices& notices() const { return notices_; }

    // What is shown, by its parts; null without a recording.
    const SessionFacts* facts() const { return cursor_.facts(); }
    std::shared_ptr<const SessionFacts> shared_facts() const { return cursor_.shared_facts(); }
    const Timeline* timeline() const { return cursor_.timeline(); }
    const RecordingFile* file() const { return file_.get(); } ///< null: the recording is live

    const std::string& choice() const { return choice_; } ///< the one that was opened last
    /// What is being opened: a choice, or the name of a file.
    const std::string& opening() const { return opening_; }

  Q_SIGNALS:
    void opened(); ///< another recording is shown, at its start; the cursor's moved() follows

  private:
    SessionResults<> results();
    void close_target();
    void forget_recording();
    void take_opened(Result<Opened> result);
    void take_file(Result<std::shared_ptr<RecordingFile>> result);

    SessionProvider& provider_;
    std::string choice_, opening_;
    BreakpointSet carried_; ///< over a restart
    Notices notices_;
    SessionThread thread_;
    SessionCursor cursor_;
    LiveTarget target_;
    ShownFile file_;
    LiveRecorder recorder_;
    BookmarkList bookmarks_;
    BreakpointList breakpoints_;
};

} // namespace switchscope::ui

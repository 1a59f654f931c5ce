// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <QObject>

#include "core/trace/bookmarks.h"

namespace switchscope::ui {

class LiveRecorder;
class Notices;
class SessionCursor;
class ShownFile;

/// The bookmarks of the recording that is shown. They are kept beside its file; those of a live
/// recording are kept once that is being recorded to a file.
class BookmarkList : public QObject {
    Q_OBJECT
  public:
    BookmarkList(const SessionCursor& cursor, const ShownFile& file, const LiveRecorder& recorder,
                 Notices& notices);

    const Bookmarks& get() const { return bookmarks_; }
    const std::vector<Bookmark>& all() const { return bookmarks_.all(); } ///< by position
    const Bookmark* at(std::size_t position) const { return bookmarks_.at(position); }
    std::optional<std::size_t> next() const; ///< the position of the first one behind the cursor
    std::optional<std::size_t> previous() const;

    void set(std::size_t position, const std::string& note); ///< or changes the one that is there
    void remove(std::size_t position);

    // For SessionController.
    void load(); ///< those of the file that is shown
    void forget();

  Q_SIGNALS:
    void changed();

  private:
    void keep();

    const SessionCursor& cursor_;
    const ShownFile& file_;
    const LiveRecorder& recorder_;
    Notices& notices_;
    Bookmarks bookmarks_;
    /// Why those of the file could not be read. They are not written over then.
    std::optional<Error> unreadable_;
};

} // namespace switchscope::ui

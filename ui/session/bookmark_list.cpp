// SPDX-License-Identifier: MIT
#include "ui/session/bookmark_list.h"

#include <algorithm>
#include <utility>

#include "ui/base/words.h"
#include "ui/session/live_recorder.h"
#include "ui/session/notices.h"
#include "ui/session/session_cursor.h"
#include "ui/session/shown_file.h"

namespace switchscope::ui {

BookmarkList::BookmarkList(const SessionCursor& cursor, const ShownFile& file,
                           const LiveRecorder& recorder, Notices& notices)
    : cursor_(cursor), file_(file), recorder_(recorder), notices_(notices) {
    connect(&recorder_, &LiveRecorder::changed, this, [this] {
        if (recorder_.writing() != nullptr && !all().empty()) { // there is a file now
            keep();
        }
    });
}

void BookmarkList::set(std::size_t position, const std::string& note) {
    if (cursor_.timeline() != nullptr) {
        bookmarks_.set(std::min(position, cursor_.timeline()->size()), note);
        keep();
        Q_EMIT changed();
    }
}

void BookmarkList::remove(std::size_t position) {
    bookmarks_.remove(position);
    keep();
    Q_EMIT changed();
}

std::optional<std::size_t> BookmarkList::next() const {
    for (const Bookmark& one : all()) {
        if (cursor_.timeline() != nullptr && one.position > cursor_.timeline()->position()) {
            return one.position;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> BookmarkList::previous() const {
    std::optional<std::size_t> found;
    for (const Bookmark& one : all()) {
        if (cursor_.timeline() != nullptr && one.position < cursor_.timeline()->position()) {
            found = one.position;
        }
    }
    return found;
}

void BookmarkList::load() {
    auto loaded = Bookmarks::load(file_.get()->path());
    if (loaded) {
        bookmarks_ = std::move(*loaded);
    } else {
        unreadable_ = loaded.error();
        Q_EMIT notices_.noted(loaded.error().what, loaded.error().remedy);
    }
    Q_EMIT changed();
}

void BookmarkList::forget() {
    bookmarks_ = {};
    unreadable_.reset();
}

void BookmarkList::keep() {
    const RecordingFile* file = file_.get();
    if (file == nullptr && recorder_.writing() == nullptr) {
        return;
    }
    const Result<void> kept =
        unreadable_ ? Result<void>(fail(*unreadable_))
                    : bookmarks_.save(file != nullptr ? file->path() : recorder_.writing()->path());
    if (!kept) {
        Q_EMIT notices_.noted(
            [why = kept.error().what] {
                return tr("The bookmark is not kept: %1").arg(text_of(why));
            },
            kept.error().remedy);
    }
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/panels/bookmark_model.h"

#include "ui/base/format.h"

namespace switchscope::ui {

void BookmarkModel::show(std::shared_ptr<const SessionFacts> facts, const Recording* recording,
                         const Bookmarks& bookmarks) {
    beginResetModel();
    facts_ = std::move(facts);
    recording_ = recording;
    bookmarks_ = recording != nullptr ? bookmarks.all() : std::vector<Bookmark>();
    endResetModel();
}

int BookmarkModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(bookmarks_.size());
}

int BookmarkModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant BookmarkModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const Bookmark& bookmark = bookmarks_.at(static_cast<std::size_t>(index.row()));
    switch (index.column()) {
    case note:
        return text_of(bookmark.name);
    case at_step:
        return grouped(bookmark.position);
    default:
        break;
    }
    // The step that led there; at the start it is the first one. A bookmark file that was written
    // by hand may name a position that the recording does not have.
    if (bookmark.position > recording_->size() || recording_->empty()) {
        return {};
    }
    const Step& step = recording_->step(bookmark.position == 0 ? 0 : bookmark.position - 1);
    return index.column() == in_switch ? grouped(step.switch_number) : place_of_step(*facts_, step);
}

QVariant BookmarkModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case note:
        return tr("Note");
    case at_step:
        return tr("Step");
    case in_switch:
        return tr("Switch");
    default:
        return tr("Where");
    }
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "core/model/session_facts.h"
#include "core/trace/bookmarks.h"
#include "core/trace/recording.h"

namespace switchscope::ui {

/// The bookmarks of a recording, by position.
class BookmarkModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column : std::uint8_t { note, at_step, in_switch, in_macro, count };

    /// The recording lives until the next call, or as long as this. Null: there is none.
    void show(std::shared_ptr<const SessionFacts> facts, const Recording* recording,
              const Bookmarks& bookmarks);
    std::size_t position_of(int row) const {
        return bookmarks_.at(static_cast<std::size_t>(row)).position;
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::shared_ptr<const SessionFacts> facts_;
    const Recording* recording_ = nullptr;
    std::vector<Bookmark> bookmarks_;
};

} // namespace switchscope::ui

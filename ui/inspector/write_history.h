// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/model/session_facts.h"
#include "core/trace/timeline.h"

namespace switchscope::ui {

/// The writes of one place, the latest first. The list begins with a few writes that follow the
/// cursor. Older writes are looked up when somebody scrolls to them, so a long recording costs no
/// more than a short one.
class WriteHistory : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column : std::uint8_t { at_step, in_switch, in_macro, from_value, to_value, count };

    /// The recording must live as long as this, or until show_nothing().
    void show(std::shared_ptr<const SessionFacts> facts, const Timeline& timeline,
              const Location& location);
    void show_nothing();
    /// The position behind the write in this row.
    std::size_t position_of(int row) const { return writes_.at(static_cast<std::size_t>(row)) + 1; }
    /// The row of the write that made the value at the cursor.
    int row_of_cursor() const { return ahead_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    static constexpr int most_ahead = 8, at_once = 12;

  private:
    std::vector<std::size_t> older(std::size_t position) const;

    std::shared_ptr<const SessionFacts> facts_;
    const Recording* recording_ = nullptr;
    Landmark wanted_;
    std::vector<std::size_t> writes_; ///< step numbers, the latest first
    int ahead_ = 0;                   ///< how many of them come after the cursor
    bool all_there_ = true;
};

} // namespace switchscope::ui

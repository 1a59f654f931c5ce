// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "core/session/target.h"

namespace switchscope::ui {

/// The last packets that went between the program and the target.
class TrafficModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column : std::uint8_t { number, time, direction, text, count };

    void add(const std::vector<Traffic>& more);
    void clear();
    std::uint64_t next() const { return next_; } ///< the number of the first one that is not here

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr std::size_t most = 5000; ///< older ones are dropped

  private:
    std::vector<Traffic> lines_;
    std::uint64_t next_ = 0;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/analysis/exit_statistics.h"

namespace switchscope::ui {

/// How often guests came back and why, and how much each world executed. Counts with their shares,
/// as `switchscope exits` prints them.
class ExitCountsModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Column : std::uint8_t { what, how_many, share, count };

    void show(const ExitCounts& counts);
    /// The cause of a row, as scause encodes it. None: the row is about something else.
    std::optional<std::uint64_t> cause_of(int row) const {
        return rows_.at(static_cast<std::size_t>(row)).cause;
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Of a cause; the others are counted together.
    static constexpr std::size_t most_subjects = 12;

  private:
    struct Row {
        QString text;
        std::uint64_t number = 0;
        std::uint64_t all = 0; ///< the whole that it is a share of; 0: there is none
        std::optional<std::uint64_t> cause{};
        bool operator==(const Row&) const = default;
    };
    static void add_cause(std::vector<Row>& rows, const ExitCounts::Cause& cause,
                          std::uint64_t exits);
    static std::vector<Row> rows_of(const ExitCounts& counts);

    std::vector<Row> rows_;
};

} // namespace switchscope::ui

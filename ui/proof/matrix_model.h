// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/analysis/checker.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// The matrix of what the switch saves and restores. Each register of each world has a row with its
/// slot and the instructions that save and restore it. The rows of each world stand below a heading
/// row.
class MatrixModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column : std::uint8_t { place, slot, saved, restored, column_count };
    enum DataRole : std::uint16_t {
        owner_role = Qt::UserRole, ///< int of SlotOwner
        missing_role,              ///< bool: no instruction saves or restores this register
        finding_role,              ///< bool: an instruction of this cell has a finding
        addresses_role,            ///< the addresses of its instructions, with blanks between
    };

    using QAbstractTableModel::QAbstractTableModel;

    void show_session(std::shared_ptr<const SessionFacts> facts, const CheckReport& report);

    bool is_heading(int row) const;
    /// The first instruction of a cell. None: the cell is a heading, a name or a slot, or the
    /// instruction is missing.
    std::optional<std::size_t> instruction(const QModelIndex& index) const;
    /// The first cell that contains an instruction. Invalid: no cell does.
    QModelIndex cell_of(std::size_t instruction) const;
    bool empty() const { return rows_.empty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    struct Row {
        SlotOwner owner = SlotOwner::host;
        std::optional<MatrixRow> register_row; ///< none: this row is a heading
    };
    const std::vector<std::size_t>* instructions(const QModelIndex& index) const;
    QString text(const QModelIndex& index) const;
    QString tip(const QModelIndex& index) const;

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<Row> rows_;
    std::vector<std::size_t> marked_; ///< the instructions that have a finding
};

} // namespace switchscope::ui

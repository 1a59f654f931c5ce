// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/analysis/checker.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// What the switch keeps: a row for each register of each world, with its slot and the instructions that save and
/// restore it. The host's rows stand below a heading row of their own, so do the guest's.
class MatrixModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column : std::uint8_t { place, slot, saved, restored, column_count };
    enum DataRole : std::uint16_t {
        owner_role = Qt::UserRole, ///< int of SlotOwner
        missing_role,              ///< bool: no instruction does this
        mark_role,                 ///< bool: an instruction in this cell has a finding
        addresses_role,            ///< of every instruction of this cell, blanks between them
    };

    using QAbstractTableModel::QAbstractTableModel;

    void show_session(std::shared_ptr<const SessionFacts> facts, const CheckReport& report);

    bool is_heading(int row) const;
    /// The first instruction of a cell; none for headings, registers and what is missing.
    std::optional<std::size_t> instruction(const QModelIndex& index) const;
    /// The first cell that names an instruction; invalid where none does.
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
        std::optional<MatrixRow> register_row; ///< none: a heading
    };
    const std::vector<std::size_t>* instructions(const QModelIndex& index) const;
    QString text(const QModelIndex& index) const;
    QString tip(const QModelIndex& index) const;

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<Row> rows_;
    std::vector<std::size_t> marked_; ///< instructions with a finding
};

} // namespace switchscope::ui

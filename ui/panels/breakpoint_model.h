// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QAbstractTableModel>

#include "core/model/session_facts.h"
#include "core/session/breakpoint.h"

namespace switchscope::ui {

/// The breakpoints of a session, one in each row. A cell that is edited asks for another breakpoint
/// by change_wanted(). The rows are those of the last show().
class BreakpointModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `on` is a check box; `hits` and `kind` cannot be edited.
    enum Column : std::uint8_t { on, where, condition, hart, vcpu, counting, hits, kind, count };

    /// A row that is the same as before stays, with its selection.
    void show(std::shared_ptr<const SessionFacts> facts, const BreakpointSet& breakpoints);
    const BreakpointSet::Entry& entry(int row) const {
        return entries_.at(static_cast<std::size_t>(row));
    }
    /// The breakpoint of a row if its cell had this text. An Error says what is wrong with the
    /// text.
    Result<Breakpoint> edited(const QModelIndex& cell, const QString& text) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  Q_SIGNALS:
    void change_wanted(int id, const Breakpoint& breakpoint);

  private:
    QString text(int row, int column) const;
    QString written(int row, int column) const; ///< as the cell's editor shows it

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<BreakpointSet::Entry> entries_;
};

} // namespace switchscope::ui

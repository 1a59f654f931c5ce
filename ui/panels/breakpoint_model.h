// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QAbstractTableModel>

#include "core/model/session_facts.h"
#include "core/session/breakpoint.h"

namespace switchscope::ui {

/// The breakpoints of a session, a row each. A cell that is edited asks for another breakpoint (change_wanted); what is
/// shown is what show() was given last.
class BreakpointModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `on` is a check box; `hits` and `kind` cannot be edited.
    enum Column : std::uint8_t { on, where, condition, hart, vcpu, counting, hits, kind, count };

    /// Rows that are the same stay as they are.
    void show(std::shared_ptr<const SessionFacts> facts, const BreakpointSet& breakpoints);
    const BreakpointSet::Entry& entry(int row) const {
        return entries_.at(static_cast<std::size_t>(row));
    }
    /// The breakpoint of a row with `text` in the place of what the cell says. An Error says what is wrong with it.
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
    QString written(int row, int column) const; ///< as it is edited

    std::shared_ptr<const SessionFacts> facts_;
    std::vector<BreakpointSet::Entry> entries_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QAbstractListModel>

#include "core/analysis/checker.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// One entry of the list: something that is wrong, or something that is not known.
struct FindingEntry {
    Severity severity = Severity::error;
    bool followed = true; ///< false: a construct behind which nothing is proven
    QString rule;         ///< its id; what kind of entry it is where nothing was followed
    QString message;
    QString must_hold, goes_wrong; ///< the rule in words; empty where there is none
    std::optional<std::size_t> instruction;
    std::vector<Finding::Related> related;
    std::optional<std::size_t> step; ///< recorded: the step that does it

    /// "error host-register-lost": the same as the glyph beside it.
    QString kind() const;
};

/// What the proof of a session's routine brought to light: the entries that a list shows, and the verdict over them.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT
  public:
    using QAbstractListModel::QAbstractListModel;

    /// Checks the routine (that takes less than a millisecond); null: there is nothing to check.
    void show_session(const std::shared_ptr<const SessionFacts>& facts);

    const std::vector<FindingEntry>& entries() const { return entries_; }
    const CheckReport& report() const { return report_; }
    bool checked() const { return facts_ != nullptr; }
    bool proven() const { return checked() && entries_.empty(); }
    std::size_t findings() const; ///< entries that are something wrong
    /// How many things the proof holds against the routine: places at a moment, each with what it must hold.
    std::size_t properties() const { return properties_; }
    /// "This routine is proven correct: 166 properties hold."
    QString verdict() const;
    /// The entry after (or before) `row`, round and round; none while there are none.
    std::optional<int> neighbour(std::optional<int> row, int direction) const;
    std::optional<int> row_of_instruction(std::size_t instruction) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  private:
    std::shared_ptr<const SessionFacts> facts_;
    CheckReport report_;
    std::vector<FindingEntry> entries_;
    std::size_t properties_ = 0;
};

} // namespace switchscope::ui

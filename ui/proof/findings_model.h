// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QTimer>

#include "core/analysis/checker.h"
#include "core/moment/recorded_proof.h"
#include "core/session/session.h"

namespace switchscope::ui {

/// One entry of the list: either something that is wrong, or something that the proof does not
/// know.
struct FindingEntry {
    Severity severity = Severity::error;
    bool followed = true; ///< false: the proof does not understand an instruction and ends there
    QString rule;         ///< the rule's id; where the proof ended, the kind of the entry
    QString message;
    QString must_hold, goes_wrong; ///< the rule in words; empty where there is no rule
    std::optional<std::size_t> instruction;
    std::vector<Finding::Related> related;
    std::string id; ///< Finding::id
    std::optional<Location> place;
    std::optional<std::size_t> step; ///< the first recorded step with this finding
    std::size_t times = 0;           ///< the number of recorded switches with this finding
    std::uint64_t last_switch = 0;   ///< the last of these switches
    /// What the texts are made from. It is in no language yet.
    std::variant<std::monostate, Finding, Unfollowed> source;

    /// "error host-register-lost": says in words what the glyph shows.
    QString kind() const;
};

/// The result of the proof of a session's routine: the entries of a list, and a verdict.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT
  public:
    explicit FindingsModel(QObject* parent = nullptr);

    /// Checks the routine, which takes less than a millisecond. Null: there is nothing to check.
    void show_session(const std::shared_ptr<const SessionFacts>& facts);

    /// Checks the switches that the recording has completed since the last call. A long recording
    /// is checked in slices from the event loop. Therefore it must live until the next
    /// show_session().
    void follow(const Recording& recording);
    /// Makes all texts again after the program's language changed. Nothing is checked again.
    void translate();
    bool checking() const { return rest_.isActive(); } ///< a part is not checked yet

    const std::vector<FindingEntry>& entries() const { return entries_; }
    const CheckReport& report() const { return report_; }
    const SessionFacts* facts() const { return facts_.get(); } ///< null: nothing is checked
    bool checked() const { return facts_ != nullptr; }
    bool proven() const { return checked() && entries_.empty(); }
    std::size_t findings() const; ///< the number of entries that say what is wrong
    /// "This routine is proven correct: 166 properties hold."
    QString verdict() const;
    /// "3 recorded switches agree." Empty while none has been checked.
    QString recorded_verdict() const;
    std::size_t recorded_switches() const { return recorded_ ? recorded_->switches() : 0; }
    /// The entry after `row` (`direction` 1) or before it (-1). The first one follows the last.
    /// None: there are no entries.
    std::optional<int> neighbour(std::optional<int> row, int direction) const;
    std::optional<int> row_of_instruction(std::size_t instruction) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  Q_SIGNALS:
    void verdict_changed();                  ///< the entries may have changed, too
    void recorded_finding(std::size_t step); ///< the check of the recording found this step wrong
    /// All steps before `end` have been checked. They are still in memory.
    void steps_checked(const Recording& recording, std::size_t end);

  private:
    void check_slice();
    void add_recorded(const Finding& finding);

    std::shared_ptr<const SessionFacts> facts_;
    CheckReport report_;
    std::vector<FindingEntry> entries_;
    std::optional<RecordedProof> recorded_;
    const Recording* recording_ = nullptr;
    std::size_t reported_switches_ = 0; ///< switches checked at the last verdict_changed()
    QTimer rest_;
    QElapsedTimer since_report_;
};

} // namespace switchscope::ui

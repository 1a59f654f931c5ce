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
#include "core/session/session.h"
#include "core/moment/recorded_proof.h"

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
    std::string id; ///< of the finding
    std::optional<Location> place;
    std::optional<std::size_t> step; ///< the first recorded step that does it
    std::size_t times = 0;           ///< in how many recorded switches
    std::uint64_t last_switch = 0;   ///< the last of them
    /// What it is made of, in no language yet.
    std::variant<std::monostate, Finding, Unfollowed> source;

    /// "error host-register-lost": the same as the glyph beside it.
    QString kind() const;
};

/// What the proof of a session's routine brought to light: the entries that a list shows, and the verdict over them.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT
  public:
    explicit FindingsModel(QObject* parent = nullptr);

    /// Checks the routine (that takes less than a millisecond); null: there is nothing to check.
    void show_session(const std::shared_ptr<const SessionFacts>& facts);

    /// Checks the switches that the recording has completed since the last call. A long recording is checked slice by
    /// slice from the event loop; it has to stay until show_session() is called again.
    void follow(const Recording& recording);
    /// Texts anew: the language of the program changed. Nothing is checked again.
    void translate();
    bool checking() const { return rest_.isActive(); } ///< there is more to check

    const std::vector<FindingEntry>& entries() const { return entries_; }
    const CheckReport& report() const { return report_; }
    const SessionFacts* facts() const { return facts_.get(); } ///< null: nothing is checked
    bool checked() const { return facts_ != nullptr; }
    bool proven() const { return checked() && entries_.empty(); }
    std::size_t findings() const; ///< entries that are something wrong
    /// "This routine is proven correct: 166 properties hold."
    QString verdict() const;
    /// "3 recorded switches agree."; empty while none has been checked.
    QString recorded_verdict() const;
    std::size_t recorded_switches() const { return recorded_ ? recorded_->switches() : 0; }
    /// The entry after (or before) `row`, round and round; none while there are none.
    std::optional<int> neighbour(std::optional<int> row, int direction) const;
    std::optional<int> row_of_instruction(std::size_t instruction) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  Q_SIGNALS:
    void verdict_changed();                  ///< and maybe the entries
    void recorded_finding(std::size_t step); ///< this step of the recording does something wrong
    void steps_checked(const Recording& recording,
                       std::size_t end); ///< those before `end`: they are at hand

  private:
    void check_slice();
    void add_recorded(const Finding& finding);

    std::shared_ptr<const SessionFacts> facts_;
    CheckReport report_;
    std::vector<FindingEntry> entries_;
    std::optional<RecordedProof> recorded_;
    const Recording* recording_ = nullptr;
    std::size_t told_ = 0; ///< switches checked when verdict_changed() was last emitted
    QTimer rest_;
    QElapsedTimer since_told_;
};

} // namespace switchscope::ui

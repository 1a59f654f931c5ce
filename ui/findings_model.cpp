// SPDX-License-Identifier: MIT
#include "ui/findings_model.h"

#include <algorithm>
#include <set>

#include "core/analysis/contract.h"
#include "ui/format.h"

namespace switchscope::ui {

namespace {

FindingEntry entry_of(const Finding& finding) {
    FindingEntry entry;
    entry.severity = finding.rule->severity;
    entry.rule = text_of(std::string(finding.rule->id));
    entry.message = text_of(finding.message);
    entry.must_hold = text_of(std::string(finding.rule->summary));
    entry.goes_wrong = text_of(std::string(finding.rule->help));
    entry.instruction = finding.instruction;
    entry.related = finding.related;
    entry.step = finding.step;
    return entry;
}

FindingEntry entry_of(const Unfollowed& unfollowed) {
    FindingEntry entry;
    entry.severity = Severity::note;
    entry.followed = false;
    entry.rule = FindingsModel::tr("not followed");
    entry.message =
        FindingsModel::tr("The proof does not follow %1: what comes after it is not proven.")
            .arg(text_of(unfollowed.what));
    entry.instruction = unfollowed.instruction;
    return entry;
}

std::size_t properties_of(const SessionFacts& facts, const CheckReport& report) {
    std::set<std::size_t> written;
    for (const MatrixRow& row : report.matrix) {
        if (row.slot && !row.saved_by.empty()) {
            written.insert(*row.slot);
        }
    }
    return contract_of(facts.routine, facts.area, written).size();
}

} // namespace

QString FindingEntry::kind() const {
    return followed ? QStringLiteral("%1 %2").arg(QLatin1String(severity_name(severity)), rule)
                    : rule;
}

void FindingsModel::show_session(const std::shared_ptr<const SessionFacts>& facts) {
    beginResetModel();
    facts_ = facts;
    entries_.clear();
    report_ = facts ? check_routine(facts->routine, facts->area) : CheckReport{};
    properties_ = facts ? properties_of(*facts, report_) : 0;
    for (const Finding& finding : report_.findings) {
        entries_.push_back(entry_of(finding));
    }
    for (const Unfollowed& unfollowed : report_.not_followed) {
        entries_.push_back(entry_of(unfollowed));
    }
    endResetModel();
}

std::size_t FindingsModel::findings() const {
    return static_cast<std::size_t>(std::ranges::count(entries_, true, &FindingEntry::followed));
}

QString FindingsModel::verdict() const {
    if (!checked()) {
        return {};
    }
    if (proven()) {
        return tr("This routine is proven correct: %1 properties hold.").arg(properties_);
    }
    const std::size_t count = findings();
    if (count == 0) {
        return tr("Nothing wrong was found, and nothing is proven: not all of it can be followed.");
    }
    return count == 1
               ? tr("1 finding: this routine breaks what a world switch must keep.")
               : tr("%1 findings: this routine breaks what a world switch must keep.").arg(count);
}

std::optional<int> FindingsModel::neighbour(std::optional<int> row, int direction) const {
    const int count = rowCount();
    if (count == 0) {
        return std::nullopt;
    }
    if (!row) {
        return direction > 0 ? 0 : count - 1;
    }
    return (*row + direction + count) % count;
}

std::optional<int> FindingsModel::row_of_instruction(std::size_t instruction) const {
    const auto found =
        std::ranges::find(entries_, std::optional(instruction), &FindingEntry::instruction);
    return found == entries_.end() ? std::nullopt
                                   : std::optional(static_cast<int>(found - entries_.begin()));
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const FindingEntry& entry = entries_.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return entry.message;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(entry.kind(), entry.message);
    case Qt::ToolTipRole:
        return entry.must_hold.isEmpty()
                   ? QVariant()
                   : tr("What must hold: %1\nOtherwise: %2").arg(entry.must_hold, entry.goes_wrong);
    default:
        return {};
    }
}

} // namespace switchscope::ui

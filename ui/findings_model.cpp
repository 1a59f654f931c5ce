// SPDX-License-Identifier: MIT
#include "ui/findings_model.h"

#include <algorithm>

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
    entry.id = finding.id;
    entry.place = finding.place;
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
    recorded_.reset();
    for (const Finding& finding : report_.findings) {
        entries_.push_back(entry_of(finding));
    }
    for (const Unfollowed& unfollowed : report_.not_followed) {
        entries_.push_back(entry_of(unfollowed));
    }
    endResetModel();
    Q_EMIT verdict_changed();
}

void FindingsModel::follow(const Recording& recording) {
    if (!facts_) {
        return;
    }
    if (!recorded_) {
        recorded_.emplace(facts_, recording);
    }
    const std::size_t before = recorded_->switches();
    for (const Finding& finding : recorded_->follow(recording)) {
        add_recorded(finding);
    }
    if (recorded_->switches() != before) {
        Q_EMIT verdict_changed();
    }
}

/// What the proof has found already is seen once more; one mistake is one entry.
void FindingsModel::add_recorded(const Finding& finding) {
    auto known = std::ranges::find_if(entries_, [&](const FindingEntry& entry) {
        return entry.id == finding.id ||
               (entry.followed && entry.instruction == finding.instruction &&
                entry.place == finding.place);
    });
    if (known == entries_.end()) {
        beginInsertRows({}, rowCount(), rowCount());
        entries_.push_back(entry_of(finding));
        endInsertRows();
        known = entries_.end() - 1;
    }
    if (known->times == 0) {
        known->step = finding.step;
    }
    if (known->times == 0 || known->last_switch != finding.switch_number) {
        ++known->times;
        known->last_switch = finding.switch_number;
        const QModelIndex changed = index(static_cast<int>(known - entries_.begin()));
        Q_EMIT dataChanged(changed, changed);
    }
}

QString FindingsModel::recorded_verdict() const {
    const std::size_t count = recorded_switches();
    if (count == 0) {
        return {};
    }
    const auto broken = static_cast<std::size_t>(
        std::ranges::count_if(entries_, [](const FindingEntry& entry) { return entry.times > 0; }));
    if (broken == 0) {
        return count == 1 ? tr("The recorded switch agrees.")
                          : tr("All %1 recorded switches agree.").arg(count);
    }
    return count == 1 ? tr("1 recorded switch was checked as well.")
                      : tr("%1 recorded switches were checked as well.").arg(count);
}

std::size_t FindingsModel::findings() const {
    return static_cast<std::size_t>(std::ranges::count(entries_, true, &FindingEntry::followed));
}

QString FindingsModel::verdict() const {
    if (!checked()) {
        return {};
    }
    if (proven()) {
        return tr("This routine is proven correct: %1 properties hold.").arg(report_.clauses);
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

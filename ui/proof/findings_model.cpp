// SPDX-License-Identifier: MIT
#include "ui/proof/findings_model.h"

#include <algorithm>

#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

/// Makes the texts of an entry, in the language of the program.
void write(FindingEntry& entry) {
    if (const auto* finding = std::get_if<Finding>(&entry.source)) {
        entry.rule = text_of(std::string(finding->rule->id));
        entry.message = text_of(finding->message);
        entry.must_hold = text_of(finding->rule->summary);
        entry.goes_wrong = text_of(finding->rule->help);
    } else if (const auto* unfollowed = std::get_if<Unfollowed>(&entry.source)) {
        entry.rule = FindingsModel::tr("not followed");
        entry.message =
            FindingsModel::tr("The proof does not follow %1: what comes after it is not proven.")
                .arg(text_of(unfollowed->what));
    }
}

FindingEntry entry_of(const Finding& finding) {
    FindingEntry entry;
    entry.source = finding;
    entry.severity = finding.rule->severity;
    entry.instruction = finding.instruction;
    entry.related = finding.related;
    entry.id = finding.id;
    entry.place = finding.place;
    write(entry);
    return entry;
}

FindingEntry entry_of(const Unfollowed& unfollowed) {
    FindingEntry entry;
    entry.severity = Severity::note;
    entry.followed = false;
    entry.source = unfollowed;
    entry.instruction = unfollowed.instruction;
    write(entry);
    return entry;
}

} // namespace

QString FindingEntry::kind() const {
    if (!followed) {
        return rule;
    }
    switch (severity) {
    case Severity::error:
        return FindingsModel::tr("error %1").arg(rule);
    case Severity::warning:
        return FindingsModel::tr("warning %1").arg(rule);
    case Severity::note:
        break;
    }
    return FindingsModel::tr("note %1").arg(rule);
}

FindingsModel::FindingsModel(QObject* parent) : QAbstractListModel(parent) {
    connect(&rest_, &QTimer::timeout, this, &FindingsModel::check_slice);
}

void FindingsModel::show_session(const std::shared_ptr<const SessionFacts>& facts) {
    beginResetModel();
    facts_ = facts;
    entries_.clear();
    report_ = facts ? check_routine(facts->routine, facts->area) : CheckReport{};
    rest_.stop();
    recording_ = nullptr;
    recorded_.reset();
    reported_switches_ = 0;
    since_report_.invalidate();
    for (const Finding& finding : report_.findings) {
        entries_.push_back(entry_of(finding));
    }
    for (const Unfollowed& unfollowed : report_.not_followed) {
        entries_.push_back(entry_of(unfollowed));
    }
    endResetModel();
    Q_EMIT verdict_changed();
}

void FindingsModel::translate() {
    std::ranges::for_each(entries_, write);
    if (!entries_.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
    Q_EMIT verdict_changed();
}

void FindingsModel::follow(const Recording& recording) {
    if (!facts_) {
        return;
    }
    if (!recorded_) {
        recorded_.emplace(facts_, recording);
    }
    recording_ = &recording;
    if (!rest_.isActive()) { // else the timer gets to the new steps
        check_slice();
    }
}

void FindingsModel::check_slice() {
    constexpr qint64 report_ms = 100;
    for (const Finding& finding : recorded_->follow(*recording_)) {
        add_recorded(finding);
        if (finding.step) {
            Q_EMIT recorded_finding(*finding.step);
        }
    }
    Q_EMIT steps_checked(*recording_, recorded_->steps());
    const bool was_checking = rest_.isActive();
    if (recorded_->is_behind(*recording_)) {
        rest_.start(0);
    } else {
        rest_.stop();
    }
    const bool ended = was_checking && !rest_.isActive();
    if (ended ||
        (recorded_->switches() != reported_switches_ &&
         (!rest_.isActive() || !since_report_.isValid() || since_report_.elapsed() >= report_ms))) {
        reported_switches_ = recorded_->switches();
        since_report_.start();
        Q_EMIT verdict_changed();
    }
}

/// Adds a finding of the recording. The proof may have an entry for the same mistake already, which
/// then counts one more switch.
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
    if (checking()) {
        const double part = static_cast<double>(recorded_->steps()) /
                            static_cast<double>(std::max(recording_->size(), std::size_t{1}));
        return tr("Checking the recording: %1 switches so far, %2%.")
            .arg(grouped(count))
            .arg(static_cast<int>(part * 100));
    }
    if (count == 0) {
        return {};
    }
    const auto broken = static_cast<std::size_t>(
        std::ranges::count_if(entries_, [](const FindingEntry& entry) { return entry.times > 0; }));
    if (broken == 0) {
        return count == 1 ? tr("The recorded switch agrees.")
                          : tr("All %1 recorded switches agree.").arg(grouped(count));
    }
    return count == 1 ? tr("1 recorded switch was checked as well.")
                      : tr("%1 recorded switches were checked as well.").arg(grouped(count));
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

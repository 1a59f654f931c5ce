// SPDX-License-Identifier: MIT
#include "ui/panels/exits_model.h"

#include <QSignalBlocker>

#include "core/model/exit.h"
#include "core/trace/timeline.h"
#include "ui/base/format.h"

namespace switchscope::ui {

void ExitsModel::show(std::shared_ptr<const SessionFacts> facts, const Recording* recording) {
    facts_ = std::move(facts);
    recording_ = recording;
    filter_ = {};
    start_over();
}

void ExitsModel::start_over() {
    beginResetModel();
    exits_.clear();
    past_.clear();
    looked_to_ = 0;
    all_there_ = recording_ == nullptr;
    if (!all_there_ && filter_.range && filter_.range->first > 0) {
        const auto entry = Timeline(*recording_).entry_of_switch(filter_.range->first);
        looked_to_ = entry.value_or(recording_->size());
    }
    {
        // A reset reports all rows, so the first exits are added without a signal of their own.
        const QSignalBlocker quiet(this);
        fetchMore({});
    }
    endResetModel();
}

void ExitsModel::set_filter(const SwitchFilter& wanted) {
    if (wanted != filter_) {
        filter_ = wanted;
        start_over();
    }
}

void ExitsModel::follow() {
    if (recording_ != nullptr && all_there_ && looked_to_ < recording_->size()) {
        all_there_ = false;
        if (exits_.size() < at_once) { // else the view asks for more when somebody scrolls there
            fetchMore({});
        }
    }
}

Landmark ExitsModel::landmark() const {
    Landmark wanted = filter_.cause ? Landmark::exit(*filter_.cause) : Landmark::exit();
    wanted.hart = filter_.hart;
    wanted.area = filter_.vcpu;
    return wanted;
}

/// Whether the filter's range contains an exit. Switches are numbered in the order of their entry,
/// so the harts pass the end of the range one by one. When all have, the search is over.
bool ExitsModel::is_wanted(std::size_t exit) {
    const Step& step = recording_->step(exit);
    if (!filter_.range || step.switch_number <= filter_.range->last) {
        return !filter_.range || step.switch_number >= filter_.range->first;
    }
    past_.insert(step.hart);
    const std::size_t harts = filter_.hart ? 1 : recording_->start().parked.size() + 1;
    if (past_.size() >= harts) {
        looked_to_ = recording_->size();
    }
    return false;
}

std::vector<std::uint64_t> ExitsModel::causes() const {
    constexpr std::uint64_t most_causes = 24;
    constexpr std::uint64_t interrupt = std::uint64_t{1} << 63;
    std::vector<std::uint64_t> found;
    for (const std::uint64_t kind : {std::uint64_t{0}, interrupt}) {
        for (std::uint64_t n = 0; recording_ != nullptr && n < most_causes; ++n) {
            if (recording_->next(Landmark::exit(kind | n), 0)) {
                found.push_back(kind | n);
            }
        }
    }
    return found;
}

bool ExitsModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !all_there_;
}

void ExitsModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) {
        return;
    }
    std::vector<Found> more;
    while (more.size() < at_once) {
        const auto next = recording_->next(landmark(), looked_to_);
        looked_to_ = next ? *next + 1 : recording_->size();
        if (!next) {
            all_there_ = true;
            break;
        }
        if (is_wanted(*next)) {
            more.push_back({*next});
        }
    }
    if (!more.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
        exits_.insert(exits_.end(), more.begin(), more.end());
        endInsertRows();
    }
}

const ExitsModel::Decoded& ExitsModel::decoded(const Found& exit) const {
    if (!exit.decoded) {
        const Step step = recording_->step(exit.step);
        const MachineState after = recording_->state_at(exit.step + 1);
        const auto known = exit_of(step, &after);
        exit.decoded = Decoded{step.switch_number, known ? text_of(known->cause_text) : QString(),
                               known ? text_of(known->subject) : QString(),
                               known && known->pc ? bare_hex(known->pc) : QString(),
                               known ? text_of(known->text) : QString()};
    }
    return *exit.decoded;
}

int ExitsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(exits_.size());
}

int ExitsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant ExitsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const Found& exit = exits_.at(static_cast<std::size_t>(index.row()));
    const Decoded& known = decoded(exit);
    if (role == Qt::ToolTipRole) {
        return known.text;
    }
    switch (index.column()) {
    case in_switch:
        return grouped(known.switch_number);
    case at_step:
        return grouped(exit.step + 1);
    case cause:
        return known.why;
    case subject:
        return known.about;
    default:
        return known.pc;
    }
}

QVariant ExitsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case in_switch:
        return tr("Switch");
    case at_step:
        return tr("Step");
    case cause:
        return tr("Cause");
    case subject:
        return tr("About");
    default:
        return tr("Guest pc");
    }
}

} // namespace switchscope::ui

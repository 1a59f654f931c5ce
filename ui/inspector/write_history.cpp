// SPDX-License-Identifier: MIT
#include "ui/inspector/write_history.h"

#include <algorithm>

#include <QFont>

#include "ui/base/format.h"

namespace switchscope::ui {

void WriteHistory::show(std::shared_ptr<const SessionFacts> facts, const Timeline& timeline,
                        const Location& location) {
    std::vector<std::size_t> writes;
    std::optional<std::size_t> next = timeline.next_write(location, timeline.position());
    for (int n = 0; n < most_ahead && next; ++n) {
        writes.insert(writes.begin(), *next);
        next = timeline.next_write(location, *next + 1);
    }
    beginResetModel();
    facts_ = std::move(facts);
    recording_ = &timeline.recording();
    wanted_ = Landmark::write(location).by_hart(timeline.state().hart);
    ahead_ = static_cast<int>(writes.size());
    const auto earlier = older(timeline.position());
    writes.insert(writes.end(), earlier.begin(), earlier.end());
    writes_ = std::move(writes);
    all_there_ = earlier.size() < at_once;
    endResetModel();
}

void WriteHistory::show_nothing() {
    beginResetModel();
    recording_ = nullptr;
    writes_.clear();
    ahead_ = 0;
    all_there_ = true;
    endResetModel();
}

std::vector<std::size_t> WriteHistory::older(std::size_t position) const {
    std::vector<std::size_t> found;
    auto write = recording_->previous(wanted_, position);
    while (write) {
        found.push_back(*write);
        if (found.size() == at_once) {
            break;
        }
        write = recording_->previous(wanted_, *write);
    }
    return found;
}

bool WriteHistory::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !all_there_;
}

void WriteHistory::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) {
        return;
    }
    const auto more = older(writes_.back());
    all_there_ = more.size() < at_once;
    if (!more.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
        writes_.insert(writes_.end(), more.begin(), more.end());
        endInsertRows();
    }
}

int WriteHistory::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(writes_.size());
}

int WriteHistory::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant WriteHistory::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || recording_ == nullptr) {
        return {};
    }
    const std::size_t number = writes_.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::FontRole && index.row() == ahead_) {
        QFont font;
        font.setBold(true); // this write made the value at the cursor
        return font;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const Step& step = recording_->step(number);
    const auto effect = std::ranges::find(step.effects, wanted_.place, &Effect::at);
    const bool found = effect != step.effects.end();
    switch (index.column()) {
    case at_step:
        return grouped(number + 1);
    case in_switch:
        return grouped(step.switch_number);
    case in_macro:
        return place_of_step(*facts_, step);
    case from_value:
        return found ? bare_hex(effect->before) : QString();
    default:
        return found ? bare_hex(effect->after) : QString();
    }
}

QVariant WriteHistory::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case at_step:
        return tr("Step");
    case in_switch:
        return tr("Switch");
    case in_macro:
        return tr("Where");
    case from_value:
        return tr("Before");
    default:
        return tr("After");
    }
}

} // namespace switchscope::ui

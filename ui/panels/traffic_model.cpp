// SPDX-License-Identifier: MIT
#include "ui/panels/traffic_model.h"

#include "ui/base/format.h"

namespace switchscope::ui {

void TrafficModel::add(const std::vector<Traffic>& more) {
    if (more.empty()) {
        return;
    }
    if (lines_.size() + more.size() > most) {
        beginResetModel();
        lines_.insert(lines_.end(), more.begin(), more.end());
        if (lines_.size() > most / 2) {
            lines_.erase(lines_.begin(), lines_.end() - most / 2);
        }
        endResetModel();
    } else {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
        lines_.insert(lines_.end(), more.begin(), more.end());
        endInsertRows();
    }
    next_ = lines_.back().sequence + 1;
}

void TrafficModel::clear() {
    beginResetModel();
    lines_.clear();
    next_ = 0;
    endResetModel();
}

int TrafficModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int TrafficModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant TrafficModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const Traffic& line = lines_.at(static_cast<std::size_t>(index.row()));
    switch (index.column()) {
    case number:
        return grouped(line.sequence);
    case time:
        return tr("%1 ms").arg(static_cast<double>(line.since_connect.count()) / 1e6, 0, 'f', 3);
    case direction:
        return line.sent ? tr("\u2192 sent") : tr("\u2190 received");
    default:
        return text_of(line.text);
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case number:
        return tr("No.");
    case time:
        return tr("Time");
    case direction:
        return tr("Direction");
    default:
        return tr("Packet");
    }
}

} // namespace switchscope::ui

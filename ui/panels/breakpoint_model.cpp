// SPDX-License-Identifier: MIT
#include "ui/panels/breakpoint_model.h"

#include <algorithm>

#include "core/base/hex.h"
#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

const QString nothing = QStringLiteral("\u2013");

/// The words for where it stops, and for whose writes count.
std::string place_text(const Breakpoint& breakpoint, const SessionFacts& facts) {
    Breakpoint place;
    place.kind = breakpoint.kind;
    place.span = breakpoint.span;
    place.slot = breakpoint.slot;
    place.address = breakpoint.address;
    place.writer = breakpoint.writer;
    return place.text(facts.routine, facts.area);
}

/// The words for when it stops: "after 2 every 3 once". Empty: each time.
std::string counting_text(const Breakpoint& breakpoint, const SessionFacts& facts) {
    Breakpoint counts;
    const std::size_t head = counts.text(facts.routine, facts.area).size();
    counts.after = breakpoint.after;
    counts.every = breakpoint.every;
    counts.one_shot = breakpoint.one_shot;
    const std::string text = counts.text(facts.routine, facts.area);
    return text.substr(std::min(text.size(), head + 1));
}

std::string word_with(const char* word, const std::string& value) {
    return value.empty() ? std::string() : std::string(" ") + word + " " + value;
}

} // namespace

void BreakpointModel::show(std::shared_ptr<const SessionFacts> facts,
                           const BreakpointSet& breakpoints) {
    if (facts != facts_) {
        beginResetModel();
        facts_ = std::move(facts);
        entries_ = breakpoints.entries();
        endResetModel();
        return;
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (breakpoints.find(entry(row).id) == nullptr) {
            beginRemoveRows({}, row, row);
            entries_.erase(entries_.begin() + row);
            endRemoveRows();
        }
    }
    // Entries and rows are in the order of their ids.
    for (const BreakpointSet::Entry& one : breakpoints.entries()) {
        const auto there = std::ranges::find(entries_, one.id, &BreakpointSet::Entry::id);
        if (there == entries_.end()) {
            beginInsertRows({}, rowCount(), rowCount());
            entries_.push_back(one);
            endInsertRows();
        } else if (*there != one) {
            *there = one;
            const int row = static_cast<int>(there - entries_.begin());
            Q_EMIT dataChanged(index(row, 0), index(row, count - 1));
        }
    }
}

Result<Breakpoint> BreakpointModel::edited(const QModelIndex& cell, const QString& text) const {
    const int row = cell.row();
    const auto part = [&](int column) {
        return (column == cell.column() ? text.trimmed() : written(row, column)).toStdString();
    };
    const std::string line = part(where) + word_with("if", part(condition)) +
                             word_with("hart", part(hart)) + word_with("vcpu", part(vcpu)) +
                             word_with("", part(counting)) +
                             (entry(row).breakpoint.enabled ? "" : " off");
    return Breakpoint::parse(line, facts_->routine, facts_->area);
}

QString BreakpointModel::written(int row, int column) const {
    const Breakpoint& breakpoint = entry(row).breakpoint;
    switch (column) {
    case where:
        return text_of(place_text(breakpoint, *facts_));
    case condition:
        return text_of(breakpoint.condition);
    case hart:
        return breakpoint.hart ? QString::number(*breakpoint.hart) : QString();
    case vcpu:
        return !breakpoint.vcpu              ? QString()
               : breakpoint.vcpu_is_number() ? QString::number(*breakpoint.vcpu)
                                             : text_of(hex(*breakpoint.vcpu));
    case counting:
        return text_of(counting_text(breakpoint, *facts_));
    default:
        return {};
    }
}

QString BreakpointModel::text(int row, int column) const {
    const BreakpointSet::Entry& one = entry(row);
    if (column == hits) {
        return one.passed == 0
                   ? grouped(one.hits)
                   : tr("%1 \u00b7 %2 passed").arg(grouped(one.hits), grouped(one.passed));
    }
    if (column != kind) {
        const QString as_written = written(row, column);
        return as_written.isEmpty() && column != on ? nothing : as_written;
    }
    switch (one.breakpoint.kind) {
    case Breakpoint::Kind::routine_entry:
        return tr("entry");
    case Breakpoint::Kind::macro:
        return tr("macro");
    case Breakpoint::Kind::guest_entry:
        return tr("guest entry");
    case Breakpoint::Kind::guest_exit:
        return tr("guest exit");
    case Breakpoint::Kind::slot_write:
        return tr("slot write");
    case Breakpoint::Kind::guest_address:
        return tr("guest address");
    case Breakpoint::Kind::host_address:
        return tr("host address");
    case Breakpoint::Kind::instruction:
        return tr("instruction");
    }
    return {};
}

int BreakpointModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int BreakpointModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant BreakpointModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const BreakpointSet::Entry& one = entry(index.row());
    switch (role) {
    case Qt::CheckStateRole:
        return index.column() == on ? QVariant(one.breakpoint.enabled ? Qt::Checked : Qt::Unchecked)
                                    : QVariant();
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::EditRole:
        return written(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return index.column() == on ? (one.breakpoint.enabled ? tr("on") : tr("off"))
                                    : text(index.row(), index.column());
    case Qt::ToolTipRole:
        return index.column() == hits
                   ? tr("Reached with all that must hold: %1 times\nReached otherwise: %2 times")
                         .arg(grouped(one.hits), grouped(one.passed))
                   : text_of(one.breakpoint.text(facts_->routine, facts_->area));
    default:
        return {};
    }
}

bool BreakpointModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    const BreakpointSet::Entry& one = entry(index.row());
    if (role == Qt::CheckStateRole && index.column() == on) {
        Breakpoint changed = one.breakpoint;
        changed.enabled = value.toInt() == Qt::Checked;
        Q_EMIT change_wanted(one.id, changed);
        return true;
    }
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable)) {
        return false;
    }
    const auto changed = edited(index, value.toString());
    if (changed && *changed != one.breakpoint) {
        Q_EMIT change_wanted(one.id, *changed);
    }
    return changed.has_value();
}

QVariant BreakpointModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case on:
        return tr("On");
    case where:
        return tr("Where");
    case condition:
        return tr("Condition");
    case hart:
        return tr("Hart");
    case vcpu:
        return tr("vCPU");
    case counting:
        return tr("How often");
    case hits:
        return tr("Hits");
    default:
        return tr("Kind");
    }
}

Qt::ItemFlags BreakpointModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags all = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    switch (index.column()) {
    case on:
        return all | Qt::ItemIsUserCheckable;
    case hits:
    case kind:
        return all;
    default:
        return all | Qt::ItemIsEditable;
    }
}

} // namespace switchscope::ui

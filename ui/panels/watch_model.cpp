// SPDX-License-Identifier: MIT
#include "ui/panels/watch_model.h"

#include <algorithm>

#include <QFont>

#include "core/isa/registers.h"
#include "ui/base/format.h"
#include "ui/inspector/inspector_model.h"

namespace switchscope::ui {

QStringList watchable_names(const SessionFacts& facts, const MachineState& state) {
    QStringList names;
    for (unsigned n = 1; n < gpr_count; ++n) {
        names.append(text_of(std::string(gpr_name(n))));
    }
    for (const auto& [number, value] : state.csrs) {
        names.append(text_of(csr_name(number)));
    }
    for (const Slot& slot : facts.area.slots()) {
        names.append(text_of(slot.path));
    }
    return names;
}

std::optional<Location> place_named(const QString& name, const SessionFacts& facts,
                                    const MachineState& state) {
    const std::string text = name.trimmed().toStdString();
    if (const auto number = gpr_number(text)) {
        return Location::gpr(*number);
    }
    if (const Csr* csr = find_csr(text); csr != nullptr && state.csrs.contains(csr->number)) {
        return Location::csr(csr->number);
    }
    const auto& slots = facts.area.slots();
    for (std::size_t n = 0; n < slots.size(); ++n) {
        if (slots[n].path == text || slots[n].label == text) {
            return Location::slot(state.area, n, static_cast<std::uint8_t>(slots[n].size));
        }
    }
    return std::nullopt;
}

WatchModel::WatchModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent), theme_(theme) {}

void WatchModel::set_names(const QStringList& names) {
    beginResetModel();
    names_ = names;
    values_.assign(static_cast<std::size_t>(names.size()), {});
    endResetModel();
    Q_EMIT names_changed();
}

bool WatchModel::add(const QString& wanted) {
    if (names_.contains(wanted)) {
        return false;
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    names_.append(wanted);
    values_.emplace_back();
    endInsertRows();
    Q_EMIT names_changed();
    return true;
}

void WatchModel::put_back(int row, const QString& name) {
    if (names_.contains(name)) {
        return;
    }
    row = std::clamp(row, 0, rowCount());
    beginInsertRows({}, row, row);
    names_.insert(row, name);
    values_.emplace(values_.begin() + row);
    endInsertRows();
    Q_EMIT names_changed();
}

void WatchModel::remove(int row) {
    beginRemoveRows({}, row, row);
    names_.removeAt(row);
    values_.erase(values_.begin() + row);
    endRemoveRows();
    Q_EMIT names_changed();
}

void WatchModel::show(const SessionFacts& facts, const Timeline& timeline,
                      const CurrentSwitch& current) {
    const MachineState& state = timeline.state();
    const Step* last = timeline.last_step();
    for (std::size_t n = 0; n < values_.size(); ++n) {
        Value& one = values_[n];
        one = {};
        one.place = place_named(names_.at(static_cast<qsizetype>(n)), facts, state);
        if (!one.place) {
            one.value = tr("not in this session");
            one.role = Role::dim;
            continue;
        }
        one.value = hex_value(state.value(*one.place), one.place->size);
        const Owner owner = current.provenance().owner_of(*one.place);
        one.owner = owner_text(owner);
        one.role = role_of(owner);
        if (last != nullptr) {
            const auto effect = std::ranges::find(last->effects, *one.place, &Effect::at);
            one.written = effect != last->effects.end();
            one.before = one.written ? bare_hex(effect->before) : QString();
        }
    }
    if (!values_.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, count - 1));
    }
}

void WatchModel::show_nothing() {
    set_names(names_);
}

int WatchModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(names_.size());
}

int WatchModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant WatchModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Value& one = values_.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::ForegroundRole && index.column() != of_place) {
        return theme_.color(index.column() == earlier ? Role::dim : one.role);
    }
    if (role == Qt::FontRole && one.written) {
        QFont font;
        font.setBold(true); // the last step has written it
        return font;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case of_place:
        return names_.at(index.row());
    case now:
        return one.value;
    case earlier:
        return one.before;
    default:
        return one.owner;
    }
}

QVariant WatchModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case of_place:
        return tr("Place");
    case now:
        return tr("Value");
    case earlier:
        return tr("Before the last step");
    default:
        return tr("Whose");
    }
}

} // namespace switchscope::ui

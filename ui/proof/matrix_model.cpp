// SPDX-License-Identifier: MIT
#include "ui/proof/matrix_model.h"

#include <algorithm>
#include <utility>

#include "core/model/location.h"
#include "ui/base/format.h"

namespace switchscope::ui {

void MatrixModel::show_session(std::shared_ptr<const SessionFacts> facts,
                               const CheckReport& report) {
    beginResetModel();
    facts_ = std::move(facts);
    rows_.clear();
    marked_.clear();
    for (const MatrixRow& row : report.matrix) {
        if (rows_.empty() || rows_.back().owner != row.owner) {
            rows_.push_back({row.owner, std::nullopt});
        }
        rows_.push_back({row.owner, row});
    }
    for (const Finding& finding : report.findings) {
        if (finding.instruction) {
            marked_.push_back(*finding.instruction);
        }
    }
    endResetModel();
}

bool MatrixModel::is_heading(int row) const {
    return !rows_.at(static_cast<std::size_t>(row)).register_row;
}

const std::vector<std::size_t>* MatrixModel::instructions(const QModelIndex& index) const {
    const auto& row = rows_.at(static_cast<std::size_t>(index.row())).register_row;
    if (!row || (index.column() != saved && index.column() != restored)) {
        return nullptr;
    }
    return index.column() == saved ? &row->saved_by : &row->restored_by;
}

std::optional<std::size_t> MatrixModel::instruction(const QModelIndex& index) const {
    if (!index.isValid()) {
        return std::nullopt;
    }
    const auto* all = instructions(index);
    return all == nullptr || all->empty() ? std::nullopt : std::optional(all->front());
}

QModelIndex MatrixModel::cell_of(std::size_t instruction) const {
    for (int row = 0; row < rowCount(); ++row) {
        for (const int column : {saved, restored}) {
            const QModelIndex cell = index(row, column);
            const auto* all = instructions(cell);
            if (all != nullptr && std::ranges::find(*all, instruction) != all->end()) {
                return cell;
            }
        }
    }
    return {};
}

int MatrixModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int MatrixModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(column_count);
}

QString MatrixModel::text(const QModelIndex& index) const {
    const Row& row = rows_.at(static_cast<std::size_t>(index.row()));
    if (!row.register_row) {
        return index.column() != place        ? QString()
               : row.owner == SlotOwner::host ? tr("host")
                                              : tr("guest");
    }
    switch (index.column()) {
    case place:
        return text_of(location_name(row.register_row->place, facts_->area));
    case slot:
        return row.register_row->slot ? QStringLiteral("%1").arg(
                                            facts_->area.slots().at(*row.register_row->slot).offset,
                                            4, 16, QLatin1Char('0'))
                                      : QString();
    default:
        break;
    }
    const auto& all = *instructions(index);
    if (all.empty()) {
        return QStringLiteral("\u2013");
    }
    const std::uint64_t address = facts_->routine.instructions().at(all.front()).address;
    return short_code_address(address) +
           (all.size() > 1 ? QStringLiteral(" +%1").arg(all.size() - 1) : QString());
}

QString MatrixModel::tip(const QModelIndex& index) const {
    const Row& row = rows_.at(static_cast<std::size_t>(index.row()));
    if (!row.register_row) {
        return {};
    }
    if (index.column() == place || index.column() == slot) {
        return row.register_row->slot
                   ? text_of(facts_->area.slots().at(*row.register_row->slot).path)
                   : QString();
    }
    QStringList lines;
    for (const std::size_t instruction : *instructions(index)) {
        const Instruction& code = facts_->routine.instructions().at(instruction);
        lines.append(QStringLiteral("%1  %2").arg(hex_value(code.address), text_of(code.text())));
    }
    return lines.isEmpty() ? (index.column() == saved ? tr("No instruction saves it")
                                                      : tr("No instruction restores it"))
                           : lines.join(QLatin1Char('\n'));
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto* all = instructions(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        return tip(index);
    case owner_role:
        return static_cast<int>(rows_.at(static_cast<std::size_t>(index.row())).owner);
    case missing_role:
        return all != nullptr && all->empty();
    case addresses_role: {
        QStringList addresses;
        for (const std::size_t instruction : all != nullptr ? *all : std::vector<std::size_t>()) {
            addresses.append(hex_value(facts_->routine.instructions().at(instruction).address));
        }
        return addresses.join(QLatin1Char(' '));
    }
    case finding_role:
        return all != nullptr && std::ranges::any_of(*all, [this](std::size_t instruction) {
                   return std::ranges::find(marked_, instruction) != marked_.end();
               });
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case place:
        return tr("register");
    case slot:
        return tr("slot");
    case saved:
        return tr("saved");
    case restored:
        return tr("restored");
    default:
        return {};
    }
}

Qt::ItemFlags MatrixModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    if (is_heading(index.row())) {
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace switchscope::ui

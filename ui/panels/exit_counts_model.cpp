// SPDX-License-Identifier: MIT
#include "ui/panels/exit_counts_model.h"

#include <algorithm>
#include <array>

#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

constexpr std::array worlds{World::host, World::guest, World::firmware};
const QString indent = QStringLiteral("    ");

} // namespace

void ExitCountsModel::add_cause(std::vector<Row>& rows, const ExitCounts::Cause& cause,
                                std::uint64_t exits) {
    rows.push_back({text_of(cause.text), cause.count, exits, cause.cause});
    std::uint64_t more = cause.other;
    for (std::size_t n = 0; n < cause.subjects.size(); ++n) {
        const ExitCounts::Subject& subject = cause.subjects.at(n);
        if (n < most_subjects) {
            rows.push_back({indent + text_of(subject.text), subject.count, exits});
        } else {
            more += subject.count;
        }
    }
    if (more != 0) {
        rows.push_back({indent + tr("further ones"), more, exits});
    }
}

std::vector<ExitCountsModel::Row> ExitCountsModel::rows_of(const ExitCounts& counts) {
    std::vector<Row> rows{{tr("exits of the guest"), counts.exits, 0}};
    for (const ExitCounts::Cause& cause : counts.causes) {
        add_cause(rows, cause, counts.exits);
    }
    const auto add_worlds = [&](const QString& what, std::uint64_t all, auto part) {
        for (const World world : worlds) {
            if (const std::uint64_t number = part(counts.of(world)); number != 0) {
                rows.push_back(
                    {QStringLiteral("%1: %2").arg(what, world_text(world)), number, all});
            }
        }
    };
    add_worlds(tr("instructions watched"), counts.instructions(),
               [](const ExitCounts::World& world) { return world.instructions; });
    add_worlds(tr("stretches that ran unobserved"), 0,
               [](const ExitCounts::World& world) { return world.runs; });
    if (counts.timed) {
        add_worlds(tr("nanoseconds"), counts.nanoseconds(),
                   [](const ExitCounts::World& world) { return world.nanoseconds; });
    }
    return rows;
}

void ExitCountsModel::show(const ExitCounts& counts) {
    std::vector<Row> rows = rows_of(counts);
    const int before = rowCount();
    const int now = static_cast<int>(rows.size());
    if (now < before) {
        beginRemoveRows({}, now, before - 1);
        rows_.resize(rows.size());
        endRemoveRows();
    } else if (now > before) {
        beginInsertRows({}, before, now - 1);
        rows_.insert(rows_.end(), rows.begin() + before, rows.end());
        endInsertRows();
    }
    for (int row = 0; row < std::min(before, now); ++row) {
        Row& there = rows_.at(static_cast<std::size_t>(row));
        if (there != rows.at(static_cast<std::size_t>(row))) {
            there = rows.at(static_cast<std::size_t>(row));
            Q_EMIT dataChanged(index(row, 0), index(row, count - 1));
        }
    }
}

int ExitCountsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ExitCountsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(count);
}

QVariant ExitCountsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Row& row = rows_.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::ToolTipRole && index.column() == what) {
        return row.text.trimmed();
    }
    if (role == Qt::TextAlignmentRole && index.column() != what) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case what:
        return row.text;
    case how_many:
        return grouped(row.number);
    default:
        return row.all == 0 ? QString()
                            : QStringLiteral("%1 %").arg(100.0 * static_cast<double>(row.number) /
                                                             static_cast<double>(row.all),
                                                         0, 'f', 1);
    }
}

QVariant ExitCountsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case what:
        return tr("Cause");
    case how_many:
        return tr("Count");
    default:
        return tr("Share");
    }
}

} // namespace switchscope::ui

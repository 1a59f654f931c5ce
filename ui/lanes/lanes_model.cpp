// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_model.h"

#include <utility>

#include <QCoreApplication>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "ui/base/format.h"

namespace switchscope::ui {

namespace {

struct LanesModelText {
    Q_DECLARE_TR_FUNCTIONS(lanes)
};

QString register_name(const Location& location) {
    return location.kind == LocationKind::gpr
               ? text_of(std::string(gpr_name(static_cast<unsigned>(location.id))))
               : text_of(csr_name(static_cast<unsigned>(location.id)));
}

} // namespace

LanesModel::LanesModel(std::shared_ptr<const SessionFacts> facts)
    : LanesModel(facts, lane_plan(facts->routine, facts->area)) {}

LanesModel::LanesModel(std::shared_ptr<const SessionFacts> facts, const LanePlan& plan)
    : facts_(std::move(facts)), moves_(plan) {
    for (const LanePlan::Group& group : plan.groups) {
        groups_.push_back({text_of(group.title), group.first, group.count});
    }
    for (const LanePlan::Row& planned : plan.rows) {
        LaneRow row;
        row.cell(Lane::host) = slot_cell(planned.host);
        row.cell(Lane::guest) = slot_cell(planned.guest);
        row.cell(Lane::cpu).location = planned.at;
        row.cell(Lane::cpu).label = register_name(planned.at);
        rows_.push_back(std::move(row));
    }
    const MemoryPlan memory = memory_plan(plan, facts_->area);
    host_pieces_ = pieces_of(memory.host, Lane::host);
    guest_pieces_ = pieces_of(memory.guest, Lane::guest);
}

std::vector<LanePiece> LanesModel::pieces_of(const std::vector<MemoryPlan::Piece>& planned,
                                             Lane lane) const {
    const auto hex = [](std::uint64_t offset) {
        return QStringLiteral("0x%1").arg(offset, 4, 16, QLatin1Char('0'));
    };
    std::vector<LanePiece> pieces;
    for (const MemoryPlan::Piece& one : planned) {
        LanePiece piece{std::nullopt, one.offset, one.size, {}, {}, {}};
        if (one.slot) {
            piece.cell = CellId{one.row, lane};
        } else {
            const QString begin = hex(one.offset);
            const QString end = hex(one.offset + one.size);
            piece.text = LanesModelText::tr("%1..%2: not touched by the switch, %3 bytes")
                             .arg(begin, end, grouped(one.size));
            piece.brief = LanesModelText::tr("%1..%2: %3 bytes").arg(begin, end, grouped(one.size));
            QStringList there;
            for (const std::size_t slot : one.left_out) {
                there.append(text_of(facts_->area.slots().at(slot).label));
            }
            piece.tip =
                there.isEmpty()
                    ? piece.text
                    : piece.text + QStringLiteral("\n") +
                          LanesModelText::tr("There: %1").arg(there.join(QStringLiteral(", ")));
        }
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

std::optional<std::uint64_t> LanesModel::address_of(CellId id) const {
    const LaneCell& one = cell(id);
    return area_address_ && one.kept && one.location.kind == LocationKind::slot
               ? std::optional(*area_address_ + facts_->area.slots().at(one.location.id).offset)
               : std::nullopt;
}

LaneCell LanesModel::slot_cell(const LanePlan::Cell& planned) const {
    LaneCell cell;
    cell.reason = text_of(planned.reason);
    cell.kept = planned.slot.has_value();
    if (!cell.kept) {
        return cell;
    }
    const Slot& slot = facts_->area.slots().at(*planned.slot);
    cell.location = Location::slot(0, *planned.slot, slot.size);
    cell.label = text_of(slot.label);
    cell.offset = QStringLiteral("%1").arg(slot.offset, 4, 16, QLatin1Char('0'));
    return cell;
}

void LanesModel::show_chain(const std::vector<ChainMove>& moves, Owner owner) {
    chain_.clear();
    for (const ChainMove& move : moves) {
        const auto from = move.from ? find(*move.from) : std::nullopt;
        const auto to = find(move.to);
        if (from && to && *from != *to) {
            chain_.push_back({*from, *to, false, owner});
        }
    }
}

void LanesModel::show_values(const MachineState& state, const ProvenanceTracker& values) {
    for (LaneRow& row : rows_) {
        for (LaneCell& cell : row.cells) {
            if (!cell.kept) {
                continue;
            }
            if (cell.location.kind == LocationKind::slot) {
                cell.location.area = state.area;
            }
            cell.value = state.value(cell.location);
            cell.owner_before = cell.owner;
            cell.owner = values.owner_of(cell.location);
            cell.written = false;
        }
    }
}

void LanesModel::update(const Timeline& timeline, const CurrentSwitch& now) {
    const MachineState& state = timeline.state();
    area_address_ = state.area < state.areas.size() && state.areas[state.area].address != 0
                        ? std::optional(state.areas[state.area].address)
                        : std::nullopt;
    show_values(state, now.provenance());
    moves_.update(timeline, now.provenance());
    for (const LaneWrite& write : moves_.writes()) {
        LaneCell& cell = rows_.at(write.cell.row).cell(write.cell.lane);
        cell.written = true;
        cell.before = write.before;
    }
}

} // namespace switchscope::ui

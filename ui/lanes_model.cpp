// SPDX-License-Identifier: MIT
#include "ui/lanes_model.h"

#include <algorithm>
#include <set>

#include <QCoreApplication>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "ui/format.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(lanes)
};

std::vector<Location> gprs(std::initializer_list<Gpr> numbers) {
    std::vector<Location> locations;
    for (const Gpr number : numbers) {
        locations.push_back(Location::gpr(number));
    }
    return locations;
}

QString register_name(const Location& location) {
    return location.kind == LocationKind::gpr
               ? text_of(std::string(gpr_name(static_cast<unsigned>(location.id))))
               : text_of(csr_name(static_cast<unsigned>(location.id)));
}

} // namespace

LanesModel::LanesModel(std::shared_ptr<const SessionFacts> facts) : facts_(std::move(facts)) {
    add_group(Text::tr("pointers"), gprs({ra, sp, gp, tp}));
    add_group(Text::tr("saved"), gprs({s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11}));
    add_group(Text::tr("arguments"), gprs({a0, a1, a2, a3, a4, a5, a6, a7}));
    add_group(Text::tr("temporaries"), gprs({t0, t1, t2, t3, t4, t5, t6}));
    add_group(Text::tr("CSRs"), csrs_of_the_routine());
}

std::vector<Location> LanesModel::csrs_of_the_routine() const {
    std::set<std::uint16_t> touched;
    for (const Instruction& instruction : facts_->routine.instructions()) {
        if (instruction.csr) {
            touched.insert(instruction.csr->number);
        }
    }
    std::vector<Location> ordered;
    for (const std::uint16_t number : {csr::sepc, csr::sstatus, csr::stvec, csr::sscratch}) {
        if (touched.erase(number) > 0) {
            ordered.push_back(Location::csr(number));
        }
    }
    for (const std::uint16_t number : touched) {
        ordered.push_back(Location::csr(number));
    }
    return ordered;
}

void LanesModel::add_group(const QString& title, const std::vector<Location>& registers) {
    if (registers.empty()) {
        return;
    }
    groups_.push_back({title, rows_.size(), registers.size()});
    for (const Location& location : registers) {
        LaneRow row;
        row.cell(Lane::host) = slot_cell(SlotOwner::host, location);
        row.cell(Lane::guest) = slot_cell(SlotOwner::guest, location);
        row.cell(Lane::cpu).location = location;
        row.cell(Lane::cpu).label = register_name(location);
        rows_.push_back(std::move(row));
    }
}

LaneCell LanesModel::slot_cell(SlotOwner owner, const Location& register_location) const {
    const SaveArea& area = facts_->area;
    const auto number = static_cast<unsigned>(register_location.id);
    const auto index = register_location.kind == LocationKind::gpr
                           ? area.index_of_gpr(owner, number)
                           : area.index_of_csr(owner, number);
    LaneCell cell;
    cell.reason = text_of(why_not_saved(area, facts_->routine, owner, register_location));
    cell.kept = index && cell.reason.isEmpty();
    if (!cell.kept) {
        return cell;
    }
    const Slot& slot = area.slots().at(*index);
    cell.location = Location::slot(0, *index, slot.size);
    cell.label = text_of(slot.label);
    cell.offset = QStringLiteral("%1").arg(slot.offset, 4, 16, QLatin1Char('0'));
    return cell;
}

std::optional<CellId> LanesModel::find(const Location& location) const {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            const LaneCell& cell = rows_.at(row).cell(lane);
            if (cell.kept && cell.location == location) {
                return CellId{row, lane};
            }
        }
    }
    return std::nullopt;
}

std::vector<LaneMove> LanesModel::moves_of(const Step& step) const {
    std::vector<LaneMove> moves;
    for (const Effect& effect : step.effects) {
        if (!effect.from) {
            continue;
        }
        const auto from = find(*effect.from);
        const auto to = find(effect.at);
        if (!from || !to || *from == *to) {
            continue;
        }
        const auto opposite = std::ranges::find_if(
            moves, [&](const LaneMove& move) { return move.from == *to && move.to == *from; });
        if (opposite != moves.end()) {
            opposite->swap = true;
        } else {
            moves.push_back({*from, *to, false, Owner::scratch});
        }
    }
    return moves;
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

void LanesModel::update(const Timeline& timeline, const CurrentSwitch& now) {
    const MachineState& state = timeline.state();
    for (LaneRow& row : rows_) {
        for (LaneCell& cell : row.cells) {
            if (!cell.kept) {
                continue;
            }
            if (cell.location.kind == LocationKind::slot) {
                cell.location.area = state.area;
            }
            cell.value = state.value(cell.location);
            cell.owner = now.provenance().owner_of(cell.location);
            cell.written = false;
        }
    }
    moves_.clear();
    trail_.clear();
    last_written_.reset();
    const Step* last = timeline.last_step();
    if (last == nullptr) {
        return;
    }
    for (const Effect& effect : last->effects) {
        if (const auto id = find(effect.at)) {
            rows_.at(id->row).cell(id->lane).written = true;
            if (!last_written_ || id->lane != Lane::cpu) {
                last_written_ = id;
            }
        }
    }
    moves_ = moves_of(*last);
    for (std::size_t n = timeline.trail_begin(); n + 1 < timeline.position(); ++n) {
        const std::vector<LaneMove> moved = moves_of(timeline.recording().step(n));
        trail_.insert(trail_.end(), moved.begin(), moved.end());
    }
    for (std::vector<LaneMove>* moves : {&moves_, &trail_}) {
        for (LaneMove& move : *moves) {
            move.owner = cell(move.to).owner;
        }
    }
}

} // namespace switchscope::ui

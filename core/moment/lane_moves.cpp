// SPDX-License-Identifier: MIT
#include "core/moment/lane_moves.h"

#include <algorithm>

namespace switchscope {

LaneMoves::LaneMoves(const LanePlan& plan) {
    const auto add_slot = [&](const LanePlan::Cell& planned, CellId cell) {
        if (planned.slot) {
            slots_.resize(std::max(slots_.size(), *planned.slot + 1));
            slots_[*planned.slot] = cell;
        }
    };
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        const LanePlan::Row& planned = plan.rows[row];
        if (planned.at.kind == LocationKind::gpr) {
            gprs_.at(planned.at.id) = CellId{row, Lane::cpu};
        } else {
            csrs_[planned.at.id] = CellId{row, Lane::cpu};
        }
        add_slot(planned.host, {row, Lane::host});
        add_slot(planned.guest, {row, Lane::guest});
    }
}

std::optional<CellId> LaneMoves::find(const Location& location) const {
    switch (location.kind) {
    case LocationKind::gpr:
        return location.id < gprs_.size() ? gprs_[location.id] : std::nullopt;
    case LocationKind::csr: {
        const auto found = csrs_.find(location.id);
        return found == csrs_.end() ? std::nullopt : std::optional(found->second);
    }
    case LocationKind::slot:
        return location.area == area_ && location.id < slots_.size() ? slots_[location.id]
                                                                     : std::nullopt;
    case LocationKind::memory:
        break;
    }
    return std::nullopt;
}

/// The cell of a place that a step reads or writes.
std::optional<CellId> LaneMoves::find(const Location& location, const Step& of) const {
    return is_seen_by(hart_, of, location) ? find(location) : std::nullopt;
}

void LaneMoves::add_moves(const Step& step, const ProvenanceTracker& values,
                          std::vector<LaneMove>& moves) const {
    const std::size_t first_of_step = moves.size();
    for (const Effect& effect : step.effects) {
        const auto from = effect.from ? find(*effect.from, step) : std::nullopt;
        const auto to = find(effect.at, step);
        if (!from || !to || *from == *to) {
            continue;
        }
        const auto opposite = std::find_if(
            moves.begin() + static_cast<std::ptrdiff_t>(first_of_step), moves.end(),
            [&](const LaneMove& move) { return move.from == *to && move.to == *from; });
        if (opposite != moves.end()) {
            opposite->swap = true;
        } else {
            moves.push_back({*from, *to, false, values.owner_of(effect.at)});
        }
    }
}

void LaneMoves::update(const Timeline& timeline, const ProvenanceTracker& values) {
    hart_ = timeline.state().hart;
    area_ = timeline.state().area;
    moves_.clear();
    trail_.clear();
    writes_.clear();
    last_written_.reset();
    const Step* last = timeline.last_step();
    if (last == nullptr) {
        return;
    }
    for (const Effect& effect : last->effects) {
        if (const auto cell = find(effect.at, *last)) {
            writes_.push_back({*cell, effect.before});
            if (!last_written_ || cell->lane != Lane::cpu) {
                last_written_ = cell;
            }
        }
    }
    add_moves(*last, values, moves_);
    for (std::size_t n = timeline.trail_begin(); n + 1 < timeline.position(); ++n) {
        const Step& step = timeline.recording().step(n);
        if (step.hart == hart_) {
            add_moves(step, values, trail_);
        }
    }
}

} // namespace switchscope

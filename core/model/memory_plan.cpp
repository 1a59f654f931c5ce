// SPDX-License-Identifier: MIT
#include "core/model/memory_plan.h"

#include <algorithm>

namespace switchscope {

namespace {

struct KeptSlot {
    SlotOwner owner;
    MemoryPlan::Piece piece;
};

/// The slots that the lanes show, by offset.
std::vector<KeptSlot> kept_slots(const LanePlan& lanes, const SaveArea& area) {
    std::vector<KeptSlot> kept;
    for (std::size_t row = 0; row < lanes.rows.size(); ++row) {
        for (const auto& [owner, cell] : {std::pair(SlotOwner::host, &lanes.rows.at(row).host),
                                          std::pair(SlotOwner::guest, &lanes.rows.at(row).guest)}) {
            if (cell->slot) {
                const Slot& slot = area.slots().at(*cell->slot);
                kept.push_back({owner, {slot.offset, slot.size, cell->slot, row, {}}});
            }
        }
    }
    std::ranges::sort(kept, {}, [](const KeptSlot& one) { return one.piece.offset; });
    return kept;
}

/// The piece for bytes that the switch does not touch.
MemoryPlan::Piece untouched(std::uint64_t begin, std::uint64_t end, const SaveArea& area) {
    MemoryPlan::Piece gap{begin, end - begin, std::nullopt, 0, {}};
    for (std::size_t n = 0; n < area.slots().size(); ++n) {
        if (area.slots()[n].offset >= begin && area.slots()[n].offset < end) {
            gap.left_out.push_back(n);
        }
    }
    return gap;
}

} // namespace

MemoryPlan memory_plan(const LanePlan& lanes, const SaveArea& area) {
    MemoryPlan plan;
    const std::vector<KeptSlot> kept = kept_slots(lanes, area);
    std::vector<MemoryPlan::Piece>* column = &plan.host;
    if (!kept.empty() && kept.front().owner == SlotOwner::guest) {
        column = &plan.guest;
    }
    std::uint64_t at = 0;
    for (const KeptSlot& one : kept) {
        if (one.piece.offset > at) {
            column->push_back(untouched(at, one.piece.offset, area));
        }
        column = one.owner == SlotOwner::host ? &plan.host : &plan.guest;
        column->push_back(one.piece);
        at = std::max(at, one.piece.offset + one.piece.size);
    }
    if (area.size() > at) {
        column->push_back(untouched(at, area.size(), area));
    }
    return plan;
}

} // namespace switchscope

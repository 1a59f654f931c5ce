// SPDX-License-Identifier: MIT
#include "core/session/armed_breakpoints.h"

#include <algorithm>
#include <iterator>

namespace switchscope {

Result<void> ArmedBreakpoints::arm(const std::vector<MachineState::Area>& areas) {
    for (const auto& [address, breakpoints] : plan_.addresses) {
        SWITCHSCOPE_TRY(target_.set_breakpoint(address));
    }
    if (changes_step_mask()) {
        SWITCHSCOPE_TRY(target_.set_step_interrupts(false));
    }
    return watch(areas);
}

Result<void> ArmedBreakpoints::disarm() {
    for (const auto& [address, breakpoints] : plan_.addresses) {
        SWITCHSCOPE_TRY(target_.clear_breakpoint(address));
    }
    SWITCHSCOPE_TRY(unwatch());
    return changes_step_mask() ? target_.set_step_interrupts(true) : Result<void>{};
}

Result<void> ArmedBreakpoints::watch(const std::vector<MachineState::Area>& areas) {
    for (const std::size_t number : plan_.slot_writes) {
        const Slot& slot = area_.slots()[plan_.breakpoints[number].breakpoint.slot];
        for (std::uint16_t area = 0; area < areas.size(); ++area) {
            const bool known = std::ranges::any_of(watched_, [&](const WatchedSlot& one) {
                return one.area == area && one.breakpoint == number;
            });
            if (!known) {
                watched_.push_back({areas[area].address + slot.offset, slot.size, area, number});
                SWITCHSCOPE_TRY(
                    target_.set_watchpoint(watched_.back().address, watched_.back().size));
            }
        }
    }
    return {};
}

Result<void> ArmedBreakpoints::unwatch() {
    SWITCHSCOPE_TRY(lift(watched_));
    watched_.clear();
    return {};
}

std::vector<WatchedSlot> ArmedBreakpoints::watched_at(std::uint64_t address) const {
    std::vector<WatchedSlot> found;
    std::ranges::copy_if(watched_, std::back_inserter(found), [&](const WatchedSlot& one) {
        return address >= one.address && address < one.address + one.size;
    });
    return found;
}

Result<void> ArmedBreakpoints::lift(const std::vector<WatchedSlot>& slots) {
    for (const WatchedSlot& slot : slots) {
        SWITCHSCOPE_TRY(target_.clear_watchpoint(slot.address, slot.size));
    }
    return {};
}

Result<void> ArmedBreakpoints::restore(const std::vector<WatchedSlot>& slots) {
    for (const WatchedSlot& slot : slots) {
        SWITCHSCOPE_TRY(target_.set_watchpoint(slot.address, slot.size));
    }
    return {};
}

} // namespace switchscope

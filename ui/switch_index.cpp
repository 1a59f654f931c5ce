// SPDX-License-Identifier: MIT
#include "ui/switch_index.h"

#include <algorithm>

namespace switchscope::ui {

void SwitchIndex::update(const Recording& recording, const Routine& routine) {
    for (; seen_ < recording.size(); ++seen_) {
        const Step& step = recording.step(seen_);
        if (step.pc == routine.begin() && step.world == World::host) {
            switches_.push_back({switches_.empty() ? 0 : seen_, seen_, 0, std::nullopt});
        }
        if (switches_.empty()) {
            continue;
        }
        SwitchRecord& current = switches_.back();
        if (step.world == World::guest) {
            ++current.guest_steps;
        } else if (routine.index_of(step.pc) == routine.ret_index() && step.world == World::host) {
            current.exit = seen_ + 1;
        }
    }
}

std::optional<std::size_t> SwitchIndex::at(std::size_t position) const {
    const auto next = std::upper_bound(
        switches_.begin(), switches_.end(), position,
        [](std::size_t wanted, const SwitchRecord& record) { return wanted < record.entry; });
    if (next == switches_.begin()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(std::distance(switches_.begin(), next)) - 1;
}

std::size_t SwitchIndex::end_of(std::size_t number) const {
    return number + 1 < switches_.size() ? switches_.at(number + 1).begin : seen_;
}

} // namespace switchscope::ui

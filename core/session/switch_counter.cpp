// SPDX-License-Identifier: MIT
#include "core/session/switch_counter.h"

namespace switchscope {

bool is_entry(const Step& step, const Routine& routine) {
    return step.half == Half::host_to_guest && step.pc == routine.begin() && !step.trapped;
}

bool SwitchCounter::begins(const Step& step, const Routine& routine) const {
    const bool in_switch = step.half != Half::none || step.world == World::guest;
    // An interrupt can come in front of the first instruction. The entry itself then comes later.
    const bool at_entry = step.half == Half::host_to_guest && step.pc == routine.begin();
    return is_entry(step, routine) || (in_switch && !at_entry && !has_entered(step.hart));
}

} // namespace switchscope

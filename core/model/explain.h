// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/base/phrase.h"
#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope {

/// One sentence in plain words that says what a step means in the world switch ("The host's ra is
/// saved in its slot"). `after` is the state after the step, or null. It adds to an exit the
/// arguments of a call or the value of a store.
Phrase explain(const Step& step, const Routine& routine, const SaveArea& area,
               const MachineState* after = nullptr);

/// Why the switch keeps no copy of a register of a world, for the lanes: "carries the struct
/// pointer", "caller-saved: not kept". Empty when it keeps one.
Phrase why_not_saved(const SaveArea& area, const Routine& routine, SlotOwner owner,
                     const Location& location);

/// The instruction of a step, decoded from its encoding: "ld s3, 0x3f8(a0)". For a run, "(guest
/// runs)" and the like.
Phrase instruction_of(const Step& step);
std::string instruction_text(const Step& step); ///< the same in English

} // namespace switchscope

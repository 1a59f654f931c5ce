// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/base/phrase.h"
#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope {

/// One sentence in plain words: what this step means in the world switch ("the host's ra goes into its slot").
/// `after`: the state behind the step, which knows more of an exit (the arguments of a call, the value of a store).
Phrase explain(const Step& step, const Routine& routine, const SaveArea& area,
               const MachineState* after = nullptr);

/// Why a register of a world has no slot, for the lanes: "carries the struct pointer", "caller-saved: not kept";
/// empty when the world keeps it.
Phrase why_not_saved(const SaveArea& area, const Routine& routine, SlotOwner owner,
                     const Location& location);

/// "ld s3, 0x3f8(a0)": the instruction of a step, decoded from the encoding it carries; "(guest runs)" where it is more
/// than one.
Phrase instruction_of(const Step& step);
std::string instruction_text(const Step& step); ///< the same in English

} // namespace switchscope

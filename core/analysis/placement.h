// SPDX-License-Identifier: MIT
#pragma once

#include "core/analysis/blame.h"
#include "core/analysis/finding.h"
#include "core/analysis/walked_routine.h"

namespace switchscope {

/// Finds the instructions at which findings of the static check are shown.
class Placement {
  public:
    /// `walked` must outlive it.
    explicit Placement(const WalkedRoutine& walked) : walked_(walked) {}

    /// Places the finding where an instruction is missing. That is after the instruction that
    /// fetched the value into a register, or else next to the one that does the same for the
    /// register with the nearest slot. Returns the cause, with the text of that instruction where
    /// it helps.
    Phrase place_missing(Finding& finding, const Clause& clause, Phrase cause) const;
    /// Adds the other instructions that have a part in it: those that moved the wrong value
    /// (`actual`), and those that moved the right one.
    void relate(Finding& finding, const Blame& blame, const Provenance& actual,
                const Clause& clause) const;

  private:
    /// The last instruction from `first` on that brought the right value into a GPR other than its
    /// home. Where there is none, the last instruction of the half.
    std::size_t fetched_in(std::size_t first, const Clause& clause) const;
    /// The load or store whose slot is nearest to `slot`, among those of similar registers; `last`
    /// where there is none.
    std::size_t nearest(std::size_t first, std::size_t last, Operation operation,
                        std::size_t slot) const;

    const WalkedRoutine& walked_;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include "core/analysis/blame.h"
#include "core/analysis/finding.h"
#include "core/analysis/walked_routine.h"

namespace switchscope {

/// Where findings of the static check stand in the code.
class Placement {
  public:
    explicit Placement(const WalkedRoutine& walked) : walked_(walked) {} ///< which must outlive it

    /// Where an instruction is missing: behind the one that fetched the value into a register, if there is one;
    /// otherwise beside the one that does the same for the register whose slot is nearest. Gives the cause back, with
    /// that place where it helps.
    Phrase place_missing(Finding& finding, const Clause& clause, Phrase cause) const;
    /// Adds the other instructions that have a part in it: those that moved what is there instead (`actual`), and those
    /// that moved what is wanted.
    void relate(Finding& finding, const Blame& blame, const Provenance& actual,
                const Clause& clause) const;

  private:
    /// The last instruction from `first` on that brought the wanted value into a GPR which is not its home; where there
    /// is none, the last one of the half.
    std::size_t fetched_in(std::size_t first, const Clause& clause) const;
    /// Of the loads or stores of registers like the one that `slot` keeps, the one whose slot is nearest; `last` where
    /// there is none.
    std::size_t nearest(std::size_t first, std::size_t last, Operation operation,
                        std::size_t slot) const;

    const WalkedRoutine& walked_;
};

} // namespace switchscope

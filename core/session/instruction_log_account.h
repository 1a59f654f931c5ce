// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/image/save_area.h"
#include "core/isa/instruction.h"
#include "core/model/routine.h"
#include "core/session/held_steps.h"
#include "core/session/log_account.h"
#include "core/session/shared_log.h"

namespace switchscope {

/// The account of a log in instruction mode: each block is one instruction, with a dump of the
/// registers in front of it. So a dump shows what the instruction before it did.
///
/// That a load brought something else than the slot was last known to hold is no contradiction: C
/// code has written the slot, and the step says so. Where anything else differs from what the
/// instruction was bound to do, the dump wins, and the step is `corrected`.
class InstructionLogAccount final : public LogAccount {
  public:
    /// All references must outlive it.
    InstructionLogAccount(const Routine& routine, const SaveArea& area, const LogStart& start,
                          SharedLog& log, LogLedger& ledger)
        : routine_(routine), area_(area), start_(start), log_(log),
          steps_(routine, area, start, log.state, ledger) {}

    void block(const LoggedBlock& block) override;
    void not_executed(bool certain) override;

  private:
    enum class Executed : std::uint8_t { yes, no, perhaps };

    const MachineState& state() const { return steps_.state(); }
    World world_of(const LoggedBlock& block) const;
    const Instruction* instruction_at_hand() const;

    void first(const LoggedRegisters& registers, const Observation& seen);
    void next(const LoggedRegisters& registers, const Observation& seen);
    void hand_over(const Instruction& sret, const Observation& seen);
    /// The instruction led somewhere else than to its successor. `cause_pc`: where the trap that
    /// led to `seen` came from.
    void detour(const Instruction& instruction, std::uint64_t successor,
                std::optional<std::uint64_t> cause_pc, const Observation& seen);
    bool trapped_twice(std::uint64_t successor, std::optional<std::uint64_t> cause_pc,
                       const Observation& seen) const;

    void run(const Observation& seen, bool corrected);
    /// The instruction was executed. `trap_follows`: `seen` shows what a trap behind it did as
    /// well.
    void retire(const Instruction& instruction, const Observation& seen, World world_after,
                std::uint64_t pc_after, bool trap_follows);
    std::optional<Effect> take_results(const Instruction& instruction, const Observation& seen,
                                       bool trap_follows, Step& step) const;
    void compare(const Instruction& instruction, const Observation& seen, Step& step) const;
    /// A trap or an interrupt came in front of `instruction`; null: it is not known.
    void trap(const Instruction* instruction, const Observation& seen);

    const Routine& routine_;
    const SaveArea& area_;
    LogStart start_;
    SharedLog& log_;
    HeldSteps steps_;
    bool started_ = false;
    Executed executed_ = Executed::yes; ///< the last block
};

} // namespace switchscope

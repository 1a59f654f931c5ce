// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/account.h"
#include "core/session/log_plan.h"
#include "core/session/qemu_log.h"
#include "core/session/session.h"
#include "core/session/trace_options.h"

namespace switchscope {

/// Turns the blocks of a log into steps: pure, no target and no file.
///
/// Between two dumps the routine's instructions are executed on the state at hand, and the second dump is held
/// against the result. Where they differ, the dump wins. That a load brought something else than what the slot was
/// last known to hold is no contradiction: C code has written it, and the `run` before the half says so. Anything
/// else is one, and the step is `corrected`.
///
/// What the log cannot show is not made up: CSRs that dumps lack and slots that the routine does not touch have no
/// value from the first stretch on that ran unobserved (block mode). A slot that the routine stores without having
/// loaded it is taken to be as the routine left it.
class LogAccount final : public QemuLogListener {
  public:
    struct Counts {
        std::uint64_t switches = 0; ///< complete
        std::uint64_t steps = 0;
        std::uint64_t entries = 0; ///< of the routine, on the hart that is followed
        std::uint64_t corrected = 0;
        std::uint64_t other_harts = 0; ///< blocks of harts that are not followed
        std::uint64_t unusable = 0;    ///< blocks without registers
    };

    /// `start`: the state at the routine's entry, on the hart that is followed; `switches_entered` as in
    /// describe_step. Stops by itself after `switches` complete ones (0: never).
    LogAccount(const Routine& routine, const SaveArea& area, TraceMode mode, MachineState start,
               std::uint64_t switches_entered, std::uint64_t switches, SessionListener& listener);

    // QemuLogListener
    void block(const LoggedBlock& block) override;
    void code(const LoggedCode& code) override;
    void not_executed(std::uint64_t host_code) override;

    /// No block counts after it. A half that is not complete is given up: what C code changed before it may not have
    /// shown yet.
    void finish();
    bool done() const { return done_; }
    const Counts& counts() const { return counts_; }
    /// After finish(): behind the last step told.
    const MachineState& state() const { return state_; }
    std::uint64_t switches_entered() const { return entered_; }

  private:
    struct Mark { ///< an effect of a step that is held back
        std::size_t step = 0;
        std::size_t effect = 0;
    };

    World world_of(const LoggedBlock& block) const;
    void first_block(const Observation& seen, World world);

    // Instruction mode: one block, one instruction.
    void next_instruction(const LoggedRegisters& registers, const Observation& seen, World world);
    const Instruction* instruction_at_hand() const;
    /// `seen` may show what a trap behind the instruction did as well: `trap_follows`.
    void retire(const Instruction& instruction, const Observation& seen, World world_after,
                std::uint64_t pc_after, bool trap_follows);
    void trap(const Instruction* instruction, const Observation& seen, World world);

    // Block mode: the routine's instructions from one anchor to the next.
    void next_anchor(const Observation& seen, World world);
    void execute(std::size_t index);
    void settle(const Observation& seen);
    void settle_gpr(unsigned number, std::uint64_t value);
    void settle_csr(std::uint16_t number, std::optional<std::uint64_t> value);
    /// A load or a CSR access found `value` in `place`, which C code must have written before this half.
    bool reveal(const Location& place, const Mark& mark, std::uint64_t value);
    void leave_half();
    void forget_unseen(Step& step, const Observation& seen) const;
    void forget_windows(Step& step, const Observation& seen) const;
    void forget_trap_csrs(Step& step, const Observation& seen) const;

    // Both.
    void run(const Observation& seen, World world, bool corrected);
    void complete(const Instruction& instruction, Effect& effect) const;
    void complete_hand_over(const Instruction& instruction, Step& step) const;
    void arrive(Step& step);
    void meet_area(std::uint64_t address);
    bool enters(const Step& step) const;
    void hold(Step step);
    void tell();
    Step describe() const {
        return describe_step(routine_, state_, entered_, state_.pc, state_.world);
    }

    const Routine& routine_;
    const SaveArea& area_;
    TraceMode mode_;
    SessionListener& listener_;
    std::uint64_t wanted_;
    bool started_ = false;
    bool executed_ = true; ///< the block at hand was not left before its first instruction
    bool done_ = false;
    std::uint64_t host_code_ = 0; ///< of the block at hand

    MachineState state_; ///< behind the steps told and held back
    std::uint64_t entered_;
    std::vector<Step> held_; ///< a `run` may still learn what changed in it
    std::array<std::optional<Mark>, 32> gpr_marks_{}; ///< last writers since the last anchor
    std::map<std::uint16_t, Mark> csr_marks_;
    std::uint32_t unknown_gprs_ = 0; ///< bit n: xn has no value until the next anchor
    std::set<std::uint16_t> routine_csrs_;

    std::unordered_map<std::uint64_t, LoggedCode> fresh_code_; ///< by pc: its block comes next
    std::unordered_map<std::uint64_t, Instruction> code_;      ///< by host code
    Counts counts_;
};

} // namespace switchscope

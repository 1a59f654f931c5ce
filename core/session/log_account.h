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
#include "core/session/qemu_log.h"
#include "core/session/session.h"
#include "core/session/trace_options.h"

namespace switchscope {

/// Where a dump of the registers is needed for every effect of the routine to be known, besides its two entries: in
/// front of each instruction that overwrites a register just loaded (the dump shows what was loaded), and in front
/// of those that leave the routine. Addresses, ascending; the routine's entry and return label are among them.
std::vector<std::uint64_t> log_anchors(const Routine& routine);
/// The same as QEMU's `-dfilter`: "0xffffffff80000da8+1,...".
std::string log_filter(const Routine& routine);

/// Addresses that are never executed, one in each page of the routine: inside an instruction. A breakpoint there
/// makes QEMU put every instruction of that page into a block of its own (seen with 7.2: cpu_exec does so for pages
/// that hold a breakpoint), so that each anchor can be logged, and never stops anything.
std::vector<std::uint64_t> split_points(const Routine& routine);

/// What a dump shows, under the true owners: with V=1 the supervisor names are the guest's registers. sstatus, sie,
/// hie and vsie are worked out of mstatus, mie, mideleg and hideleg as the privileged specification defines them.
Observation observation_of(const LoggedRegisters& registers, World world);

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

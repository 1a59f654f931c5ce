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

/// What the accounts of all harts have in common.
struct SharedLog {
    explicit SharedLog(MachineState start) : state(std::move(start)) {}

    /// Behind the steps told and held back, in the order of the log.
    MachineState state;
    std::uint64_t time = 0; ///< when what is being read arrived, in nanoseconds

    /// The instruction of the block with that translation; null: not known.
    const Instruction* find_code(std::uint64_t host_code) const;
    void code(const LoggedCode& code);
    /// Ties the code that was told last for that address to the block that runs it.
    void translated(const LoggedBlock& block);

  private:
    std::unordered_map<std::uint64_t, LoggedCode> fresh_code_; ///< by pc: its block comes next
    std::unordered_map<std::uint64_t, Instruction> code_;      ///< by host code
};

/// Where accounts put down what they found out.
class LogLedger {
  public:
    virtual ~LogLedger() = default;
    virtual void area_met(const MachineState::Area& area) = 0;
    virtual void stepped(Step step) = 0; ///< without the number of its switch
    /// A hart came to the routine's entry; what it does next belongs to another switch.
    virtual void arrived(std::uint32_t hart, std::uint16_t area) = 0;
    virtual bool is_over() const = 0; ///< nothing more is wanted
};

/// Turns the blocks of a hart into steps: pure, no target and no file.
///
/// Between two dumps the routine's instructions are executed on the state at hand, and the second dump is held
/// against the result. Where they differ, the dump wins. That a load brought something else than what the slot was
/// last known to hold is no contradiction: C code has written it, and the `run` before the half says so. Anything
/// else is one, and the step is `corrected`.
///
/// What the log cannot show is not made up: CSRs that dumps lack and slots that the routine does not touch have no
/// value from the first stretch on that ran unobserved (block mode). A slot that the routine stores without having
/// loaded it is taken to be as the routine left it.
class LogAccount {
  public:
    struct Start {
        std::uint32_t hart = 0;
        bool stands = false; ///< it stands where the log begins
        bool knows_area =
            false; ///< the save area in force on it is known, and not just the first that was met
    };
    /// Of a hart of `shared`. All must outlive it.
    LogAccount(const Routine& routine, const SaveArea& area, TraceMode mode, const Start& start,
               SharedLog& shared, LogLedger& ledger);

    /// The hart's next block; it has registers.
    void block(const LoggedBlock& block);
    /// The block at hand was left before its first instruction; `certain`: by this hart.
    void not_executed(bool certain);
    std::uint64_t host_code() const { return host_code_; } ///< of the block at hand

  private:
    struct Mark { ///< an effect of a step that is held back
        std::size_t step = 0;
        std::size_t effect = 0;
    };
    struct Anchor {
        std::uint64_t pc = 0, time = 0;
    };
    enum class Executed : std::uint8_t { yes, no, perhaps };

    World world_of(const LoggedBlock& block) const;
    void first_block(const Observation& seen, World world);
    /// An interrupt was pending when the machine was let run: it came before the first instruction.
    bool interrupted_at_once(const LoggedRegisters& registers, const Observation& seen,
                             World world);

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
    void arrive(Step& step, const Observation& seen);
    void meet_area(std::uint64_t address);
    void hold(Step step);
    void tell();
    Step describe() const {
        return describe_step(routine_, state_, SwitchCounter{}, state_.pc, state_.world);
    }

    const Routine& routine_;
    const SaveArea& area_;
    TraceMode mode_;
    Start start_;
    SharedLog& shared_;
    MachineState& state_; ///< shared_.state; our hart is in force in it while we are at work
    LogLedger& ledger_;
    bool started_ = false;
    Executed executed_ = Executed::yes; ///< the block at hand
    std::uint64_t host_code_ = 0;       ///< of the block at hand

    std::vector<Step> held_; ///< a `run` may still learn what changed in it
    std::array<std::optional<Mark>, 32> gpr_marks_{}; ///< last writers since the last anchor
    std::map<std::uint16_t, Mark> csr_marks_;
    std::uint32_t unknown_gprs_ = 0; ///< bit n: xn has no value until the next anchor
    Anchor anchor_;                  ///< the last one seen
    /// The instruction with which a half was left, until the next anchor.
    std::optional<std::uint64_t> left_at_;
    std::set<std::uint16_t> routine_csrs_;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/image/save_area.h"
#include "core/isa/instruction.h"
#include "core/model/routine.h"
#include "core/session/followed_machine.h"
#include "core/session/session.h"
#include "core/session/target.h"

namespace switchscope {

/// Executes one instruction at a time on the hart in force, while the other harts stand still, and
/// reports exactly what each instruction changed.
///
/// A step is planned, exchanged and finished. The plan says what the decoded instruction can write,
/// and so what has to be read afterwards: all GPRs, the pc, and just those CSRs and bytes. The
/// exchange reads that and, where nothing can come in between, resumes the next instruction in the
/// same round trip. At the end every GPR is compared with the account.
///
/// At the end of a macro and at a change of world the stepper reads everything and compares that
/// with the account; it leaves the CSRs out where no instruction of the macro can have written one.
/// Such a step is `verified`. Where the target disagrees, the step has the target's values and is
/// `corrected`.
class Stepper {
  public:
    /// All references must outlive the stepper. `interrupts_held_off`: what the target was asked to
    /// do about interrupts while it is stepped.
    Stepper(FollowedMachine& machine, const Routine& routine, const SaveArea& area,
            bool interrupts_held_off)
        : machine_(machine), routine_(routine), area_(area),
          interrupts_held_off_(interrupts_held_off) {}

    /// Executes instructions to the end of the stretch that begins here (see begins_new_stretch()),
    /// `limit` instructions at most, and reports each step in order. Returns how many steps it
    /// made.
    ///
    /// It stops early on `cancel`, and in front of an instruction that waits for an interrupt which
    /// stepping holds off. A step of kind `run` means that a wait had to be broken off.
    Result<std::size_t> step(Stride stride, std::size_t limit, SessionListener& listener,
                             std::stop_token cancel);

    void set_interrupts_held_off(bool held_off) { interrupts_held_off_ = held_off; }
    bool interrupts_held_off() const { return interrupts_held_off_; }

  private:
    /// One call of step(), under way.
    struct Stretch {
        Stride stride;
        std::size_t limit;
        SessionListener& listener;
        std::stop_token cancel;
        std::size_t made = 0; ///< steps
        /// The instruction at the pc has been executed already: the resume for it went out together
        /// with the reads of the one before.
        bool executed = false;
        int idle = 0; ///< steps that the target reported in a row without executing anything
        bool over = false;
    };
    /// What one instruction is expected to do, and what has to be read to find out what it did.
    struct Plan {
        Step step;                              ///< with the effects that are expected
        std::optional<std::uint64_t> successor; ///< the next pc unless it traps; none: CSRs decide
        bool may_change_world = false;
        Request reads;
        std::vector<std::uint16_t> csrs;   ///< parallel to reads.registers, unless `full`
        bool full = false;                 ///< reads all GPRs and slots
        bool full_csrs = false;            ///< and all CSRs
        std::optional<std::size_t> stored; ///< the effect of a store that is read back
        bool runs_ahead = false; ///< the reads are followed by the resume for the next instruction
    };

    const MachineState& state() const { return machine_.state(); }
    const HartReader& reader() const { return machine_.reader(); }

    Result<void> make_step(Stretch& stretch);
    Result<Instruction> fetch();
    Result<void> execute(Stretch& stretch);
    Result<void> stop_short(Stretch& stretch);
    bool ends_stretch(const Stretch& stretch, const Step& step, std::uint64_t next_pc) const;

    Plan make_plan(const Instruction& instruction) const;
    void plan_reads(Plan& plan) const;
    bool may_run_ahead(const Plan& plan, const Instruction& instruction,
                       const Stretch& stretch) const;
    bool waits(const Instruction& instruction) const;
    bool is_last_of_span(std::size_t instruction) const;
    bool span_writes_csrs(std::size_t span) const;

    bool stood_still(const Plan& plan, const Reply& reply) const;
    Result<void> finish(Plan& plan, const Reply& reply);
    Result<void> finish_elsewhere(Plan& plan, const Reply& reply);
    void finish_straight(Plan& plan, const Reply& reply) const;
    Observation observation_of(const Plan& plan, const Reply& reply) const;

    FollowedMachine& machine_;
    const Routine& routine_;
    const SaveArea& area_;
    bool interrupts_held_off_;
};

} // namespace switchscope

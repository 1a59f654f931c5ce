// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/analysis/finding.h"
#include "core/image/save_area.h"
#include "core/model/provenance.h"
#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope {

/// A walk through the code of a routine: both halves, and the guest between them as one step of
/// kind `run`. Values are symbols: the steps are like recorded ones, but only values that the code
/// itself makes have numbers. These are the struct pointer (with an invented address), addresses
/// and constants. The walk needs no machine.
class SymbolicWalk {
  public:
    /// What is known at one moment.
    struct Snapshot {
        ProvenanceTracker values;
        /// The places whose values are numbers that the code made.
        std::map<Location, std::uint64_t> numbers;
    };
    /// A load or store that should access the struct, but does not.
    struct Stray {
        std::size_t instruction;            ///< index into Routine::instructions()
        Location base;                      ///< the register that should hold the struct pointer
        Provenance held;                    ///< what it holds instead
        std::optional<std::int64_t> offset; ///< from the struct pointer in bytes, where known
    };

    /// Both must outlive the walk. `area` may have no slots: then places of the struct are memory.
    SymbolicWalk(const Routine& routine, const SaveArea& area);

    const std::vector<Step>& steps() const { return steps_; }
    /// The step of kind `run` that stands for the guest.
    std::size_t guest_step() const { return routine_->sret_index() + 1; }
    /// The index of the step of an instruction.
    std::size_t step_of(std::size_t instruction) const;
    /// The index of the instruction of a step; none for guest_step().
    std::optional<std::size_t> instruction_of(std::size_t step) const;

    const MachineState& entry() const { return entry_; }
    const Snapshot& at_guest_entry() const { return snapshots_[0]; } ///< before sret
    const Snapshot& at_trap() const { return snapshots_[1]; }        ///< at the return label
    const Snapshot& at_return() const { return snapshots_[2]; }      ///< before `ret`
    const std::vector<Stray>& strays() const { return strays_; }
    const std::vector<Unfollowed>& not_followed() const { return not_followed_; }
    /// The steps that moved the value with that origin, in order.
    std::vector<std::size_t> moves_of(const Origin& origin) const;
    /// The offset in the struct of a slot or a place in memory; none for registers.
    std::optional<std::uint64_t> offset_of(const Location& place) const;

    /// The invented address of the struct. No image has addresses near it.
    static constexpr std::uint64_t struct_address = 0x5c0be00000000000;

  private:
    void execute(std::size_t index);
    /// What an instruction computes from registers and immediates.
    void compute(const Instruction& instruction, Step& step) const;
    /// Reports an instruction for which the walk has no model.
    void leave_unmodelled(const Instruction& instruction, std::size_t index, Step& step);
    void run_guest();
    void load(const Instruction& instruction, std::size_t index, Step& step);
    void store(const Instruction& instruction, std::size_t index, Step& step);
    void access_csr(const Instruction& instruction, Step& step);
    void leave(const Instruction& instruction, std::size_t index, English what);
    /// The offset in the struct that an instruction accesses. Where it accesses something else
    /// there is none, and a Stray or an Unfollowed is added.
    std::optional<std::uint64_t> resolve(const Instruction& instruction, std::size_t index);
    Location place_at(std::uint64_t offset, std::uint8_t size) const;
    /// The known places that share bytes with [offset, offset+size), without exactly that place.
    std::vector<Location> overlapping(std::uint64_t offset, std::uint8_t size) const;
    std::optional<std::uint64_t> number_of(const Location& place) const;
    void set_gpr(const Instruction& instruction, Step& step, std::optional<std::uint64_t> number,
                 std::optional<Location> from) const;
    void commit(Step step);

    const Routine* routine_;
    const SaveArea* area_;
    MachineState entry_;
    Snapshot now_;
    std::vector<Snapshot> snapshots_;
    std::vector<Step> steps_;
    std::vector<std::vector<Origin>> origins_; ///< of the moved values, by step and effect
    std::set<Location> memory_;                ///< accessed places of the struct that are no slots
    std::vector<Stray> strays_;
    std::vector<Unfollowed> not_followed_;
};

} // namespace switchscope

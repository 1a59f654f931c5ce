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

/// A walk through a routine's code, both halves and the guest's run between them, with symbols for values. What it
/// yields are steps like recorded ones, but with numbers only where the code itself makes them: the struct pointer
/// (nominal), addresses, constants. Needs no machine.
class SymbolicWalk {
  public:
    /// What is known at one moment.
    struct Snapshot {
        ProvenanceTracker values;
        std::map<Location, std::uint64_t>
            numbers; ///< of values that are a number of the code's own making
    };
    /// A load or store whose address is not in the struct.
    struct Stray {
        std::size_t instruction;            ///< index into Routine::instructions()
        Location base;                      ///< the register that should hold the struct pointer
        Provenance held;                    ///< what it holds
        std::optional<std::int64_t> offset; ///< from the struct pointer, where that can be told
    };

    /// Both must outlive the walk. An `area` without slots is fine: memory of the struct goes by its address then.
    SymbolicWalk(const Routine& routine, const SaveArea& area);

    const std::vector<Step>& steps() const { return steps_; }
    /// The step of kind `run` that stands for the guest.
    std::size_t guest_step() const { return routine_->sret_index() + 1; }
    std::size_t step_of(std::size_t instruction) const;
    std::optional<std::size_t> instruction_of(std::size_t step) const; ///< none for the guest's

    const MachineState& entry() const { return entry_; }
    const Snapshot& at_guest_entry() const { return snapshots_[0]; } ///< sret is to come
    const Snapshot& at_trap() const { return snapshots_[1]; }        ///< at the return label
    const Snapshot& at_return() const { return snapshots_[2]; }      ///< `ret` is to come
    const std::vector<Stray>& strays() const { return strays_; }
    const std::vector<Unfollowed>& not_followed() const { return not_followed_; }
    /// The steps that moved the value of that origin, in order.
    std::vector<std::size_t> moves_of(const Origin& origin) const;
    /// The offset in the struct of a place in memory or a slot.
    std::optional<std::uint64_t> offset_of(const Location& place) const;

    /// Where the struct is taken to be: far from any address an image has.
    static constexpr std::uint64_t struct_address = 0x5c0be00000000000;

  private:
    void execute(std::size_t index);
    void run_guest();
    void load(const Instruction& instruction, std::size_t index, Step& step);
    void store(const Instruction& instruction, std::size_t index, Step& step);
    void access_csr(const Instruction& instruction, Step& step);
    void leave(const Instruction& instruction, std::size_t index, English what);
    /// Where in the struct an access goes; none, with a Stray or an Unfollowed noted, where it does not go there.
    std::optional<std::uint64_t> resolve(const Instruction& instruction, std::size_t index);
    Location place_at(std::uint64_t offset, std::uint8_t size) const;
    /// Known places that share bytes with [offset, offset+size) and are not that place.
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
    std::vector<std::vector<Origin>> origins_; ///< by step and effect: which value it moved
    std::set<Location> memory_;                ///< places of the struct that are no slots
    std::vector<Stray> strays_;
    std::vector<Unfollowed> not_followed_;
};

} // namespace switchscope

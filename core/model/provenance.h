// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope {

/// Whose value a place holds: what its colour says.
enum class Owner : std::uint8_t {
    host,
    guest,
    plumbing, ///< the struct pointer, the return label: the switch's own
    scratch,  ///< belongs to nobody: a register the host does not keep, or a value made on the way
};
const char* owner_name(Owner owner); ///< "host", "guest", "switch", "scratch"

/// Which value it is: values that were only moved since are equal exactly if their origins are.
struct Origin {
    enum class Kind : std::uint8_t {
        found,   ///< `place` held it when the world switch was entered
        trapped, ///< the guest had it in `place` when it trapped (or has it there now)
        made,    ///< an instruction made it from other values, in `place`, at step `step`
    };
    Kind kind = Kind::found;
    Location place;
    std::size_t step = 0; ///< made: which step made it
    bool operator==(const Origin&) const = default;
};

/// Whose a value is, where it was first seen in this world switch, and the way it came.
struct Provenance {
    Owner owner = Owner::scratch;
    Origin origin;
    /// The steps that moved it here, oldest first (a computed value begins with the step that made it); numbers as
    /// given to ProvenanceTracker::apply().
    std::vector<std::size_t> chain;
};

/// "the guest's ra", "what slot host.ra held", "the struct pointer", "a computed value".
Phrase describe(const Provenance& provenance, const SaveArea& area);

/// Follows every value through the steps of one world switch, from its entry on: recorded steps and those of a walk
/// through the code alone are the same to it. Costs what a step changed, not what exists.
///
/// It follows the hart that is in force at the entry. What others do meanwhile counts where it shows: in slots and memory.
class ProvenanceTracker {
  public:
    /// `routine` and `area` must outlive the tracker. `at_entry`: the state before the first step.
    ProvenanceTracker(const Routine& routine, const SaveArea& area, const MachineState& at_entry);

    /// `number` names the step in chains.
    void apply(const Step& step, std::size_t number);

    Owner owner_of(const Location& location) const;
    Origin origin_of(const Location& location) const;
    Provenance of(const Location& location) const;

  private:
    static constexpr std::uint32_t no_link = ~std::uint32_t{0};
    struct Value {
        Owner owner = Owner::scratch;
        Origin origin;
        std::uint32_t link = no_link; ///< last step of its chain, index into links_
    };
    struct Link {
        std::size_t step;
        std::uint32_t before;
    };

    Value value_of(const Location& location) const;
    /// What a place holds when nothing has moved: the host's, where it keeps the register across a switch.
    Value at_rest(const Location& location) const;
    Value after(const Effect& effect, const Step& step, std::size_t number);
    bool is_plumbing(std::uint64_t value) const;
    void set(const Location& location, const Value& value);
    std::uint32_t link(std::size_t step, std::uint32_t before);

    const Routine* routine_;
    const SaveArea* area_;
    std::uint32_t hart_;
    std::uint64_t struct_address_ = 0; ///< of the save area in force; 0: not known
    std::array<Value, 32> gprs_;
    std::map<Location, Value> others_; ///< CSRs, slots and memory that differ from at_rest()
    std::vector<Link> links_;
};

} // namespace switchscope

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

/// Whose value a place holds. The colours in the window show it.
enum class Owner : std::uint8_t {
    host,
    guest,
    plumbing, ///< the switch's own: the struct pointer, the return label
    scratch,  ///< nobody's: a register that the host does not keep, or an intermediate value
};
const char* owner_name(Owner owner); ///< "host", "guest", "switch", "scratch"

/// Where a value was first seen. Two values that were only moved since then are equal exactly if
/// their origins are.
struct Origin {
    enum class Kind : std::uint8_t {
        found,   ///< `place` held it when the world switch was entered
        trapped, ///< the guest had it in `place` at its trap, or has it there now
        made,    ///< the instruction of step `step` computed it, in `place`
    };
    Kind kind = Kind::found;
    Location place;
    std::size_t step = 0; ///< the number of the step, for `made`
    bool operator==(const Origin&) const = default;
};

/// Whose a value is, where it was first seen in this world switch, and how it came to its place.
struct Provenance {
    Owner owner = Owner::scratch;
    Origin origin;
    /// The numbers of the steps that moved it here, oldest first, as ProvenanceTracker::apply() got
    /// them. For a computed value the first one is the step that computed it.
    std::vector<std::size_t> chain;
};

/// Names a value: "the guest's ra", "what slot host.ra held before", "the struct pointer", "a
/// computed value".
Phrase describe(const Provenance& provenance, const SaveArea& area);

/// Follows every value through the steps of one world switch, from its entry on. The steps may be
/// recorded, or come from a symbolic walk. A step costs as much time as it has effects.
///
/// The tracker follows the hart that is in force at the entry. Of the steps of other harts only the
/// effects on slots and memory count.
class ProvenanceTracker {
  public:
    /// `routine` and `area` must outlive the tracker. `at_entry` is the state before the first
    /// step.
    ProvenanceTracker(const Routine& routine, const SaveArea& area, const MachineState& at_entry);

    /// `number` stands for the step in chains and origins.
    void apply(const Step& step, std::size_t number);

    Owner owner_of(const Location& location) const;
    Origin origin_of(const Location& location) const;
    Provenance of(const Location& location) const;

  private:
    static constexpr std::uint32_t no_link = ~std::uint32_t{0};
    struct Value {
        Owner owner = Owner::scratch;
        Origin origin;
        std::uint32_t link = no_link; ///< the last step of its chain: an index into links_
    };
    /// One step of a chain. Chains share their beginnings, because a copied value has the chain of
    /// its source.
    struct Link {
        std::size_t step;
        std::uint32_t before; ///< the link before it: an index into links_, or no_link
    };

    Value value_of(const Location& location) const;
    /// The value of a place at the entry. A register is the host's where the host keeps it across a
    /// switch.
    Value at_rest(const Location& location) const;
    /// The value that an effect leaves in its place.
    Value after(const Effect& effect, const Step& step, std::size_t number);
    /// Whether `value` is the struct pointer or the return label.
    bool is_plumbing(std::uint64_t value) const;
    void set(const Location& location, const Value& value);
    /// Appends a step to a chain; the index of the new link.
    std::uint32_t link(std::size_t step, std::uint32_t before);

    const Routine* routine_;
    const SaveArea* area_;
    std::uint32_t hart_;
    std::uint64_t struct_address_ = 0; ///< of the save area in force; 0 where it is not known
    std::array<Value, 32> gprs_;
    std::map<Location, Value> others_; ///< CSRs, slots and memory that differ from at_rest()
    std::vector<Link> links_;
};

/// Follows values through the steps of any number of world switches, on all harts. At each entry it
/// starts anew for the hart that enters.
class RunningProvenance {
  public:
    /// `routine` and `area` must outlive it. `start` is the state before the first step.
    RunningProvenance(const Routine& routine, const SaveArea& area, MachineState start);

    void add_area(const MachineState::Area& area) { state_.areas.push_back(area); }
    void apply(const Step& step, std::size_t number);
    /// The values of the hart in force, after the last step.
    const ProvenanceTracker& values() const { return values_.at(state_.hart); }
    /// The state after the last step.
    const MachineState& state() const { return state_; }

  private:
    const Routine* routine_;
    const SaveArea* area_;
    MachineState state_;
    std::map<std::uint32_t, ProvenanceTracker> values_; ///< by hart
};

} // namespace switchscope

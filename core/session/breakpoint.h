// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/image/save_area.h"
#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

/// Where the machine is to stop, and under which conditions. A value, without a target.
struct Breakpoint {
    enum class Kind : std::uint8_t {
        routine_entry, ///< in front of the routine's first instruction
        macro,         ///< in front of the first instruction of `span`
        guest_entry,   ///< on the guest's first instruction
        guest_exit,    ///< at the return label: the guest has trapped
        slot_write,    ///< behind the instruction that wrote `slot`
        guest_address, ///< in front of the guest's instruction at `address`
        host_address,  ///< in front of the host's instruction at `address`
        instruction,   ///< in front of the routine's instruction at `address`
    };
    /// Whose writes of a slot count.
    enum class Writer : std::uint8_t { anyone, routine, other_code };

    Kind kind = Kind::routine_entry;
    std::size_t span = 0;      ///< macro: index into Routine::spans()
    std::size_t slot = 0;      ///< slot_write: index into SaveArea::slots()
    std::uint64_t address = 0; ///< guest_address, host_address, instruction: virtual
    Writer writer = Writer::anyone;

    std::string condition;             ///< a Condition; empty: always
    std::optional<std::uint32_t> hart; ///< none: any
    /// The vCPU's number in the order of meeting, or the address of its save area; none: any.
    std::optional<std::uint64_t> vcpu;
    std::uint64_t after = 0; ///< so many hits do not stop the machine
    std::uint64_t every = 1; ///< of the hits behind those every Nth does, beginning with the first
    bool enabled = true;
    bool one_shot = false; ///< it is removed once it has stopped the machine: "run to here"

    /// Reads what breakpoint_kinds() and breakpoint_words() describe: "guest-exit if cause == 23
    /// hart 0 after 3". An Error says what is wrong and at which character.
    static Result<Breakpoint> parse(std::string_view text, const Routine& routine,
                                    const SaveArea& area);
    /// The text from which parse() makes this breakpoint.
    std::string text(const Routine& routine, const SaveArea& area) const;

    /// The instructions of the routine that it belongs to, by address: there a gutter shows it.
    /// Empty for addresses outside the routine, and for slots that the routine does not write.
    std::vector<std::uint64_t> places(const Routine& routine, const SaveArea& area) const;

    /// The world of the instruction in front of which it stops. Where the guest begins, that is the
    /// host's `sret`.
    World world() const { return kind == Kind::guest_address ? World::guest : World::host; }

    /// Whether the `hits`th hit, counted from 1, stops the machine.
    bool stops_at(std::uint64_t hits) const {
        return hits > after && (hits - after - 1) % (every == 0 ? 1 : every) == 0;
    }

    /// Whether `vcpu` is a number, which has 16 bits as those of save areas do. A bigger one is an
    /// address.
    bool vcpu_is_number() const { return vcpu && *vcpu <= 0xffff; }

    bool operator==(const Breakpoint&) const = default;

    static Breakpoint at_instruction(std::uint64_t address) {
        Breakpoint made;
        made.kind = Kind::instruction;
        made.address = address;
        return made;
    }
};

/// A kind of breakpoint as people type it: `word`, or `word:argument`.
struct BreakpointKind {
    Breakpoint::Kind kind;
    std::string_view word;        ///< "guest-exit"
    std::string_view argument;    ///< "SLOT"; empty: takes none
    std::string_view example;     ///< "write:guest_context.a0"
    std::string_view description; ///< one clause, no full stop
};
std::span<const BreakpointKind> breakpoint_kinds();

/// A word that may follow the kind: `if CONDITION`.
struct BreakpointWord {
    std::string_view word;
    std::string_view argument; ///< empty: takes none
    std::string_view description;
};
std::span<const BreakpointWord> breakpoint_words();

/// Both tables as a text for `--help`, one line for each row.
std::string breakpoint_help();

/// Breakpoints with their numbers and counts. A value: whoever shows them keeps a copy, and the
/// session keeps another.
class BreakpointSet {
  public:
    struct Entry {
        int id = 0; ///< from 1; never given twice
        Breakpoint breakpoint;
        /// How often the place was reached and all conditions held.
        std::uint64_t hits = 0;
        /// How often it was reached in another world, on another hart or vCPU, or without the
        /// condition.
        std::uint64_t passed = 0;
        bool operator==(const Entry&) const = default;
    };

    int add(Breakpoint breakpoint);
    bool remove(int id); ///< false: there is no such breakpoint
    void clear() { entries_.clear(); }
    const Entry* find(int id) const;
    Entry* find(int id);
    bool empty() const { return entries_.empty(); }
    const std::vector<Entry>& entries() const { return entries_; } ///< by id
    bool operator==(const BreakpointSet&) const = default;

  private:
    std::vector<Entry> entries_;
    int last_id_ = 0;
};

/// An instruction of the routine that breakpoints belong to.
struct BreakpointPlace {
    std::size_t instruction = 0; ///< index into Routine::instructions()
    bool on = true;              ///< at least one of the breakpoints there is enabled
    bool operator==(const BreakpointPlace&) const = default;
};
/// Where a gutter shows the breakpoints of a set: each instruction once.
std::vector<BreakpointPlace> places_in_routine(const BreakpointSet& breakpoints,
                                               const Routine& routine, const SaveArea& area);

/// Why the machine has stopped.
struct BreakpointHit {
    int id = 0;
    std::uint64_t hits = 0; ///< of this breakpoint, with this one
    Breakpoint breakpoint;  ///< as it was then: a one-shot breakpoint is not in the set any more
    std::uint32_t hart = 0;
};

} // namespace switchscope

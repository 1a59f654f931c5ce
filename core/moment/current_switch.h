// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/model/provenance.h"
#include "core/model/session_facts.h"
#include "core/moment/switch_index.h"
#include "core/trace/timeline.h"

namespace switchscope {

/// A hart that has entered no switch yet has no entry from which its values could be followed. They
/// are followed from the last position that is a multiple of this, so that a moment is the same
/// however a cursor came to it, and so that a jump to it reads no more steps than these.
inline constexpr std::size_t steps_before_first_switch = 4096;

/// The world switch that the cursor's hart stands in: which of the routine's instructions have
/// executed, and whose value each place holds. Whoever shows or says something of a moment asks
/// here, so that all say the same.
///
/// It follows a moving cursor. Going on costs what the steps changed; going back, or to another
/// hart or switch, starts over from the switch's entry.
class CurrentSwitch {
  public:
    explicit CurrentSwitch(std::shared_ptr<const SessionFacts> facts);

    /// Follows `timeline` to its cursor and the hart in force there. `index` must know the same
    /// recording.
    void update(const Timeline& timeline, const SwitchIndex& index);

    /// Counted from 0; none before the hart's first entry. At an entry that has not executed yet it
    /// is the switch that begins there, even where that is the end of the recording.
    std::optional<std::size_t> number() const { return number_; }
    /// Whose value each place holds, as the cursor's hart sees it.
    const ProvenanceTracker& provenance() const { return provenance_; }
    /// The position from which the values are followed: the switch's entry, where there is one.
    std::size_t followed_from() const { return begin_.value_or(0); }
    bool executed(std::size_t instruction) const { return executed_.at(instruction); }
    std::size_t executed_in(const MacroSpan& span) const; ///< of its instructions, how many
    /// The instruction of the routine that the hart executes next; none while something else runs.
    std::optional<std::size_t> next_instruction() const { return next_; }
    std::size_t guest_steps() const { return guest_steps_; } ///< instructions, up to the cursor
    /// The guest ran for a while without being stepped. guest_steps() does not count what it did
    /// then.
    bool guest_unwatched() const { return guest_unwatched_; }
    bool in_guest() const { return in_guest_; }

  private:
    std::size_t find_begin(const Timeline& timeline, const SwitchIndex& index);
    void start_over(const Recording& recording, std::size_t begin, std::uint32_t hart);
    void follow(const Step& step);

    std::shared_ptr<const SessionFacts> facts_;
    ProvenanceTracker provenance_;
    std::vector<bool> executed_; ///< by instruction of the routine
    std::optional<std::size_t> number_;
    std::optional<std::size_t> next_;
    std::optional<std::size_t> begin_; ///< none: nothing is followed yet
    std::uint32_t hart_ = 0;           ///< the hart that is followed
    std::size_t position_ = 0;         ///< the steps before this one are followed
    std::size_t guest_steps_ = 0;
    bool in_guest_ = false;
    bool guest_unwatched_ = false;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/model/provenance.h"
#include "core/session/session.h"
#include "ui/session/switch_index.h"

namespace switchscope::ui {

/// The world switch that the cursor's hart stands in: what of the routine has executed, and whose value is where.
/// Follows a moving cursor; going on is cheap, going back starts over from the switch's entry.
class CurrentSwitch {
  public:
    explicit CurrentSwitch(std::shared_ptr<const SessionFacts> facts);

    void update(const Timeline& timeline, const SwitchIndex& index);

    /// Counted from 0; none before the first entry. At an entry that has not been executed yet: that switch.
    std::optional<std::size_t> number() const { return number_; }
    const ProvenanceTracker& provenance() const { return provenance_; }
    bool executed(std::size_t instruction) const { return executed_.at(instruction); }
    std::size_t executed_in(const MacroSpan& span) const;
    /// The routine's instruction that comes next; none while something else runs.
    std::optional<std::size_t> next_instruction() const { return next_; }
    std::size_t guest_steps() const { return guest_steps_; } ///< instructions, up to the cursor
    /// Some of the guest ran without being stepped: guest_steps() does not count that.
    bool guest_unwatched() const { return guest_unwatched_; }
    bool in_guest() const { return in_guest_; }

  private:
    void start_over(const Recording& recording, std::size_t entry, std::uint32_t hart);

    std::shared_ptr<const SessionFacts> facts_;
    ProvenanceTracker provenance_;
    std::vector<bool> executed_;
    std::optional<std::size_t> number_;
    std::optional<std::size_t> next_;
    std::optional<std::size_t> entry_; ///< where following began; none: not yet
    std::uint32_t hart_ = 0;           ///< that is followed
    std::size_t position_ = 0;         ///< followed up to here
    std::size_t guest_steps_ = 0;
    bool in_guest_ = false;
    bool guest_unwatched_ = false;
};

} // namespace switchscope::ui

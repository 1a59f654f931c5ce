// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/trace/recording.h"

namespace switchscope::ui {

/// Where one world switch lies in a recording. It lasts until the next one of its
/// hart begins, so the C code behind it is its own; what other harts do meanwhile lies in between.
struct SwitchRecord {
    std::size_t number = 0; ///< counted from 0, from the first one of the recording, over all harts
    std::size_t begin = 0;  ///< its first step; the first of all also takes what lies before it
    std::size_t entry = 0;  ///< the step that executes the routine's first instruction
    std::size_t end = 0;    ///< the position behind its last step
};

/// Finds the world switches of a recording. It asks the recording for the few it needs to know and never reads it from
/// one end to the other: millions of steps cost no more than hundreds.
class SwitchIndex {
  public:
    /// Takes in what was recorded since the last call. The recording outlives this, or the next clear().
    void update(const Recording& recording);
    void clear() { *this = {}; }

    std::size_t count() const { return count_; } ///< switches entered
    std::optional<std::size_t> first_entry() const { return first_entry_; }
    std::uint64_t first_number() const {
        return first_number_;
    } ///< of switch 0, as the steps tell it
    /// The switch that a hart is in at the moment `position`; none before it has entered one.
    std::optional<SwitchRecord> at(std::size_t position, std::uint32_t hart) const;
    /// The entry of switch `number`; none: not there, or lost in a damaged place.
    std::optional<std::size_t> entry_of(std::size_t number) const;

  private:
    std::size_t number_of(std::size_t entry) const;

    const Recording* recording_ = nullptr;
    std::size_t size_ = 0, count_ = 0;
    std::optional<std::size_t> first_entry_;
    std::uint64_t first_number_ = 0;            ///< as the steps tell it
    mutable std::optional<SwitchRecord> asked_; ///< for last, of asked_hart_
    mutable std::uint32_t asked_hart_ = 0;
};

} // namespace switchscope::ui

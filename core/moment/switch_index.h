// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/trace/recording.h"

namespace switchscope {

/// Where one world switch lies in a recording. It lasts until its hart enters the next one, so it
/// takes in the C code behind its routine. What other harts do meanwhile lies between its steps.
struct SwitchExtent {
    /// From 0, counted from the first switch of the recording, over all harts.
    std::size_t number = 0;
    /// Its first step. The first switch of all also takes what lies before it.
    std::size_t begin = 0;
    std::size_t entry = 0; ///< the step that executes the routine's first instruction
    std::size_t end = 0;   ///< the position behind its last step
};

/// Finds the world switches of a recording. It asks the recording for the few that somebody wants
/// to know of, and never reads it from one end to the other: millions of steps cost no more than
/// hundreds.
class SwitchIndex {
  public:
    /// Takes in what was recorded since the last call. The recording must outlive this object, or
    /// the next clear().
    void update(const Recording& recording);
    void clear() { *this = {}; }

    std::size_t count() const { return count_; } ///< switches entered
    std::optional<std::size_t> first_entry() const { return first_entry_; }
    /// The number that the steps of switch 0 carry: a recording may begin in the middle of a
    /// session.
    std::uint64_t first_number() const { return first_number_; }
    /// The switch that a hart is in at the moment `position`; none before it has entered one. In
    /// front of an entry the hart is already in the switch that begins there.
    std::optional<SwitchExtent> at(std::size_t position, std::uint32_t hart) const;
    /// The entry of switch `number`; none: the recording has no such switch, or its entry is lost
    /// in a damaged place.
    std::optional<std::size_t> entry_of(std::size_t number) const;

  private:
    std::size_t number_of(std::size_t entry) const;

    const Recording* recording_ = nullptr;
    std::size_t size_ = 0, count_ = 0;
    std::optional<std::size_t> first_entry_;
    std::uint64_t first_number_ = 0;
    // The answer that at() gave last, and the hart that it was asked for: a cursor asks for the
    // same one again and again.
    mutable std::optional<SwitchExtent> last_answer_;
    mutable std::uint32_t last_hart_ = 0;
};

} // namespace switchscope

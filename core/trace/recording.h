// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "core/model/machine_state.h"
#include "core/model/step.h"
#include "core/trace/landmark.h"

namespace switchscope {

/// Steps in the order in which they happened, and the state in front of the first one. They are in
/// memory (MemoryRecording) or in a file (RecordingFile). A recording may grow, it never shrinks.
/// One thread owns it: nothing here is synchronised. A live session hands its steps over to the
/// thread that shows them.
class Recording {
  public:
    virtual ~Recording() = default;

    virtual std::size_t size() const = 0; ///< in steps
    bool empty() const { return size() == 0; }
    /// Step `n`, 0..size()-1. The reference is good until the recording grows, and for the next
    /// `steps_kept` calls: a file has only the steps in memory that were asked for last. Copy a
    /// step to keep it longer.
    virtual const Step& step(std::size_t n) const = 0;
    /// The state before step 0. It has every save area that the recording meets later, with the
    /// content that it had then.
    virtual const MachineState& start() const = 0;
    /// The state after `position` steps. A position behind size() counts as size(). Applies a few
    /// hundred steps at most.
    virtual MachineState state_at(std::size_t position) const = 0;

    /// The last step before `position` that is `landmark`, or none.
    virtual std::optional<std::size_t> previous(const Landmark& landmark,
                                                std::size_t position) const = 0;
    /// The first step at or after `position` that is `landmark`, or none.
    virtual std::optional<std::size_t> next(const Landmark& landmark,
                                            std::size_t position) const = 0;

    static constexpr std::size_t steps_kept = 8;
    /// In steps. A cursor that goes farther asks for state_at().
    static constexpr std::size_t keyframe_interval = 512;

  protected:
    Recording() = default;
    Recording(const Recording&) = default;
    Recording(Recording&&) = default;
    Recording& operator=(const Recording&) = default;
    Recording& operator=(Recording&&) = default;
};

} // namespace switchscope

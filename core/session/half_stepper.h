// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/session/breakpoint_stops.h"

namespace switchscope {

/// Steps a half of the routine on the way to a breakpoint.
///
/// A half of which only a part was seen would show values that came from nowhere. So the half in
/// which a hart stands is stepped to its end before the machine is let run, and one in which an
/// unconditional breakpoint lies is stepped from its beginning.
class HalfStepper {
  public:
    /// `stops` must outlive it.
    explicit HalfStepper(BreakpointStops& stops) : stops_(stops) {}

    /// Steps the hart in force to the end of its half, or to a breakpoint. The account has the hart
    /// where it stands.
    Result<std::optional<Hit>> step_half();

  private:
    Result<std::optional<Hit>> step_to_end();
    /// The breakpoints that `step` hit by writing a slot.
    Result<std::optional<Hit>> count_writes(const Step& step, StoppedHart& hart);

    BreakpointStops& stops_;
};

} // namespace switchscope

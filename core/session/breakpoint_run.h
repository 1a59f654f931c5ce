// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "core/session/breakpoint.h"
#include "core/session/breakpoint_stops.h"
#include "core/session/followed_machine.h"
#include "core/session/half_stepper.h"
#include "core/session/stepper.h"

namespace switchscope {

/// Lets the machine run at full speed to one of the breakpoints of a set.
///
/// The target stops the machine at addresses and at writes of memory. Whether a breakpoint was
/// meant is found out there, by as few reads as its conditions need. Where none of the breakpoints
/// lies in the routine, the machine stops at its entry as well: which switch it is in, and of which
/// vCPU, has to be known wherever it stops in the end. Whichever hart stops the machine is in force
/// then.
///
/// Halves of the routine are stepped where HalfStepper says so. A breakpoint with conditions stops
/// the machine many times for each hit. It does not cause stepping, so that it stays fast, and the
/// routine's instructions are then part of a `run`.
class BreakpointRun {
  public:
    /// All references must outlive it. Counts go into `breakpoints`, and a one-shot breakpoint
    /// leaves it once it has stopped the machine.
    BreakpointRun(FollowedMachine& machine, Stepper& stepper, const Routine& routine,
                  const SaveArea& area, BreakpointSet& breakpoints)
        : machine_(machine), stepper_(stepper), routine_(routine), area_(area),
          breakpoints_(breakpoints) {}

    /// As Session::run_to_breakpoint(). The target has no breakpoints before, and has none
    /// afterwards.
    Result<std::optional<BreakpointHit>> run(SessionListener& listener, std::stop_token cancel);

  private:
    Result<std::optional<Hit>> go(BreakpointStops& stops);
    Result<std::optional<Hit>> stopped(BreakpointStops& stops, const Stop& stop);
    Result<std::optional<Hit>> decide(BreakpointStops& stops, std::optional<Hit> hit,
                                      StoppedHart& hart);
    Result<std::optional<Hit>> behind_write(BreakpointStops& stops, const Stop& stop);
    Result<std::optional<Hit>> count_written(BreakpointStops& stops,
                                             const std::vector<WatchedSlot>& written,
                                             StoppedHart& hart, bool by_routine);
    Result<StoppedHart> step_over(BreakpointStops& stops, const StoppedHart& from, World world);

    FollowedMachine& machine_;
    Stepper& stepper_;
    const Routine& routine_;
    const SaveArea& area_;
    BreakpointSet& breakpoints_;
};

} // namespace switchscope

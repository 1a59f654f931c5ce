// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/log_ledger.h"
#include "core/session/observation.h"

namespace switchscope {

/// Where a hart is when its log begins.
struct LogStart {
    std::uint32_t hart = 0;
    /// The hart is known to stand there when the log begins. Of the others only the state is known
    /// that they were left with.
    bool stands = false;
    /// The save area in force on the hart is known, and not just the first one that was met.
    bool knows_area = false;
};

/// The steps of one hart that a log gives, held back until they are complete: a later dump may
/// still show what changed in one of them. The state is always behind the last step that is held.
class HeldSteps {
  public:
    /// All references must outlive it. While its hart is at work, that hart is in force in `state`.
    HeldSteps(const Routine& routine, const SaveArea& area, const LogStart& start,
              MachineState& state, LogLedger& ledger)
        : routine_(routine), area_(area), start_(start), state_(state), ledger_(ledger) {}

    std::uint32_t hart() const { return start_.hart; }
    const MachineState& state() const { return state_; }
    MachineState& state() { return state_; }
    void put_in_force() { state_.select_hart(start_.hart); }

    bool empty() const { return held_.empty(); }
    std::size_t size() const { return held_.size(); }
    Step& operator[](std::size_t index) { return held_[index]; }
    Step& front() { return held_.front(); }
    Step& back() { return held_.back(); }

    /// A step from where the hart stands.
    Step describe() const;
    /// The step of kind `run` from there to what `seen` shows.
    Step describe_run(const Observation& seen, bool corrected) const;
    /// Whether `seen` shows anything else than the state, so that the hart is not where the state
    /// was read.
    bool differs(const Observation& seen) const;

    void hold(Step step);
    /// Holds a step that led to what `seen` shows, where a hart may have come to the routine.
    void hold_arrival(Step step, const Observation& seen);
    /// Hands all steps on: they are complete.
    void report();
    /// The same unless nothing more is wanted.
    void report_if_wanted();

  private:
    void arrive(Step& step, const Observation& seen);
    void meet_area(std::uint64_t address);

    const Routine& routine_;
    const SaveArea& area_;
    LogStart start_;
    MachineState& state_;
    LogLedger& ledger_;
    std::vector<Step> held_;
};

} // namespace switchscope

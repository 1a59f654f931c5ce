// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/observation.h"
#include "core/session/session.h"
#include "core/session/switch_counter.h"

namespace switchscope {

/// What is known of a stretch that ran unobserved, besides where it began and where it ended.
struct UnobservedRun {
    /// How often the hart entered the routine on the way. The entry at which it stood in the
    /// beginning does not count, and neither does the one at which it stands now.
    std::uint64_t entries = 0;
    /// The save area that was in force last; none: the one that was in force before.
    std::optional<std::uint16_t> area;
    /// A place that was written, perhaps with the value that it had.
    std::optional<Location> written;
    /// Whether the run becomes a step even where nothing has changed.
    bool always_reported = true;
};

/// What a session knows of the machine, and what it has reported: the state behind the last step,
/// the numbers of the switches, and which harts have run since anybody read them.
///
/// One session has one account. Single steps, runs and traces all commit their steps to it, so each
/// step continues the one before it, whoever made that one. The account asks no target: others read
/// the machine and hand in what they saw.
class Account {
  public:
    /// `routine` and `area` must outlive the account.
    Account(const Routine& routine, const SaveArea& area) : routine_(routine), area_(area) {}

    /// The state behind the last step that was committed.
    const MachineState& state() const { return state_; }
    const SwitchCounter& numbers() const { return numbers_; }
    /// The instruction of the routine in front of which an interrupt took the hart in force away;
    /// none: the hart is not away.
    std::optional<std::uint64_t> interrupted_at() const { return interrupted_at(state_.hart); }
    /// Whether `hart` has run since its state was read, so that state() is out of date for it.
    bool has_run(std::uint32_t hart) const;
    /// Whether the hart in force, which stands at the routine's entry, came there with the vCPU
    /// that `waiting` entered with last, while `waiting` runs C code. The scheduler of the host has
    /// moved that vCPU.
    bool took_vcpu_of(std::uint32_t waiting) const;

    /// Begins again with `state`, which holds all harts. No switch has a number yet.
    void begin(MachineState state);
    /// The machine went on in a way that nobody followed: a trace ended, or the connection was
    /// lost.
    void lose_track();
    /// All harts were let run.
    void machine_ran();

    /// Puts another hart in force. An Error where the machine has no such hart.
    Result<void> select_hart(std::uint32_t number);
    /// Adds a save area that was met; its index.
    std::uint16_t add_area(MachineState::Area area);

    /// A step of the hart in force from `pc` in `world` on.
    Step describe(std::uint64_t pc, World world) const;
    /// A step of the hart in force from where it stands.
    Step describe() const { return describe(state_.pc, state_.world); }

    /// Takes `step`, which continues state(), into the account and reports it.
    void commit(const Step& step, SessionListener& listener);
    /// Takes everything that happened on the hart in force since state() into the account, as one
    /// step of kind `run`. `seen`: a full read of the hart, made after the run.
    void commit_run(const Observation& seen, const UnobservedRun& run, SessionListener& listener);

  private:
    /// What is known of a hart besides its state.
    struct Hart {
        std::optional<std::uint64_t> interrupted_at;
        bool has_run = false;
    };

    std::optional<std::uint64_t> interrupted_at(std::uint32_t hart) const;
    /// Takes the value from each CSR that `seen` does not show.
    void forget_unseen(Step& step, const Observation& seen) const;

    const Routine& routine_;
    const SaveArea& area_;
    MachineState state_;
    SwitchCounter numbers_;
    std::map<std::uint32_t, Hart> harts_;
    /// By save area: the hart that entered the routine with it last.
    std::map<std::uint16_t, std::uint32_t> last_entered_by_;
};

} // namespace switchscope

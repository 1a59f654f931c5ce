// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/analysis/contract.h"
#include "core/analysis/finding.h"
#include "core/image/save_area.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope {

class Recording;

/// What a check of recorded switches brought to light.
struct RecordingReport {
    /// One for each id, of the first switch that has it (`step`, `switch_number`), with the number of switches in
    /// `times`; in the order met.
    std::vector<Finding> findings;
    std::size_t switches = 0;   ///< checked whole, from the routine's entry to its `ret`
    std::size_t incomplete = 0; ///< begun, but not recorded to their end or let run in between
    std::size_t clauses = 0;    ///< held or broken, over all switches
    std::size_t unknown = 0;    ///< clauses that could not be judged: a value was not available
};

/// The dynamic twin of check_routine(): holds the values of every recorded switch against the same contract. Fed step
/// by step, as they are recorded; costs what a step changed, and a copy of a hart's state at entry, trap and return of
/// each switch. Switches of several harts may lie in each other's way.
class RecordingChecker {
  public:
    /// `routine` and `area` must outlive the checker. `start`: the state before the first step fed.
    RecordingChecker(const Routine& routine, const SaveArea& area, MachineState start);

    void add_area(const MachineState::Area& area); ///< as Recording::add_area()
    /// Returns the findings that this step completes, with their occurrence in this switch; mostly none.
    std::vector<Finding> feed(const Step& step);
    /// A switch that has not ended yet counts as incomplete.
    RecordingReport report() const;

  private:
    struct Moments {
        MachineState entry;
        std::optional<MachineState> guest_entry, trap;
        std::size_t steps_to_guest = 0; ///< kept steps before the one that enters the guest
        std::uint64_t number = 0;
    };

    /// What is known of the switch that is going on on a hart.
    struct Watch {
        std::optional<Moments> now;
        std::vector<Step> kept; ///< its steps in the routine, and one that stands for the guest
        std::vector<std::size_t> numbers;
        std::set<std::size_t> written; ///< slots
    };

    std::vector<Finding> judge(const Watch& watch);
    const std::vector<Clause>& contract(const Watch& watch);
    std::optional<std::uint64_t> expected(const Clause& clause, const Moments& moments) const;
    std::optional<std::uint64_t> held(const Clause& clause, const Moments& moments) const;
    Finding accuse(const Clause& clause, std::uint64_t actual, std::uint64_t wanted,
                   const Watch& watch) const;
    static void keep(const Step& step, std::size_t number, Watch& watch);

    const Routine& routine_;
    const SaveArea& area_;
    MachineState state_;
    std::size_t fed_ = 0;
    std::map<std::uint32_t, Watch> watches_; ///< by hart
    std::optional<std::set<std::size_t>> contract_for_;
    std::vector<Clause> contract_;
    std::map<std::string, std::size_t> known_; ///< by id: index into the report's findings
    RecordingReport report_;
};

/// Checks every switch of a recording.
RecordingReport check_recording(const Recording& recording, const Routine& routine,
                                const SaveArea& area);

} // namespace switchscope

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

/// The result of a check of recorded switches.
struct RecordingReport {
    /// One finding for each id, in the order of their first switches. Its `step` and
    /// `switch_number` are those of the first switch, and `times` is the number of switches that
    /// have it.
    std::vector<Finding> findings;
    std::size_t switches = 0;   ///< checked from the routine's entry to its `ret`
    std::size_t incomplete = 0; ///< recorded without their end, or with unobserved steps
    std::size_t clauses = 0;    ///< of all switches together
    std::size_t unknown = 0;    ///< clauses that could not be judged without some value
};

/// Checks the values of every recorded switch against the contract that check_routine() uses for
/// the code. It takes the steps one by one, as they are recorded; switches on several harts may
/// overlap. A step costs as much time as it has effects. Each switch costs three copies of a hart's
/// state.
class RecordingChecker {
  public:
    /// `routine` and `area` must outlive the checker. `start` is the state before the first step.
    RecordingChecker(const Routine& routine, const SaveArea& area, MachineState start);

    /// Adds a save area, as Recording::add_area() does.
    void add_area(const MachineState::Area& area);
    /// Takes the next step. Returns the findings of the switch that it completes; mostly none.
    std::vector<Finding> feed(const Step& step);
    /// A switch that has not ended yet counts as incomplete.
    RecordingReport report() const;

  private:
    /// The states of a switch at the moments of its contract.
    struct Moments {
        MachineState entry;
        std::optional<MachineState> guest_entry, trap;
        std::size_t steps_to_guest = 0; ///< the number of kept steps before the guest is entered
        std::uint64_t number = 0;
    };

    /// What is known of the switch in progress on a hart.
    struct Watch {
        std::optional<Moments> now; ///< none where no switch is in progress
        std::vector<Step> kept;     ///< its steps in the routine, and the step that ends the guest
        std::vector<std::size_t> numbers; ///< of the kept steps
        std::set<std::size_t> written;    ///< the slots that it wrote
    };

    /// Checks all clauses of a switch that is complete.
    std::vector<Finding> judge(const Watch& watch);
    const std::vector<Clause>& contract(const Watch& watch);
    /// The value that the clause demands; none where it is not known.
    std::optional<std::uint64_t> expected(const Clause& clause, const Moments& moments) const;
    /// The value that is there; none where it is not known.
    std::optional<std::uint64_t> held(const Clause& clause, const Moments& moments) const;
    /// The finding for a broken clause.
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
    std::map<std::string, std::size_t> known_; ///< indices into the report's findings, by id
    RecordingReport report_;
};

/// Checks every switch of a recording.
RecordingReport check_recording(const Recording& recording, const Routine& routine,
                                const SaveArea& area);

} // namespace switchscope

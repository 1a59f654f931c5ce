// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/phrase.h"
#include "core/model/machine_state.h"
#include "core/model/step.h"

namespace switchscope {

class Recording;

/// How often guests exited and why, and how much each world executed.
struct ExitCounts {
    /// One thing that exits were about: "GPA 0x10000000, sw", see Exit::subject.
    struct Subject {
        std::string name;
        std::uint64_t count = 0;
        Phrase text{}; ///< `name` is its English
    };
    struct Cause {
        std::string name; ///< "store guest-page fault", see Exit::cause_text
        std::optional<std::uint64_t>
            cause; ///< as scause has it; none: not available, or the firmware's
        std::uint64_t count = 0;
        std::vector<Subject>
            subjects;            ///< the most frequent first; what has none is in `count` alone
        std::uint64_t other = 0; ///< exits about further subjects, of which there were too many
        Phrase text{};           ///< `name` is its English
    };
    struct World {
        std::uint64_t instructions = 0; ///< executed and watched; one that trapped is none
        /// Stretches that ran unobserved: how many instructions those were is not known.
        std::uint64_t runs = 0;
        /// Between steps that bear a time, where no step without one changed worlds in between. A guest's time has
        /// that of the firmware in it that served it unseen.
        std::uint64_t nanoseconds = 0;
    };

    std::uint64_t exits = 0;
    std::vector<Cause> causes;     ///< the most frequent first
    std::array<World, 3> worlds{}; ///< by World
    bool timed = false;            ///< steps bear times, so nanoseconds mean something

    const World& of(switchscope::World world) const {
        return worlds.at(static_cast<std::size_t>(world));
    }
    std::uint64_t instructions() const; ///< of all worlds
    std::uint64_t nanoseconds() const;
};

/// Counts exits step by step, as they are recorded or read. Its memory does not depend on how many there are.
class ExitStatistics {
  public:
    /// One hart running one vCPU (by the number of its save area).
    using Lane = std::pair<std::uint32_t, std::uint16_t>;

    /// `after`: the state behind `step`.
    void feed(const Step& step, const MachineState& after);

    std::vector<Lane> lanes() const;
    /// Of one hart or vCPU, or of all where there is none given.
    ExitCounts counts(std::optional<std::uint32_t> hart = std::nullopt,
                      std::optional<std::uint16_t> vcpu = std::nullopt) const;

    /// Different subjects of one cause that are told apart: devices are few, pages of memory are not.
    static constexpr std::size_t most_subjects = 256;

  private:
    struct CauseCounts {
        std::uint64_t count = 0, other = 0;
        Phrase text{};
        std::map<std::string, ExitCounts::Subject> subjects; ///< by name
    };
    /// By what a cause is called, and its number.
    using CauseKey = std::pair<std::string, std::optional<std::uint64_t>>;
    struct LaneCounts {
        std::uint64_t exits = 0;
        std::map<CauseKey, CauseCounts> causes;
        std::array<ExitCounts::World, 3> worlds{};
    };

    std::map<Lane, LaneCounts> lanes_;
    bool timed_ = false;
    struct Begun {
        std::uint64_t time = 0;
        Lane lane;
        World world = World::host;
    };
    std::map<std::uint32_t, Begun> begun_; ///< the last timed step, by hart
};

/// Counts the exits of a whole recording. `progress(done, all)` in steps, now and then; after `cancel` what was counted
/// so far.
ExitStatistics count_exits(const Recording& recording,
                           const std::function<void(std::size_t, std::size_t)>& progress = {},
                           const std::stop_token& cancel = {});

} // namespace switchscope

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

/// How often and why guests exited, and how much each world executed.
struct ExitCounts {
    /// What some exits were about: "GPA 0x10000000, sw", see Exit::subject.
    struct Subject {
        std::string name;
        std::uint64_t count = 0;
        Phrase text{}; ///< `name` is this in English
    };
    struct Cause {
        std::string name; ///< "store guest-page fault", see Exit::cause_text
        /// The value of scause; none where it is not available, and for exits to the firmware.
        std::optional<std::uint64_t> cause;
        std::uint64_t count = 0;       ///< of all exits with this cause
        std::vector<Subject> subjects; ///< the most frequent first
        /// exits about subjects beyond ExitStatistics::most_subjects
        std::uint64_t other = 0;
        Phrase text{}; ///< `name` is this in English
    };
    struct World {
        std::uint64_t instructions = 0; ///< steps of one instruction, without those that trapped
        /// Stretches that ran unobserved. The number of their instructions is not known.
        std::uint64_t runs = 0;
        /// The time between steps that have one, unless a step without time changed worlds in
        /// between. The time of a guest includes that of firmware that served it unobserved.
        std::uint64_t nanoseconds = 0;
    };

    std::uint64_t exits = 0;
    std::vector<Cause> causes;     ///< the most frequent first
    std::array<World, 3> worlds{}; ///< indexed by switchscope::World
    bool timed = false;            ///< whether steps have times; else all nanoseconds are 0

    const World& of(switchscope::World world) const {
        return worlds.at(static_cast<std::size_t>(world));
    }
    std::uint64_t instructions() const; ///< of all worlds
    std::uint64_t nanoseconds() const;
};

/// Counts exits step by step. Its memory does not grow with the number of steps.
class ExitStatistics {
  public:
    /// A hart, and a vCPU on it by the number of its save area.
    using Lane = std::pair<std::uint32_t, std::uint16_t>;

    /// `after` is the state after `step`.
    void feed(const Step& step, const MachineState& after);

    std::vector<Lane> lanes() const;
    /// The counts of one hart, of one vCPU, or of all where none is given.
    ExitCounts counts(std::optional<std::uint32_t> hart = std::nullopt,
                      std::optional<std::uint16_t> vcpu = std::nullopt) const;

    /// The number of subjects of one cause that are counted separately. A guest has few devices,
    /// but many pages of memory.
    static constexpr std::size_t most_subjects = 256;

  private:
    struct CauseCounts {
        std::uint64_t count = 0, other = 0;
        Phrase text{};
        std::map<std::string, ExitCounts::Subject> subjects; ///< by name
    };
    /// The name of a cause, and its number.
    using CauseKey = std::pair<std::string, std::optional<std::uint64_t>>;
    struct LaneCounts {
        std::uint64_t exits = 0;
        std::map<CauseKey, CauseCounts> causes;
        std::array<ExitCounts::World, 3> worlds{};
    };

    std::map<Lane, LaneCounts> lanes_;
    bool timed_ = false;
    /// What began with the last step of a hart that has a time.
    struct Begun {
        std::uint64_t time = 0;
        Lane lane;
        World world = World::host;
    };
    std::map<std::uint32_t, Begun> begun_; ///< by hart
};

/// Counts the exits of a whole recording. Calls `progress(done, all)` with numbers of steps from
/// time to time. After `cancel` it returns what was counted so far.
ExitStatistics count_exits(const Recording& recording,
                           const std::function<void(std::size_t, std::size_t)>& progress = {},
                           const std::stop_token& cancel = {});

} // namespace switchscope

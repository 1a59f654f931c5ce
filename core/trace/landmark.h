// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>

#include "core/isa/registers.h"
#include "core/model/step.h"

namespace switchscope {

/// What one can look for in a recording: steps that do one certain thing.
struct Landmark {
    /// The values are those of the file format (docs/recording-format.md).
    enum class Kind : std::uint8_t {
        write = 0,           ///< writes `place`
        world_change = 1,    ///< ends in another world than it began in
        exit = 2,            ///< the guest's trap to the host or the firmware, whatever its cause
        exit_with_cause = 3, ///< the same with this `cause`
        switch_entry = 4,    ///< the first instruction of a world switch
    };
    Kind kind = Kind::world_change;
    Location place;          ///< write only
    std::uint64_t cause = 0; ///< exit_with_cause only: what scause says

    static Landmark write(const Location& place) { return {Kind::write, place, 0}; }
    static Landmark world_change() { return {Kind::world_change, {}, 0}; }
    static Landmark exit() { return {Kind::exit, {}, 0}; }
    static Landmark exit(std::uint64_t cause) { return {Kind::exit_with_cause, {}, cause}; }
    static Landmark switch_entry() { return {Kind::switch_entry, {}, 0}; }
    auto
    operator<=>(const Landmark&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14
};

/// Tells the landmarks of steps that come in order.
class LandmarkFinder {
  public:
    /// `entered`: the number of the switch that was entered last before the first step; none: none yet.
    explicit LandmarkFinder(std::optional<std::uint64_t> entered = std::nullopt)
        : entered_(entered) {}

    std::optional<std::uint64_t> entered() const { return entered_; }

    /// Calls `found` for every landmark that the next step is; for a place written twice, twice.
    template <class Found> void next(const Step& step, Found found) {
        for (const Effect& effect : step.effects) {
            found(Landmark::write(effect.at));
        }
        next_but_writes(step, found);
    }

    template <class Found> void next_but_writes(const Step& step, Found found) {
        if (step.world != step.world_after) {
            found(Landmark::world_change());
            if (step.world == World::guest) {
                found(Landmark::exit());
                const auto cause =
                    std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
                if (cause != step.effects.end() && cause->after) {
                    found(Landmark::exit(*cause->after));
                }
            }
        }
        // A routine that an interrupt took away and that goes on later is no new switch.
        if (step.half == Half::host_to_guest && entered_ != step.switch_number) {
            found(Landmark::switch_entry());
            entered_ = step.switch_number;
        }
    }

  private:
    std::optional<std::uint64_t> entered_;
};

} // namespace switchscope

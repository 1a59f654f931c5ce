// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

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
    /// Which hart does it; none: any. Not of writes to slots and memory, which all harts share.
    std::optional<std::uint32_t> hart;
    std::optional<std::uint16_t> area; ///< of which save area (vCPU); none: any. Not of writes

    static Landmark write(const Location& place) { return of(Kind::write, place, 0); }
    static Landmark world_change() { return of(Kind::world_change, {}, 0); }
    static Landmark exit() { return of(Kind::exit, {}, 0); }
    static Landmark exit(std::uint64_t cause) { return of(Kind::exit_with_cause, {}, cause); }
    static Landmark switch_entry() { return of(Kind::switch_entry, {}, 0); }

    /// The same, done by this hart. A slot or a place in memory may be written by any.
    Landmark by_hart(std::uint32_t number) const {
        Landmark landmark = *this;
        if (kind != Kind::write || place.is_register()) {
            landmark.hart = number;
        }
        return landmark;
    }
    /// The same, of this vCPU. A write stays as it is.
    Landmark of_area(std::uint16_t number) const {
        Landmark landmark = *this;
        if (kind != Kind::write) {
            landmark.area = number;
        }
        return landmark;
    }
    /// Whether `other` does the same thing to the same place, whoever does it.
    bool same_deed(const Landmark& other) const {
        return kind == other.kind && place == other.place && cause == other.cause;
    }
    /// Whether who looks for this one has found it in `found`, of which all is known.
    bool includes(const Landmark& found) const {
        return same_deed(found) && (!hart || hart == found.hart) && (!area || area == found.area);
    }
    auto
    operator<=>(const Landmark&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14

  private:
    static Landmark of(Kind kind, const Location& place, std::uint64_t cause) {
        return {kind, place, cause, std::nullopt, std::nullopt};
    }
};

/// By hart, the number of the switch that it entered last; a hart that has entered none is missing.
using EnteredSwitches = std::map<std::uint32_t, std::uint64_t>;

/// Tells the landmarks of steps that come in order, each with its hart and, of what is no write, its save area.
class LandmarkFinder {
  public:
    /// `entered`: before the first step.
    explicit LandmarkFinder(EnteredSwitches entered = {}) : entered_(std::move(entered)) {}

    const EnteredSwitches& entered() const { return entered_; }

    /// Calls `found` for every landmark that the next step is; for a place written twice, twice.
    template <class Found> void next(const Step& step, Found found) {
        for (const Effect& effect : step.effects) {
            found(Landmark::write(effect.at).by_hart(step.hart));
        }
        next_but_writes(step, found);
    }

    template <class Found> void next_but_writes(const Step& step, Found found) {
        const auto tell = [&](const Landmark& landmark) {
            found(landmark.by_hart(step.hart).of_area(step.area));
        };
        if (step.world != step.world_after) {
            tell(Landmark::world_change());
            if (step.world == World::guest) {
                tell(Landmark::exit());
                const auto cause =
                    std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
                if (cause != step.effects.end() && cause->after) {
                    tell(Landmark::exit(*cause->after));
                }
            }
        }
        // A routine that an interrupt took away and that goes on later is no new switch.
        if (step.half == Half::host_to_guest) {
            const auto [last, first_ever] = entered_.try_emplace(step.hart, step.switch_number);
            if (first_ever || last->second != step.switch_number) {
                last->second = step.switch_number;
                tell(Landmark::switch_entry());
            }
        }
    }

  private:
    EnteredSwitches entered_;
};

} // namespace switchscope

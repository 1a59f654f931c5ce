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

/// What one can look for in a recording: the steps that do a certain thing.
struct Landmark {
    /// The values are those of the file format (docs/recording-format.md).
    enum class Kind : std::uint8_t {
        write = 0,           ///< the step writes `place`
        world_change = 1,    ///< the step ends in another world than it began in
        exit = 2,            ///< the guest traps to the host or the firmware, whatever the cause
        exit_with_cause = 3, ///< the guest traps with this `cause`
        switch_entry = 4,    ///< the step is the first instruction of a world switch
    };
    Kind kind = Kind::world_change;
    Location place;          ///< write only
    std::uint64_t cause = 0; ///< exit_with_cause only: the value of scause
    /// The hart that does it; none: any. Writes to slots and memory have none: all harts share
    /// those.
    std::optional<std::uint32_t> hart;
    /// The save area (vCPU) that it happens to; none: any. Writes have none.
    std::optional<std::uint16_t> area;

    static Landmark write(const Location& place) { return of(Kind::write, place, 0); }
    static Landmark world_change() { return of(Kind::world_change, {}, 0); }
    static Landmark exit() { return of(Kind::exit, {}, 0); }
    static Landmark exit(std::uint64_t cause) { return of(Kind::exit_with_cause, {}, cause); }
    static Landmark switch_entry() { return of(Kind::switch_entry, {}, 0); }

    /// The same, done by this hart. A write to a slot or to memory stays as it is.
    Landmark by_hart(std::uint32_t number) const {
        Landmark landmark = *this;
        if (kind != Kind::write || place.is_register()) {
            landmark.hart = number;
        }
        return landmark;
    }
    /// The same, for this vCPU. A write stays as it is.
    Landmark of_area(std::uint16_t number) const {
        Landmark landmark = *this;
        if (kind != Kind::write) {
            landmark.area = number;
        }
        return landmark;
    }
    /// Whether `other` does the same thing to the same place, on whichever hart.
    bool same_deed(const Landmark& other) const {
        return kind == other.kind && place == other.place && cause == other.cause;
    }
    /// Whether someone who looks for this landmark has found it in `found`, which has its hart and
    /// its area.
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

/// By hart: the number of the switch that it entered last. A hart that entered none is missing.
using EnteredSwitches = std::map<std::uint32_t, std::uint64_t>;

/// Reports the landmarks of steps that come in order. Each has its hart; those that are no writes
/// have their save area, too.
class LandmarkFinder {
  public:
    /// `entered`: the switches that were entered before the first step.
    explicit LandmarkFinder(EnteredSwitches entered = {}) : entered_(std::move(entered)) {}

    const EnteredSwitches& entered() const { return entered_; }

    /// Calls `found` for every landmark that the next step is; twice for a place that it writes
    /// twice.
    template <class Found> void next(const Step& step, Found found) {
        for (const Effect& effect : step.effects) {
            found(Landmark::write(effect.at).by_hart(step.hart));
        }
        next_but_writes(step, found);
    }

    /// The same without the writes.
    template <class Found> void next_but_writes(const Step& step, Found found) {
        const auto report = [&](const Landmark& landmark) {
            found(landmark.by_hart(step.hart).of_area(step.area));
        };
        if (step.world != step.world_after) {
            report(Landmark::world_change());
            if (step.world == World::guest) {
                report(Landmark::exit());
                const auto cause =
                    std::ranges::find(step.effects, Location::csr(csr::scause), &Effect::at);
                if (cause != step.effects.end() && cause->after) {
                    report(Landmark::exit(*cause->after));
                }
            }
        }
        // Where an interrupt took the hart out of the routine, the switch goes on later under its
        // number: that is no new entry.
        if (step.half == Half::host_to_guest) {
            const auto [last, first_ever] = entered_.try_emplace(step.hart, step.switch_number);
            if (first_ever || last->second != step.switch_number) {
                last->second = step.switch_number;
                report(Landmark::switch_entry());
            }
        }
    }

  private:
    EnteredSwitches entered_;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "core/model/routine.h"
#include "core/session/account.h"

namespace switchscope {

/// What was seen of the harts while they ran, and is in no step yet: how often each entered the
/// routine since the last step of it, and with which save area.
///
/// On the way to a breakpoint the machine stops many times for a look. A full read at each stop
/// would cost too much, so the account stays where it was, and this counts. When the machine has
/// stopped for good, the counts become one UnobservedRun for each hart.
///
/// Places of a switch are compared to find out whether a hart has gone round since the last stop.
/// They count in half instructions of the routine: the guest has a place of its own behind the
/// `sret`, and what follows the `ret` lies behind them all.
class UnobservedRuns {
  public:
    /// Begins with all harts where `account` has them. Both must outlive it.
    UnobservedRuns(const Account& account, const Routine& routine);

    /// A step led the hart in force to where the account has it: nothing of it is unobserved.
    void begin_again();
    /// The hart in force stopped at the routine's instruction `index`, and works on `area`.
    void saw(std::size_t index, std::uint16_t area);
    /// The hart in force stopped for good, in `world`; at the routine's instruction `index`, if
    /// any.
    void end(World world, std::optional<std::size_t> index);

    /// Whether `hart` entered the routine in what is unobserved.
    bool has_entered(std::uint32_t hart) const { return runs_.at(hart).entries > 0; }
    /// The save area in force on the hart in force, as it was seen last.
    std::uint16_t area() const { return in_force().area; }
    /// How many entries of the routine have executed by now, on any hart. An entry in front of
    /// which the hart in force stands (`at_entry`) has not.
    std::uint64_t switches_entered(bool at_entry) const;
    /// What the account has to know of the run of the hart in force, once end() was called.
    UnobservedRun run() const;

  private:
    struct Run {
        bool began_at_entry = false;
        std::uint64_t entries = 0;  ///< the one that the hart stands at counts
        std::size_t last_place = 0; ///< in half instructions
        std::uint16_t area = 0;
    };

    std::size_t place_of(World world, std::optional<std::size_t> index) const;
    Run beginning_at(const HartState& hart) const;
    Run& in_force() { return runs_.at(account_.state().hart); }
    const Run& in_force() const { return runs_.at(account_.state().hart); }

    const Account& account_;
    const Routine& routine_;
    std::map<std::uint32_t, Run> runs_; ///< by hart
};

} // namespace switchscope

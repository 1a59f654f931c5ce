// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/condition.h"
#include "core/model/routine.h"
#include "core/session/breakpoint.h"
#include "core/session/stepper.h"
#include "core/session/target.h"

namespace switchscope {

/// Lets the machine run at full speed to one of the breakpoints of a set.
///
/// The target stops it at addresses and at writes of memory; whether a breakpoint was meant is found out there, by as
/// few reads as its conditions need, and whether the hart is in the right world is asked of the target last, since
/// that is the dearest question. Where none of the breakpoints lies in the routine, its entry is looked at,
/// too: which switch it is, and of which vCPU, has to be known wherever the machine stops. Whichever hart stops the
/// machine is in force then.
///
/// A half of the routine of which only a part was seen would show values that came from nowhere. So the half in which
/// the hart stands is stepped to its end before the machine is let run, and one in which a breakpoint without any
/// conditions lies is stepped from its beginning. Those with conditions stop many times for each hit, and stay fast: what
/// ran is told as a `run`.
class BreakpointRun {
  public:
    /// All must outlive it. Counts go into `breakpoints`, and a one-shot one that has stopped the machine leaves it.
    BreakpointRun(Target& target, Stepper& stepper, const Routine& routine, const SaveArea& area,
                  BreakpointSet& breakpoints)
        : target_(target), stepper_(stepper), routine_(routine), area_(area),
          breakpoints_(breakpoints) {}

    /// Whether the breakpoints can be taken as they are: an Error says which one cannot.
    static Result<void> check(const BreakpointSet& breakpoints, const Routine& routine,
                              const SaveArea& area);

    /// As Session::run_to_breakpoint. The target has no breakpoints of anybody's before and afterwards.
    Result<std::optional<BreakpointHit>> run(SessionListener& listener, std::stop_token cancel);

  private:
    /// An enabled breakpoint.
    struct Point {
        int id = 0;
        std::optional<Condition> condition;
        std::vector<Location> places; ///< that the condition asks for
        bool asks_slots = false;
    };
    struct Watch {
        std::uint64_t address = 0;
        std::size_t size = 0;
        std::uint16_t area = 0;
        std::size_t point = 0;
    };
    /// One look at the hart after it stopped, as far as anything asks for it.
    struct Look {
        std::uint64_t pc = 0;
        std::array<std::uint64_t, 32> gprs{};
        std::map<std::size_t, std::optional<std::uint64_t>> registers; ///< by the target's index
        std::optional<std::size_t> index;     ///< of the routine's instruction at the pc
        std::optional<std::uint64_t> pointer; ///< to the save area, as the routine has it there
        std::optional<World> world;           ///< asked of the target
    };

    /// What is known of a hart since its last step was told. Places of a switch are counted in half instructions of the
    /// routine, so that the guest has one of its own, behind the sret; what follows the `ret` lies behind them all.
    struct Account {
        bool ran = false;
        bool began_at_entry = false;
        std::uint64_t entries = 0; ///< of the routine; one that the hart stands at counts
        std::size_t last_place = 0;
        std::uint16_t area = 0; ///< in force
    };

    BreakpointSet::Entry& entry(const Point& point) { return *breakpoints_.find(point.id); }
    Result<void> prepare();
    void want(World world, const Location& place);
    Result<void> arm();
    Result<void> disarm();
    Result<void> arm_watches();
    std::size_t place_of(World world, std::optional<std::size_t> index) const;
    Account& account() { return accounts_[stepper_.state().hart]; }
    void stand(const HartState& hart); ///< begins to count from where the hart stands

    // A number is the id of the breakpoint that has stopped the machine; none: it goes on.
    Result<std::optional<int>> go(SessionListener& listener, std::stop_token cancel);
    Result<std::optional<int>> count(const std::vector<std::size_t>& numbers, Look& look,
                                     std::uint16_t area);
    Result<std::optional<int>> count_here(Look& look, SessionListener& listener);
    Result<std::optional<int>> finish(std::optional<int> hit, Look& look, SessionListener& listener,
                                      std::stop_token cancel);
    Result<std::optional<int>> behind_write(const Stop& stop, SessionListener& listener,
                                            std::stop_token cancel);
    Result<std::optional<int>> step_half(SessionListener& listener, std::stop_token cancel);
    Result<std::optional<int>> step_in_half(Look here, SessionListener& listener,
                                            std::stop_token cancel);
    Result<std::optional<int>> count_writes(const Step& step, Look& look);
    bool to_be_stepped(const HartState& hart) const;
    void step_halves_of(const Breakpoint& breakpoint);
    Result<void> disarm_watches();
    Result<std::optional<int>> enter_guest(Look& look, SessionListener& listener,
                                           std::stop_token cancel);
    Result<bool> stops(Point& point, Look& look, std::uint16_t area);
    Result<bool> holds(const Point& point, const Look& look, std::uint16_t area);
    Result<void> add_slots(const Point& point, MachineState& moment, World world);

    Result<Look> look();
    Result<World> world_of(Look& look);
    Result<void> observe(Look& look, SessionListener& listener);
    Result<Look> step_over(const Look& from, std::stop_token cancel);
    void note_written(const Point& point, std::uint16_t area);
    std::uint64_t entered(const Look& look) const;
    Result<void> tell(SessionListener& listener);
    Result<void> tell_hart(SessionListener& listener);

    Target& target_;
    Stepper& stepper_;
    const Routine& routine_;
    const SaveArea& area_;
    BreakpointSet& breakpoints_;

    std::vector<Point> points_;
    /// Points by the address that stops the machine. Without any, it is looked at only.
    std::map<std::uint64_t, std::vector<std::size_t>> addresses_;
    std::vector<std::size_t>
        guest_entries_; ///< points at the sret that mean the instruction behind it
    std::vector<std::size_t> slot_writes_;   ///< points that watch memory
    std::set<std::uint64_t> stepped_halves_; ///< by the address of their first instruction
    std::vector<Watch> watches_;
    std::set<std::size_t> registers_; ///< the target's, read at each look

    std::map<std::uint32_t, Account> accounts_; ///< by hart
    std::optional<Location> written_;           ///< the slot whose write is to stop the machine
};

} // namespace switchscope

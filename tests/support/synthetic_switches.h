// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "core/isa/instruction.h"
#include "core/session/session.h"

namespace switchscope::test {

/// Facts as a session on a demo image would have them.
std::shared_ptr<const SessionFacts> demo_facts(const std::string& variant = "macro");

/// World switches without end, as fast as a processor makes them up: the routine's real
/// instructions with the effects they are bound to have, a guest that loops over memory between the
/// halves, C code behind them. Values change from switch to switch; the same seed gives the same
/// steps. Several harts take turns in bursts of a few steps; in C code each takes up any vCPU that
/// no other hart is running.
class SyntheticSwitches {
  public:
    explicit SyntheticSwitches(std::shared_ptr<const SessionFacts> facts, std::uint64_t seed = 1,
                               std::uint32_t harts = 1, std::uint16_t vcpus = 1);

    const MachineState& state() const { return state_; } ///< before the next step
    Step next();
    /// Where a step of a recording with several harts has a time: at the routine's entry and its
    /// return label.
    bool timed(const Step& step) const;

  private:
    Step in_routine(std::size_t index);
    Step in_guest();
    Step trap();
    Step in_c();
    void take_turns();
    void put(Step& step, const Location& at, std::uint64_t value,
             std::optional<Location> from = std::nullopt) const;
    std::uint64_t random(std::uint64_t below) { return random_() % below; }

    std::shared_ptr<const SessionFacts> facts_;
    std::mt19937_64 random_;
    MachineState state_;
    struct Hart {
        std::uint64_t number = 0;          ///< of the switch it is in
        std::size_t guest_left = 0;        ///< steps before the next exit
        std::size_t guest_at = 0;          ///< in the guest's loop
        std::optional<std::uint16_t> vcpu; ///< that it runs
    };
    Hart& hart() { return harts_[state_.hart]; }
    std::vector<Hart> harts_;
    std::uint64_t entered_ = 0;
    std::uint64_t turn_ = 0; ///< steps before the next hart's turn
    std::uint64_t clock_ = 0;
};

/// A step that makes no sense at all: every field at random, values that are not known, numbers
/// that jump.
Step any_step(std::mt19937_64& random);

} // namespace switchscope::test

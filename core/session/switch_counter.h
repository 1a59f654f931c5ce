// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>

#include "core/model/routine.h"
#include "core/model/step.h"

namespace switchscope {

/// Whether `step` executed the first instruction of the routine.
bool is_entry(const Step& step, const Routine& routine);

/// Numbers the world switches of all harts from 0, in the order in which they are entered.
class SwitchCounter {
  public:
    /// How many switches were entered, on any hart.
    std::uint64_t entered() const { return entered_; }
    bool has_entered(std::uint32_t hart) const { return numbers_.contains(hart); }
    /// The switch that `hart` is in, or was in last; 0 before its first.
    std::uint64_t of(std::uint32_t hart) const {
        const auto found = numbers_.find(hart);
        return found == numbers_.end() ? 0 : found->second;
    }
    void enter(std::uint32_t hart) { numbers_[hart] = entered_++; }
    /// Whether `step` is the first step of a switch. That is its entry; where nobody saw the entry
    /// (a recording begins while a guest runs) it is the first step inside the switch.
    bool begins(const Step& step, const Routine& routine) const;
    /// The number that `step` has, given that enter() has not been called for it yet.
    std::uint64_t number_of(const Step& step, const Routine& routine) const {
        return begins(step, routine) ? entered_ : of(step.hart);
    }
    bool operator==(const SwitchCounter&) const = default;

  private:
    std::uint64_t entered_ = 0;
    std::map<std::uint32_t, std::uint64_t> numbers_; ///< by hart
};

} // namespace switchscope

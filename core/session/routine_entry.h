// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <stop_token>

#include "core/base/error.h"
#include "core/model/machine_state.h"
#include "core/model/routine.h"
#include "core/session/target.h"

/// How a session gets to the routine.
namespace switchscope {

/// Whether a hart stands at the routine's entry, in the host. A guest may have code at that
/// address.
bool is_at_entry(const HartState& hart, const Routine& routine);

/// Lets the machine run, from `hart` on, until a hart stands at the routine's entry in the host.
/// Returns that hart. A breakpoint has to be set there. An Error where the machine ends, where that
/// takes longer than `patience`, and where it is cancelled.
Result<std::uint32_t> run_to_entry(Target& target, const Routine& routine, std::uint32_t hart,
                                   std::chrono::milliseconds patience, std::stop_token cancel);

/// The breakpoints at which every stride may end: the routine's entry, its return label, and the
/// place where harts begin after a reset of the machine.
class StrideBreakpoints {
  public:
    /// `target` must outlive it.
    StrideBreakpoints(Target& target, const Routine& routine, std::uint64_t reset_vector)
        : target_(target), addresses_{routine.begin(), reset_vector, routine.return_label()} {}

    Result<void> set();
    Result<void> clear();
    bool contains(std::uint64_t address) const;

  private:
    Target& target_;
    std::array<std::uint64_t, 3> addresses_;
};

} // namespace switchscope

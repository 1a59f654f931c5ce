// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/model/machine_state.h"
#include "core/model/step.h"

namespace switchscope {

/// Where the accounts of single harts put down what they found in a log.
class LogLedger {
  public:
    virtual ~LogLedger() = default;
    virtual void area_met(const MachineState::Area& area) = 0;
    /// A step that is complete, but for the number of its switch.
    virtual void stepped(Step step) = 0;
    /// A hart came to the routine's entry: what it does next belongs to another switch.
    virtual void arrived(std::uint32_t hart, std::uint16_t area) = 0;
    /// Whether nothing more is wanted.
    virtual bool is_over() const = 0;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/session/qemu_log.h"

namespace switchscope {

/// Turns the blocks that one hart executes, as QEMU logs them, into steps. There is one way for
/// each TraceMode: InstructionLogAccount and BlockLogAccount. Both are pure: they know no target
/// and no file.
///
/// A log does not show everything, and what it does not show is not made up. A CSR that dumps lack,
/// or a slot that the routine does not touch, has no value from the first stretch on that ran
/// unobserved.
class LogAccount {
  public:
    virtual ~LogAccount() = default;

    /// The hart's next block, which has registers.
    virtual void block(const LoggedBlock& block) = 0;
    /// The hart's last block may have been left before its first instruction; `certain`: it was.
    virtual void not_executed(bool certain) = 0;

    /// Which translation the hart's last block was.
    std::uint64_t host_code() const { return host_code_; }

  protected:
    void set_host_code(std::uint64_t host_code) { host_code_ = host_code; }

  private:
    std::uint64_t host_code_ = 0;
};

} // namespace switchscope

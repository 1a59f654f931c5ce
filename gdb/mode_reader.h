// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/error.h"
#include "core/session/target.h"
#include "gdb/client.h"

namespace switchscope::gdb {

/// Reads in which mode a hart is. QEMU shows the privilege in its register `priv`. Where the V bit
/// is depends on the version: in a register `virt`, in bit 2 of `priv` (11.1), or only in what the
/// monitor's `info registers` prints (7.2, about 1 ms).
class ModeReader {
  public:
    /// `client` must outlive this. `has_monitor`: qRcmd works.
    ModeReader(Client& client, bool has_monitor);

    /// `hart` counts the client's threads from 0.
    Result<Mode> read(std::uint32_t hart);

    /// Somebody else used the monitor, and may have chosen another CPU there.
    void forget_monitor_cpu() { monitor_hart_.reset(); }

  private:
    Result<Mode> read_registers(std::uint32_t hart);
    Result<std::optional<bool>> ask_monitor(std::uint32_t hart);

    Client& client_;
    bool has_monitor_;
    const RegisterInfo* priv_;
    const RegisterInfo* virt_;
    bool priv_has_v_ = false; ///< bit 2 was seen set
    std::optional<std::uint32_t> monitor_hart_;
    Batch batch_;
};

} // namespace switchscope::gdb

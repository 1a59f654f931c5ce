// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/error.h"
#include "core/session/target.h"
#include "gdb/client.h"

namespace switchscope::gdb {

/// Reads in which mode a hart is. QEMU shows the privilege in its register `priv`. Where the V bit
/// is depends on the version: in a register `virt`, in bit 2 of `priv` (10.0 and later), or only in
/// what the monitor's `info registers` prints (7.2, about 1 ms; 11.1, 6 ms).
///
/// No version is asked for. While bit 2 of `priv` is clear, V may be 0 or elsewhere, so the monitor
/// is asked as well. The first hart in a guest shows which it is. From then on `priv` is enough
/// where it has the bit. A target that has none of the three is an Error, not a host.
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
    Result<bool> read_virtualization(std::uint32_t hart, bool bit_of_priv);
    Result<void> find_in_priv(std::uint32_t hart);
    Result<std::optional<bool>> ask_monitor(std::uint32_t hart);

    Client& client_;
    bool has_monitor_;
    const RegisterInfo* priv_;
    const RegisterInfo* virt_;
    std::optional<bool> priv_has_v_; ///< none: no guest was seen yet
    std::optional<std::uint32_t> monitor_hart_;
    Batch batch_;
};

} // namespace switchscope::gdb

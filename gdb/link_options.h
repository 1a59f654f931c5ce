// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>

#include "core/base/error.h"
#include "gdb/packet.h"

namespace switchscope::gdb {

struct LinkOptions {
    /// How long an answer to anything but a resume may take.
    std::chrono::milliseconds reply_timeout{5000};
    /// The same while the connection is made, where that is longer: a program that was just started
    /// has to load first.
    std::chrono::milliseconds start_timeout{0};
    /// How long the target may take to stop after it was interrupted.
    std::chrono::milliseconds interrupt_timeout{5000};
    /// The longest packet that is taken, in bytes.
    std::size_t packet_limit = PacketDecoder::default_limit;
    /// The longest text of one monitor command, in bytes.
    std::size_t monitor_limit = std::size_t{16} * 1024 * 1024;
    std::size_t log_capacity = 512; ///< packets
    /// Ends the making of the connection.
    std::stop_token cancel;
    /// Gets what ended the connection, and says more about it: what became of the program at the
    /// other end.
    std::function<Error(Error)> explain_end;
};

/// How a resume may end early.
struct RunOptions {
    std::chrono::milliseconds patience{0}; ///< then the target is interrupted; zero: no limit
    std::stop_token cancel;                ///< interrupts the target when asked to stop
    bool single_step = false; ///< the resume executes one instruction: its stop is near
};

} // namespace switchscope::gdb

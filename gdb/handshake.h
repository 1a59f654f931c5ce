// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "gdb/link.h"
#include "gdb/protocol.h"
#include "gdb/target_xml.h"

namespace switchscope::gdb {

/// What a stub may send at most about itself before it is taken for broken or hostile.
struct HandshakeLimits {
    std::size_t threads = 1024;
    TargetXmlLimits target_xml;
};

/// What a stub said about itself when the connection was made.
struct Introduction {
    Capabilities capabilities;
    RegisterLayout layout; ///< empty where the stub sends no target description
    std::vector<ThreadId> threads;
    StopReply first_stop; ///< why the target is stopped
    /// QEMU: the step mask as it was found, in hex; empty: there is none.
    std::string step_mask;
};

/// Asks a stub what it can do, chooses who acknowledges what, takes in the stop that a running
/// target reports, and reads the target description and the threads.
/// QEMU removes the breakpoints that an earlier client left: `?` does it.
/// Errors: the stub is silent, or what it sends cannot be. They end the connection.
Result<Introduction> shake_hands(Link& link, const HandshakeLimits& limits);

} // namespace switchscope::gdb

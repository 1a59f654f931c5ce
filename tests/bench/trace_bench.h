// SPDX-License-Identifier: MIT
#pragma once

namespace switchscope::bench {

/// The bulk tracer against QEMU writing the same log for nobody, on the demo machine.
void trace_demo(int rounds);

/// Block mode on a live Linux: all switches, and what it costs the machine. Says so where the
/// machine is missing.
void trace_linux(int rounds);

} // namespace switchscope::bench

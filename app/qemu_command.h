// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace switchscope::app {

/// The name QEMU's program has in Debian, and what to install where it is missing.
inline constexpr const char* qemu_program = "qemu-system-riscv64";
Error missing_program(const std::string& name);

/// What is added to a QEMU command so that it can be worked with.
struct QemuAdditions {
    int gdb_fd = -1; ///< its end of the connection to its gdb server
    std::string
        log_filter; ///< -dfilter, for a machine that is to be traced in block mode; empty: none
    bool will_be_traced = false; ///< its log is ours
};

/// The command of a machine that is to be launched, completed: its gdb server on our descriptor, halted at reset. Words
/// that get in the way of that (a gdb server of its own, `-daemonize`, a log filter where the log is to be traced)
/// are an Error that names them.
Result<std::vector<std::string>> complete_qemu_command(std::vector<std::string> command,
                                                       const QemuAdditions& additions);

} // namespace switchscope::app

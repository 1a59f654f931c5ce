// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "app/machines/process.h"
#include "core/base/error.h"
#include "core/session/live_session.h"

namespace switchscope::app {

/// The name QEMU's program has in Debian, and what to install where it is missing.
inline constexpr const char* qemu_program = "qemu-system-riscv64";
Error missing_program(const std::string& name);

/// What a QEMU is given besides the words of its command.
struct QemuAdditions {
    std::string
        log_filter; ///< -dfilter, for a machine that is to be traced in block mode; empty: none
    bool will_be_traced = false; ///< its log is ours
};

/// The command of a machine that is to be started, completed: its gdb server on `gdb_fd`, halted at reset. Words that
/// get in the way of that (a gdb server of its own, `-daemonize`, a log filter where the log is to be traced) are an
/// Error that names them.
Result<std::vector<std::string>> complete_qemu_command(std::vector<std::string> command,
                                                       const QemuAdditions& additions, int gdb_fd);

/// A QEMU that was started here, halted at reset, and our end of the connection to its gdb server: nobody else can
/// connect, and no file is left behind.
struct StartedMachine {
    std::shared_ptr<ChildProcess> process;
    FileDescriptor gdb;
};
Result<StartedMachine> start_machine(std::vector<std::string> command,
                                     const QemuAdditions& additions);

/// Connects to its gdb server. Errors say what became of the process, now and later.
Result<Connection> connect_to(StartedMachine machine, std::stop_token cancel);

/// A session on it, which keeps it alive.
Result<std::unique_ptr<Session>> open_started(StartedMachine machine, const Image& image,
                                              LiveSessionOptions options, std::stop_token cancel);

} // namespace switchscope::app

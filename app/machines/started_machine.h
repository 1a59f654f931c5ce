// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "app/machines/process.h"
#include "core/base/error.h"
#include "core/session/live_session.h"

namespace switchscope::app {

/// The name of QEMU's program in Debian.
inline constexpr const char* qemu_program = "qemu-system-riscv64";
/// The Error for a program that is not on PATH. For QEMU it says what to install.
Error missing_program(const std::string& name);

/// What a QEMU gets in addition to the words of its command.
struct QemuAdditions {
    /// The argument of -dfilter, for a machine that will be traced in block mode; may be empty.
    std::string log_filter;
    bool will_be_traced = false; ///< then we use its log
};

/// Completes the command that starts a machine: with a gdb server on `gdb_fd`, and halted at reset.
/// An option that prevents this is an Error: another gdb server, `-daemonize`, or a log filter
/// where the machine will be traced.
Result<std::vector<std::string>> complete_qemu_command(std::vector<std::string> command,
                                                       const QemuAdditions& additions, int gdb_fd);

/// A QEMU that we started, halted at reset, and our end of the connection to its gdb server. That
/// is a pair of sockets: nobody else can connect, and no file remains.
struct StartedMachine {
    std::shared_ptr<ChildProcess> process;
    FileDescriptor gdb;
    std::chrono::milliseconds timeout{5000}; ///< for each answer of the gdb server
};
Result<StartedMachine> start_machine(std::vector<std::string> command,
                                     const QemuAdditions& additions);

/// Connects to its gdb server. All errors of the connection say how QEMU ended, where it did.
Result<Connection> connect_to(StartedMachine machine, std::stop_token cancel);

/// Opens a session on it. The session keeps QEMU alive.
Result<std::unique_ptr<Session>> open_started(StartedMachine machine, const Image& image,
                                              LiveSessionOptions options, std::stop_token cancel);

} // namespace switchscope::app

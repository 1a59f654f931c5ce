// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/machines/process.h"
#include "core/base/error.h"
#include "core/session/live_session.h"
#include "core/session/session.h"

namespace switchscope::app {

/// A variant of the built-in demo machine.
struct DemoVariant {
    std::string_view id; ///< "macro"; the name of the ELF file has it, too
    English name;        ///< for the start page
    English title;       ///< of a session on this machine
    English description; ///< one sentence
    bool correct = true; ///< false for the one that is broken on purpose, as an exercise
};
const std::vector<DemoVariant>& demo_variants();

/// "Demo machine, macro variant", in English: recordings keep it.
std::string demo_title(std::string_view id);

/// The ELF file of a variant. It is searched in $SWITCHSCOPE_DEMO_DIR, next to the program, where
/// it is installed, and in the build tree.
Result<std::filesystem::path> demo_image(std::string_view id);

struct DemoOptions {
    std::string variant = "macro";
    std::string guests; ///< "tour", "tour,oracle,paging"; where empty, the machine chooses
    std::string paging; ///< of the host: "sv39", "sv48", "sv57"; where empty, the machine chooses
    bool timer = true;  ///< without timer interrupts every run is the same
    /// Restricts QEMU's log to what TraceMode::block needs. Only a machine that is traced in that
    /// mode may have it.
    bool for_block_trace = false;
    std::chrono::milliseconds timeout{5000}; ///< for each answer of QEMU's gdb server
    LiveSessionOptions session;

    /// The number of exits in one lap of the tour guest. After a lap its registers hold values that
    /// people recognise. Timer interrupts are further exits, and a slow machine has more of them.
    /// So the session skips several laps.
    static constexpr std::size_t tour_lap = 6;
    DemoOptions() { session.skip_switches = 4 * tour_lap; }
};

/// QEMU with the demo machine, halted at reset, and our end of the connection to its gdb server.
struct DemoMachine {
    std::shared_ptr<ChildProcess> process;
    FileDescriptor gdb;
    std::filesystem::path image;
};
/// The Error says what to install or to do where QEMU is missing or cannot be started.
Result<DemoMachine> start_demo_machine(const DemoOptions& options);

/// Starts QEMU with the demo machine, connects to it and stops at the first world switch that is
/// not skipped. QEMU lives exactly as long as the session.
Result<std::unique_ptr<Session>> open_demo(const DemoOptions& options, std::stop_token cancel);

} // namespace switchscope::app

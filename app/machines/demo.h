// SPDX-License-Identifier: MIT
#pragma once

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
    std::string_view id; ///< "macro": part of the ELF file's name, too
    English name;        ///< for the start page
    English title;       ///< of a session on it
    English description; ///< one sentence
    bool correct = true; ///< false: broken on purpose, for those who want to find the bug
};
const std::vector<DemoVariant>& demo_variants();

/// "Demo machine, macro variant": recordings keep it, in English.
std::string demo_title(std::string_view id);

/// Where the variant's ELF file is: $SWITCHSCOPE_DEMO_DIR, beside the program, installed, or in the build tree.
Result<std::filesystem::path> demo_image(std::string_view id);

struct DemoOptions {
    std::string variant = "macro";
    std::string guests; ///< "tour", "tour,oracle,paging"; empty: the machine's own choice
    std::string paging; ///< of the host: "sv39", "sv48", "sv57"; empty: the machine's own choice
    bool timer = true;  ///< false: no timer interrupt ever, so that every run is the same
    /// QEMU's log confined to what TraceMode::block needs: give it to a machine that is to be traced that way, and to
    /// no other.
    bool for_block_trace = false;
    LiveSessionOptions session;

    /// Exits in one lap of the tour guest: after it, its registers hold the values one can recognise. Timer interrupts
    /// come in between, the more the slower the machine runs: so some laps are let pass.
    static constexpr std::size_t tour_lap = 6;
    DemoOptions() { session.skip_switches = 4 * tour_lap; }
};

/// QEMU with the demo machine, halted at reset, and our end of the connection to its gdbstub.
struct DemoMachine {
    std::shared_ptr<ChildProcess> process;
    FileDescriptor gdb;
    std::filesystem::path image;
};
/// A missing QEMU, or one that cannot be started, gives an Error that says what to install or do.
Result<DemoMachine> start_demo_machine(const DemoOptions& options);

/// Starts QEMU with the demo machine, connects to it and stops at the first world switch. QEMU lives exactly as
/// long as the session.
Result<std::unique_ptr<Session>> open_demo(const DemoOptions& options, std::stop_token cancel);

} // namespace switchscope::app

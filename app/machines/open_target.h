// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/session/live_session.h"
#include "core/session/session.h"
#include "core/session/trace_options.h"

namespace switchscope::app {

/// The machine that something is to be done with, and how: what every command and the window open.
struct TargetSpec {
    enum class Kind : std::uint8_t {
        demo,   ///< the built-in demo machine
        attach, ///< a QEMU that runs, or waits, with its gdb server open
        launch, ///< a QEMU to be started from a command of the user's
    };
    Kind kind = Kind::demo;

    std::string variant = "macro"; ///< demo: which
    std::string guests;            ///< demo: as in DemoOptions
    bool timer = true;             ///< demo: as in DemoOptions

    std::string address;       ///< attach: as gdb::parse_address() reads it
    bool leave_halted = false; ///< attach: at the end the machine stays stopped; else it runs on

    std::vector<std::string> command; ///< launch: program and arguments

    std::filesystem::path image; ///< attach, launch: the vmlinux that runs there

    /// World switches to let pass first; none: enough for the demo's guest to be set up, and none elsewhere.
    std::optional<std::size_t> skip;
    /// How long the machine may take to reach the routine for the first time; none: a kernel's boot fits in.
    std::optional<std::chrono::milliseconds> patience;
    /// How it is going to be traced; a machine that is started here is started for that.
    std::optional<TraceMode> traced;
    /// routine, hart, sources, interrupts... Title, skip, patience and log are filled in when it is opened.
    LiveSessionOptions session;

    /// For people: "Demo machine, macro variant", "127.0.0.1:1234".
    std::string title() const;
    /// The options of a command that choose this target: "--demo macro", "--attach unix:/run/vm --image vmlinux".
    std::string words() const;
};

/// Starts or connects to the machine and lets it go to its first world switch (behind those to be skipped).
///
/// A machine that is started here lives exactly as long as the session. One that was attached to goes on running when
/// the session ends, however it ends (unless leave_halted): breakpoints removed, step mask as it was found. What a
/// debugger that was killed left behind there (breakpoints, a stopped machine) is cleared.
Result<std::unique_ptr<Session>> open_target(const TargetSpec& spec, std::stop_token cancel);

/// The same, step by step, for those who want to look at what is in between. First the image...
Result<std::shared_ptr<const Image>> open_image(const TargetSpec& spec);
/// ... then the machine, stopped wherever it is...
Result<Connection> connect_target(const TargetSpec& spec, const Image& image,
                                  std::stop_token cancel);
/// ... and what the session is given.
LiveSessionOptions session_options(const TargetSpec& spec);

} // namespace switchscope::app

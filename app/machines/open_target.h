// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/machines/kernel_files.h"
#include "core/base/error.h"
#include "core/image/image.h"
#include "core/session/kernel_place.h"
#include "core/session/live_session.h"
#include "core/session/session.h"
#include "core/session/trace_options.h"

namespace switchscope::app {

/// A machine and how to open it. Every command and the window use this.
struct TargetSpec {
    enum class Kind : std::uint8_t {
        demo,   ///< the built-in demo machine
        attach, ///< a QEMU that exists already, with its gdb server open
        launch, ///< a QEMU that is started with a command of the user
    };
    Kind kind = Kind::demo;

    // For `demo`, as in DemoOptions.
    std::string variant = "macro";
    std::string guests;
    bool timer = true;

    // For `attach`.
    std::string address;       ///< as gdb::parse_address() reads it
    bool leave_halted = false; ///< whether the machine stays stopped after the session

    // For `launch`.
    std::vector<std::string> command; ///< program and arguments

    // For `attach` and `launch`.
    std::filesystem::path image; ///< the vmlinux that runs there
    /// Files of its modules. Where there are none and the kernel has KVM as a module, its file is
    /// looked for beside the image.
    std::vector<std::filesystem::path> modules;
    /// Addresses of the sections of the module with the routine, by name; empty: they are found.
    std::map<std::string, std::uint64_t, std::less<>> sections;
    /// How far the kernel lies from its addresses (KASLR); none: that is found.
    std::optional<std::uint64_t> kaslr_offset;
    /// Told what was found and what is waited for while a target opens; may be empty.
    std::function<void(const Phrase&)> note;

    /// The number of world switches to skip. Without one the demo machine skips its set-up, and
    /// others skip none.
    std::optional<std::size_t> skip;
    /// How long the machine may take to its first world switch. Without one that is long enough for
    /// a kernel to boot.
    std::optional<std::chrono::milliseconds> patience;
    /// Later on it may take for ever: somebody looks on who can end the wait. Otherwise each wait
    /// for a switch has the same limit as the first, so that N switches always end.
    bool unlimited = false;
    /// How long the gdb server may take for any answer, and to stop when it is asked to.
    std::chrono::milliseconds timeout{5000};
    /// How the machine will be traced. One that is started here gets the options for that.
    std::optional<TraceMode> traced;
    /// Routine, hart, sources, interrupts and so on. Opening sets title, skip, patiences and
    /// log.
    LiveSessionOptions session;

    /// The title of a session: "Demo machine, macro variant", "127.0.0.1:1234". It is in English:
    /// recordings keep it.
    std::string title() const;
    /// The command-line options for this target: "--demo macro", "--attach unix:/run/vm --image
    /// vmlinux".
    std::string words() const;
};

/// Starts the machine or connects to it, and lets it run to its first world switch after those to
/// be skipped.
///
/// A machine that is started here lives exactly as long as the session. One that was attached to
/// runs on after the session, however that ends, unless leave_halted is set. It then has no
/// breakpoints of ours, and its own step mask again. If a debugger was killed there before, its
/// breakpoints are removed and the machine runs on in the end, too.
Result<std::unique_ptr<Session>> open_target(const TargetSpec& spec, std::stop_token cancel);

// The parts of open_target(), for `doctor`, which checks each.

/// First the images: of a demo machine, or of the kernel and its module,
Result<OpenedKernel> open_kernel(const TargetSpec& spec);
/// then the machine, stopped wherever it is,
Result<Connection> connect_target(const TargetSpec& spec, const KernelImages& images,
                                  std::stop_token cancel);
/// then where the kernel lies in it (it may have to run on for that),
Result<KernelPlace> find_kernel(const TargetSpec& spec, const KernelImages& images, Target& target,
                                std::stop_token cancel);
/// and the options of the session.
LiveSessionOptions session_options(const TargetSpec& spec);
LiveSessionOptions session_options(const TargetSpec& spec, const KernelImages& images,
                                   const KernelPlace& place);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include <unistd.h>

#include "tests/support/run_tool.h"

namespace switchscope::test {

inline constexpr const char* no_linux_kernel =
    "no Linux/KVM kernel: set SWITCHSCOPE_LINUX_KVM to a directory that holds its vmlinux";

/// The unpacked kernel in the user's cache, made once for all tests and runs.
inline std::filesystem::path unpacked_linux_kernel(const std::filesystem::path& packed) {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path folder =
        (cache != nullptr  ? std::filesystem::path(cache)
         : home != nullptr ? std::filesystem::path(home) / ".cache"
                           : std::filesystem::temp_directory_path()) /
        "linux-kvm-target";
    auto vmlinux = folder / "vmlinux";
    if (!std::filesystem::exists(vmlinux)) {
        std::filesystem::create_directories(folder);
        const auto part = folder / ("vmlinux.part" + std::to_string(getpid()));
        run_tool("xz -dc " + quoted(packed) + " >" + quoted(part));
        std::filesystem::rename(part, vmlinux);
    }
    return vmlinux;
}

/// The vmlinux of a Linux 6.1 with KVM: from $SWITCHSCOPE_LINUX_KVM, or from beside the checkout;
/// none where neither has it.
inline std::optional<std::filesystem::path> linux_kernel() {
    if (const char* folder = std::getenv("SWITCHSCOPE_LINUX_KVM")) {
        const auto path = std::filesystem::path(folder) / "vmlinux";
        return std::filesystem::exists(path) ? std::optional(path) : std::nullopt;
    }
    const auto packed =
        std::filesystem::path(SWITCHSCOPE_SOURCE_DIR) / "../shared/linux-kvm/prebuilt/vmlinux.xz";
    return std::filesystem::exists(packed) ? std::optional(unpacked_linux_kernel(packed))
                                           : std::nullopt;
}

} // namespace switchscope::test

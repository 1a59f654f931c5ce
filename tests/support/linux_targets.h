// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include <unistd.h>

#include "tests/support/run_tool.h"

namespace switchscope::test {

/// A Linux target beside the checkout whose files are packed by xz. Its own run.sh unpacks them to
/// the same place.
struct LinuxTarget {
    const char* name;     ///< its folder beside the checkout
    const char* cache;    ///< its folder in the user's cache
    const char* variable; ///< names a folder with its files unpacked
    const char* missing;  ///< what a test says that needs it
};

/// Linux 6.1 with KVM built in.
inline constexpr LinuxTarget linux_kvm{
    "linux-kvm/prebuilt", "linux-kvm-target", "SWITCHSCOPE_LINUX_KVM",
    "no Linux/KVM kernel: set SWITCHSCOPE_LINUX_KVM to a directory that holds its vmlinux"};
/// Debian's Linux 7.2 with KVM as a module.
inline constexpr LinuxTarget linux_debian{
    "linux-debian", "deb72-target", "SWITCHSCOPE_LINUX_DEBIAN",
    "no Debian kernel: set SWITCHSCOPE_LINUX_DEBIAN to a directory that holds its vmlinux, kvm.ko "
    "and kvm.ko.debug"};
/// A Linux 7.2 with KVM built in and KASLR.
inline constexpr LinuxTarget linux_kaslr{
    "linux-kaslr", "kaslr72-target", "SWITCHSCOPE_LINUX_KASLR",
    "no kernel with KASLR: set SWITCHSCOPE_LINUX_KASLR to a directory that holds its vmlinux"};

/// A file of a target as it is shipped; none where it is not at hand.
inline std::optional<std::filesystem::path> packed_file(const LinuxTarget& target,
                                                        const std::string& name) {
    const auto packed =
        std::filesystem::path(SWITCHSCOPE_SOURCE_DIR) / "../shared" / target.name / (name + ".xz");
    return std::filesystem::exists(packed) ? std::optional(packed) : std::nullopt;
}

/// A file of a target, unpacked once for all tests and runs; none where it is not at hand.
inline std::optional<std::filesystem::path> target_file(const LinuxTarget& target,
                                                        const std::string& name) {
    namespace fs = std::filesystem;
    if (const char* folder = std::getenv(target.variable)) {
        const fs::path path = fs::path(folder) / name;
        return fs::exists(path) ? std::optional(path) : std::nullopt;
    }
    const auto packed = packed_file(target, name);
    if (!packed) {
        return std::nullopt;
    }
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const fs::path folder = (cache != nullptr  ? fs::path(cache)
                             : home != nullptr ? fs::path(home) / ".cache"
                                               : fs::temp_directory_path()) /
                            target.cache;
    const fs::path path = folder / name;
    if (!fs::exists(path)) {
        fs::create_directories(folder);
        const auto part = folder / (name + ".part" + std::to_string(getpid()));
        run_tool("xz -dc " + quoted(*packed) + " >" + quoted(part));
        fs::rename(part, path);
    }
    return path;
}

} // namespace switchscope::test

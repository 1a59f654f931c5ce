// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "tests/support/linux_targets.h"

namespace switchscope::test {

inline constexpr const char* no_linux_kernel = linux_kvm.missing;

/// The vmlinux of a Linux 6.1 with KVM; none where it is not at hand.
inline std::optional<std::filesystem::path> linux_kernel() {
    return target_file(linux_kvm, "vmlinux");
}

} // namespace switchscope::test

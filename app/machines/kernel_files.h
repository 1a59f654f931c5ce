// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/session/kernel_place.h"

namespace switchscope::app {

/// The files of a kernel, as the user names them.
struct KernelFiles {
    std::filesystem::path vmlinux;
    std::vector<std::filesystem::path> modules; ///< one of them may have the routine
    std::string routine = "__kvm_riscv_switch_to";
    /// Whether the routine must be a symbol of one of the files. Otherwise it lies in vmlinux, at
    /// an address that the user gave.
    bool by_symbol = true;
};

struct OpenedKernel {
    KernelImages images;
    std::vector<Phrase> notes; ///< what was taken that nobody named, as sentences
};

/// Opens vmlinux, and the module if the module has the routine. Where no module is named and the
/// kernel has KVM as one, its file is looked for in the usual places. An Error says where it
/// usually is.
Result<OpenedKernel> open_kernel_files(const KernelFiles& files);

/// The release of a kernel, "7.2.13+deb14-riscv64", from its banner or from the name of its file;
/// empty where neither says it.
std::string kernel_release(const Image& vmlinux);

/// The file of kvm.ko that belongs to a vmlinux: beside it, as a build leaves it, or where a
/// distribution installs it, also below each of `roots` (/, /usr/lib/debug).
std::optional<std::filesystem::path>
find_kvm_module(const Image& vmlinux,
                const std::vector<std::filesystem::path>& roots = {"/", "/usr/lib/debug"});

} // namespace switchscope::app

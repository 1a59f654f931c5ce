// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/session/kernel_memory.h"

namespace switchscope {

/// Where the sections of a kernel module lie in memory.
struct ModulePlace {
    enum class Way : std::uint8_t {
        given, ///< by the user
        list,  ///< the kernel's own list of modules
        code,  ///< the bytes of the routine, found in memory
    };
    /// Their addresses by name, as far as they are known. The one with the routine is.
    std::map<std::string, std::uint64_t, std::less<>> sections;
    Way way = Way::given;
};

/// "found in the kernel's list of modules", in words for people.
Phrase words(ModulePlace::Way way);

/// The name by which the kernel knows the module of a file: "kvm".
std::string module_name(const Image& module);

/// Looks for a module in the list that the kernel keeps. Where the kernel's list has it with other
/// code than the image's, that is an Error. None where it is not in the list, or the list cannot be
/// read. `vmlinux` is placed. `routine` is a symbol of `module`: its bytes prove the place.
Result<std::optional<ModulePlace>> find_in_module_list(const KernelMemory& memory,
                                                       const Image& vmlinux, const Image& module,
                                                       const Symbol& routine);

/// Looks for the bytes of the routine, which no loader changes, wherever modules can lie.
Result<std::optional<ModulePlace>> find_module_by_code(const KernelMemory& memory,
                                                       const Image& vmlinux, const Image& module,
                                                       const Symbol& routine);

} // namespace switchscope

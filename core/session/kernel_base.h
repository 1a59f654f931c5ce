// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/session/kernel_memory.h"

namespace switchscope {

/// Where a kernel lies: the distance from the addresses that its image has.
struct KernelBase {
    enum class Way : std::uint8_t {
        linked,     ///< it cannot move
        given,      ///< by the user
        kernel_map, ///< its own notes, read in physical memory
        stvec,      ///< its trap handler
        page_walk,  ///< its page tables
    };
    std::uint64_t offset = 0;
    Way way = Way::linked;
};

/// "read from kernel_map", in words for people.
Phrase words(KernelBase::Way way);

/// Whether a kernel may lie elsewhere than its image says: it was linked so that it can move
/// (CONFIG_RELOCATABLE, which KASLR needs).
bool can_move(const Image& vmlinux);

/// Where the first byte of the kernel lies in physical memory; none where nothing there looks like
/// a kernel. It is found from the first instruction of the machine on, if QEMU loaded the kernel.
std::optional<std::uint64_t> find_physical_base(const KernelMemory& memory);

/// Where a kernel lies that can move. `vmlinux` has the addresses of its file. None where that
/// cannot be known yet: before the kernel has chosen its place, or in a guest on a target without
/// physical memory.
Result<std::optional<KernelBase>> find_kernel_base(const KernelMemory& memory,
                                                   const Image& vmlinux);

/// Where a hart comes by as soon as the kernel has chosen its place: a physical address. None where
/// the image does not tell.
std::optional<std::uint64_t> place_is_chosen_at(const KernelMemory& memory, const Image& vmlinux);

/// Lets `memory` translate addresses by the page tables of the kernel, which `vmlinux` is placed
/// as. False where they cannot be found, or do not map the kernel there (yet).
bool use_kernel_tables(KernelMemory& memory, const Image& vmlinux);

} // namespace switchscope

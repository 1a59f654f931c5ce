// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"
#include "core/session/kernel_base.h"
#include "core/session/module_place.h"
#include "core/session/target.h"

namespace switchscope {

/// The files of a kernel, with the addresses that they have themselves.
struct KernelImages {
    std::shared_ptr<const Image> kernel; ///< vmlinux
    /// The module that has the routine; null where vmlinux has it.
    std::shared_ptr<const Image> module;

    /// The image with the routine.
    const std::shared_ptr<const Image>& with_routine() const {
        return module != nullptr ? module : kernel;
    }
    /// Whether the kernel has to be looked for in the machine.
    bool has_to_be_found() const { return module != nullptr || can_move(*kernel); }
};

struct KernelPlaceOptions {
    std::string routine = "__kvm_riscv_switch_to";
    std::uint32_t hart = 0;
    std::optional<std::uint64_t> offset; ///< of the kernel, as the user says
    /// Of the module's sections, as the user says; empty: they are looked for.
    std::map<std::string, std::uint64_t, std::less<>> sections;
    /// How long to wait for a kernel that boots, or for a module that is not loaded yet.
    std::chrono::milliseconds patience{30000};
    /// Told once what is waited for; may be empty.
    std::function<void(const Phrase&)> waiting;
};

/// Where a kernel lies in a machine.
struct KernelPlace {
    std::shared_ptr<const Image> image; ///< the one with the routine, placed
    KernelBase base;
    std::optional<ModulePlace> module;

    /// "KASLR offset 0x3d000000, read from kernel_map", and the module's address; empty for a
    /// kernel that lies where its image says.
    Phrase words() const;
    /// The same addresses.
    bool same_as(const KernelPlace& other) const;
};

/// Finds out where a kernel and its module lie in a machine.
class KernelFinder {
  public:
    KernelFinder(KernelImages images, KernelPlaceOptions options)
        : images_(std::move(images)), options_(std::move(options)) {}

    /// As far as it can be said of the machine as it is stopped now; none where it cannot be said
    /// yet. `waits_for` then says why.
    Result<std::optional<KernelPlace>> look(Target& target) const;
    /// Lets the machine run until it can be said. Stops it in between for a moment. An Error where
    /// that takes longer than the patience.
    Result<KernelPlace> find(Target& target, std::stop_token cancel) const;

    /// Whether the kernel is still, or again, at `place`: an Error where it is somewhere else, or
    /// gone. Nothing is said where that cannot be known at this stop.
    Result<void> check(Target& target, const KernelPlace& place) const;
    /// Waits until the machine, which was reset, has a kernel again. An Error where that is not at
    /// `place`.
    Result<void> find_again(Target& target, const KernelPlace& place, std::stop_token cancel) const;

  private:
    Result<std::optional<KernelBase>> look_for_kernel(const KernelMemory& memory) const;
    Result<std::optional<ModulePlace>> look_for_module(KernelMemory& memory,
                                                       const Image& kernel) const;
    Phrase what_is_missing(bool kernel_found) const;

    KernelImages images_;
    KernelPlaceOptions options_;
    mutable bool kernel_found_ = false; ///< by the last look()
};

} // namespace switchscope

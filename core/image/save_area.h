// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/image/image.h"

namespace switchscope {

enum class SlotOwner : std::uint8_t { host, guest };

/// One place of the save area that keeps one register of one world.
struct Slot {
    std::string path;         ///< member path: "host_context.ra", "host_stvec"
    std::string label;        ///< as shown in a lane: "host.ra", "host_stvec"
    std::uint64_t offset = 0; ///< in bytes from the start of the struct
    std::uint8_t size = 8;    ///< in bytes
    SlotOwner owner = SlotOwner::host;
    std::optional<std::uint8_t> gpr;  ///< the GPR it keeps, or
    std::optional<std::uint16_t> csr; ///< the CSR it keeps
};

/// The slots of `struct kvm_vcpu_arch`: GPRs, sepc, sstatus, hstatus of host_context and guest_context; host_sscratch,
/// host_stvec, host_scounteren and any other host_* named after a CSR; guest_csr.* and guest_smstateen_csr.*. x0 and
/// the floating-point state have no slot.
class SaveArea {
  public:
    /// From DWARF. Fails with the members it missed when the struct lacks host_context or guest_context, or either
    /// lacks the registers every switch keeps (ra, sp).
    static Result<SaveArea> from_image(const Image& image,
                                       std::string_view struct_name = "kvm_vcpu_arch");
    explicit SaveArea(std::string struct_name, std::uint64_t size, std::vector<Slot> slots);

    const std::string& struct_name() const { return struct_name_; }
    std::uint64_t size() const { return size_; }              ///< in bytes
    const std::vector<Slot>& slots() const { return slots_; } ///< by offset
    std::optional<std::size_t>
    index_at(std::uint64_t offset) const; ///< slot that starts at `offset`
    std::optional<std::size_t> index_of(std::string_view path) const;
    std::optional<std::size_t> index_of_gpr(SlotOwner owner, unsigned gpr) const;
    std::optional<std::size_t> index_of_csr(SlotOwner owner, unsigned csr) const;
    /// The byte range [first, second) that spans every slot.
    std::pair<std::uint64_t, std::uint64_t> extent() const;

  private:
    std::string struct_name_;
    std::uint64_t size_ = 0;
    std::vector<Slot> slots_;
};

} // namespace switchscope

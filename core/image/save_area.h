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

/// The part of the save area that keeps one register of one world.
struct Slot {
    std::string path;         ///< member path: "host_context.ra", "host_stvec"
    std::string label;        ///< as shown in a lane: "host.ra", "host_stvec"
    std::uint64_t offset = 0; ///< in bytes from the start of the struct
    std::uint8_t size = 8;    ///< in bytes
    SlotOwner owner = SlotOwner::host;
    // One of the two is set: the register that the slot keeps.
    std::optional<std::uint8_t> gpr;
    std::optional<std::uint16_t> csr;
};

/// The slots of `struct kvm_vcpu_arch`. These members are slots:
///   - the GPRs but x0, sepc, sstatus and hstatus of host_context and of guest_context;
///   - host_sscratch, host_stvec, host_scounteren and any other host_* that is named after a CSR;
///   - those of guest_csr and guest_smstateen_csr.
/// The floating-point state has no slot.
class SaveArea {
  public:
    /// The slots from DWARF. An error names what is missing where the struct lacks a context
    /// (host_context, guest_context), or a context lacks a register that every switch keeps (ra,
    /// sp).
    static Result<SaveArea> from_image(const Image& image,
                                       std::string_view struct_name = "kvm_vcpu_arch");
    explicit SaveArea(std::string struct_name, std::uint64_t size, std::vector<Slot> slots);

    const std::string& struct_name() const { return struct_name_; }
    std::uint64_t size() const { return size_; }              ///< in bytes
    const std::vector<Slot>& slots() const { return slots_; } ///< by offset
    // Each gives the index of a slot; none where there is no such slot.
    std::optional<std::size_t> index_at(std::uint64_t offset) const; ///< starts at `offset`
    std::optional<std::size_t> index_of(std::string_view path) const;
    std::optional<std::size_t> index_of_gpr(SlotOwner owner, unsigned gpr) const;
    std::optional<std::size_t> index_of_csr(SlotOwner owner, unsigned csr) const;
    /// The range [first, second) of offsets that spans every slot.
    std::pair<std::uint64_t, std::uint64_t> extent() const;

  private:
    std::string struct_name_;
    std::uint64_t size_ = 0;
    std::vector<Slot> slots_;
};

} // namespace switchscope

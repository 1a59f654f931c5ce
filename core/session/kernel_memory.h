// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/base/error.h"
#include "core/session/target.h"

namespace switchscope {

/// The memory of a machine that is stopped, as its kernel sees it.
///
/// Physical memory and the kernel's own page tables are the same in every world. So this reads what
/// the kernel has mapped also while a guest or the firmware runs. A target without physical memory
/// is read at virtual addresses, which is right only while a hart runs the kernel. What was read of
/// page tables is kept: the machine must not run on while this lives.
class KernelMemory {
  public:
    using Bytes = std::vector<std::uint8_t>;

    /// Pages next to each other that the page tables map.
    struct Mapping {
        std::uint64_t address = 0;
        std::uint64_t physical = 0;
        std::uint64_t size = 0; ///< in bytes
        bool executable = false;
    };

    /// `target` must outlive it.
    KernelMemory(Target& target, std::uint32_t hart);

    Target& target() const { return target_; }
    bool has_physical() const { return target_.description().physical_memory; }
    std::optional<Bytes> read_physical(std::uint64_t address, std::size_t size) const;
    /// `size` bytes at each of `addresses`; few round trips, as far as the target allows it.
    std::vector<std::optional<Bytes>> read_physical(std::span<const std::uint64_t> addresses,
                                                    std::size_t size) const;

    /// satp of a hart that is not in a guest: there it would be the guest's. None where no hart
    /// can say, and where translation is off.
    Result<std::optional<std::uint64_t>> host_satp() const;

    /// From now on virtual addresses are translated by these page tables, given as satp has them.
    void use_tables(std::uint64_t satp);
    bool has_tables() const { return satp_.has_value(); }
    std::optional<std::uint64_t> translated(std::uint64_t address) const;

    /// Whether read() can read anything at all.
    bool can_read() const { return has_tables() || in_kernel_; }
    /// At a virtual address of the kernel; none where not all of it can be read.
    std::optional<Bytes> read(std::uint64_t address, std::size_t size) const;
    std::optional<std::uint64_t> read_word(std::uint64_t address) const;

    /// What the page tables map of [begin, end), by address. It needs tables.
    std::vector<Mapping> mappings(std::uint64_t begin, std::uint64_t end) const;

  private:
    const Bytes* table(std::uint64_t physical) const;
    void collect(std::uint64_t table, unsigned level, std::uint64_t from, std::uint64_t begin,
                 std::uint64_t end, std::vector<Mapping>& out) const;

    Target& target_;
    std::uint32_t hart_;
    bool in_kernel_ = false; ///< the hart translates addresses as the kernel does
    std::optional<std::uint64_t> satp_;
    mutable std::map<std::uint64_t, std::optional<Bytes>> tables_; ///< by physical address
};

} // namespace switchscope

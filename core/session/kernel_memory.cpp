// SPDX-License-Identifier: MIT
#include "core/session/kernel_memory.h"

#include <algorithm>
#include <utility>

#include "core/base/bytes.h"
#include "core/session/address_translation.h"

namespace switchscope {

namespace {

constexpr std::uint64_t page_size = 4096;
constexpr unsigned page_bits = 12, index_bits = 9;
constexpr std::uint64_t entries = 1u << index_bits;
constexpr std::uint64_t valid = 1 << 0, readable = 1 << 1, executable = 1 << 3;
constexpr std::uint64_t ppn_mask = (std::uint64_t{1} << 44) - 1;
/// What one exchange reads at most. QEMU takes a packet of at most 2 KiB, so this is 32 of them.
constexpr std::size_t exchange_bytes = 64 * 1024;
constexpr std::size_t exchange_pieces = 64;

unsigned levels_of(std::uint64_t satp) {
    const std::uint64_t mode = satp >> 60;
    return mode >= 8 && mode <= 10 ? static_cast<unsigned>(mode) - 5 : 0;
}

std::uint64_t target_of(std::uint64_t entry) {
    return ((entry >> 10) & ppn_mask) << page_bits;
}

} // namespace

KernelMemory::KernelMemory(Target& target, std::uint32_t hart) : target_(target), hart_(hart) {
    if (!has_physical()) {
        const auto mode = target_.mode(hart_);
        in_kernel_ = mode && !mode->virtualized && mode->privilege == Privilege::supervisor;
    }
}

std::optional<KernelMemory::Bytes> KernelMemory::read_physical(std::uint64_t address,
                                                               std::size_t size) const {
    return read_physical(std::span(&address, 1), size).front();
}

std::vector<std::optional<KernelMemory::Bytes>>
KernelMemory::read_physical(std::span<const std::uint64_t> addresses, std::size_t size) const {
    std::vector<std::optional<Bytes>> all;
    const std::size_t at_once = std::clamp<std::size_t>(
        exchange_bytes / std::max<std::size_t>(size, 1), 1, exchange_pieces);
    while (has_physical() && all.size() < addresses.size()) {
        Request request;
        request.hart = hart_;
        for (const std::uint64_t address :
             addresses.subspan(all.size(), std::min(at_once, addresses.size() - all.size()))) {
            request.memory.push_back({AddressSpace::physical, address, size});
        }
        auto reply = target_.exchange(request);
        if (!reply) {
            break;
        }
        std::ranges::move(reply->memory, std::back_inserter(all));
    }
    all.resize(addresses.size());
    return all;
}

Result<std::optional<std::uint64_t>> KernelMemory::host_satp() const {
    const TargetDescription& description = target_.description();
    const auto satp =
        std::ranges::find(description.registers, "satp", &TargetDescription::Register::name);
    if (satp == description.registers.end()) {
        return std::optional<std::uint64_t>{};
    }
    for (const std::uint32_t hart : description.harts) {
        const Mode mode = SWITCHSCOPE_TRY(target_.mode(hart));
        if (mode.virtualized) {
            continue;
        }
        Request request;
        request.hart = hart;
        request.registers = {static_cast<std::size_t>(satp - description.registers.begin())};
        const Reply reply = SWITCHSCOPE_TRY(target_.exchange(request));
        if (reply.registers.front() && levels_of(*reply.registers.front()) != 0) {
            return reply.registers.front();
        }
    }
    return std::optional<std::uint64_t>{};
}

void KernelMemory::use_tables(std::uint64_t satp) {
    satp_ = has_physical() && levels_of(satp) != 0 ? std::optional(satp) : std::nullopt;
}

const KernelMemory::Bytes* KernelMemory::table(std::uint64_t physical) const {
    auto found = tables_.find(physical);
    if (found == tables_.end()) {
        found = tables_.emplace(physical, read_physical(physical, page_size)).first;
    }
    return found->second ? &*found->second : nullptr;
}

std::optional<std::uint64_t> KernelMemory::translated(std::uint64_t address) const {
    if (!satp_) {
        return std::nullopt;
    }
    const auto physical =
        translate(*satp_, address, [&](std::uint64_t entry) -> std::optional<std::uint64_t> {
            const Bytes* const page = table(entry & ~(page_size - 1));
            return page == nullptr ? std::nullopt
                                   : value_at<std::uint64_t>(*page, entry & (page_size - 1));
        });
    return physical ? std::optional(*physical) : std::nullopt;
}

std::optional<KernelMemory::Bytes> KernelMemory::read(std::uint64_t address,
                                                      std::size_t size) const {
    if (!has_tables()) {
        if (!in_kernel_) {
            return std::nullopt;
        }
        Request request;
        request.hart = hart_;
        request.memory.push_back({AddressSpace::current, address, size});
        auto reply = target_.exchange(request);
        return reply ? std::move(reply->memory.front()) : std::nullopt;
    }
    Bytes bytes;
    while (bytes.size() < size) {
        // Pages that lie next to each other in physical memory as well are read together.
        const auto physical = translated(address + bytes.size());
        if (!physical) {
            return std::nullopt;
        }
        std::size_t length = page_size - *physical % page_size;
        while (length < size - bytes.size() && length < exchange_bytes &&
               translated(address + bytes.size() + length) == *physical + length) {
            length += page_size;
        }
        const auto piece = read_physical(*physical, std::min(length, size - bytes.size()));
        if (!piece) {
            return std::nullopt;
        }
        bytes.insert(bytes.end(), piece->begin(), piece->end());
    }
    return bytes;
}

std::optional<std::uint64_t> KernelMemory::read_word(std::uint64_t address) const {
    const auto bytes = read(address, 8);
    return bytes ? std::optional(little_endian(*bytes)) : std::nullopt;
}

void KernelMemory::collect(std::uint64_t at, unsigned level, std::uint64_t from,
                           std::uint64_t begin, std::uint64_t end,
                           std::vector<Mapping>& out) const {
    const Bytes* const page = table(at);
    if (page == nullptr) {
        return;
    }
    const unsigned shift = page_bits + level * index_bits;
    for (std::uint64_t n = 0; n < entries; ++n) {
        const std::uint64_t address = from + (n << shift);
        const std::uint64_t last = address + ((std::uint64_t{1} << shift) - 1);
        const std::uint64_t entry = little_endian(std::span(*page).subspan(n * 8, 8));
        if (last < begin || address > end - 1 || (entry & valid) == 0) {
            continue;
        }
        if ((entry & (readable | executable)) == 0) {
            if (level > 0) {
                collect(target_of(entry), level - 1, address, begin, end, out);
            }
            continue;
        }
        const Mapping one{address, target_of(entry), last - address + 1, (entry & executable) != 0};
        if (!out.empty() && out.back().address + out.back().size == one.address &&
            out.back().physical + out.back().size == one.physical &&
            out.back().executable == one.executable) {
            out.back().size += one.size;
        } else {
            out.push_back(one);
        }
    }
}

std::vector<KernelMemory::Mapping> KernelMemory::mappings(std::uint64_t begin,
                                                          std::uint64_t end) const {
    std::vector<Mapping> out;
    if (!satp_ || begin >= end) {
        return out;
    }
    const unsigned levels = levels_of(*satp_);
    const unsigned bits = page_bits + levels * index_bits;
    // The upper half of the addresses is the kernel's: all bits above the table's are ones there.
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    const std::uint64_t from = (begin >> 63) != 0 ? ~mask : 0;
    const std::uint64_t root = (*satp_ & ppn_mask) << page_bits;
    collect(root, levels - 1, from, begin, end, out);
    return out;
}

} // namespace switchscope

// SPDX-License-Identifier: MIT
#include "core/session/kernel_base.h"

#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "core/base/hex.h"

namespace switchscope {

namespace {

constexpr std::uint64_t step = 0x200000;         ///< kernels are aligned to it, in both spaces
constexpr std::uint64_t usual_base = 0x80200000; ///< behind the firmware, at the start of RAM
constexpr std::uint64_t ram_begin = 0x80000000, ram_end = 0x180000000;
constexpr std::uint64_t farthest = 0x40000000; ///< KASLR stays within 1 GiB
constexpr std::size_t header_size = 0x40;

std::optional<std::uint64_t> address_of(const Image& image, std::string_view name) {
    const Symbol* const symbol = image.find_symbol(name);
    return symbol == nullptr ? std::nullopt : std::optional(symbol->address);
}

/// Source: Linux, Documentation/arch/riscv/boot-image-header.rst.
bool is_header(const std::optional<KernelMemory::Bytes>& bytes) {
    constexpr std::array<std::uint8_t, 8> magic{'R', 'I', 'S', 'C', 'V', 0, 0, 0};
    constexpr std::array<std::uint8_t, 4> magic2{'R', 'S', 'C', 5};
    return bytes && bytes->size() == header_size &&
           std::equal(magic.begin(), magic.end(), bytes->begin() + 0x30) &&
           std::equal(magic2.begin(), magic2.end(), bytes->begin() + 0x38);
}

bool is_offset(std::uint64_t offset) {
    return offset < farthest && offset % step == 0;
}

/// What `kernel_map` in physical memory says, where the kernel has filled it already.
std::optional<std::uint64_t> offset_from_map(const KernelMemory& memory, const Image& vmlinux,
                                             std::uint64_t base) {
    const auto map = address_of(vmlinux, "kernel_map");
    const auto start = address_of(vmlinux, "_start");
    const auto end = address_of(vmlinux, "_end");
    if (!map || !start || !end) {
        return std::nullopt;
    }
    constexpr std::size_t words = 6;
    const auto bytes = memory.read_physical(base + (*map - *start), words * 8);
    if (!bytes) {
        return std::nullopt;
    }
    std::array<std::uint64_t, words> word{};
    for (std::size_t n = 0; n < words; ++n) {
        word.at(n) = *value_at<std::uint64_t>(*bytes, n * 8);
    }
    // The four words virt_addr, virt_offset, phys_addr, size are at the start, or behind
    // page_offset, which moved between versions. All four have to fit, so that nothing else is
    // taken for them.
    for (std::size_t n = 0; n + 3 < words; ++n) {
        const std::uint64_t offset = word.at(n + 1);
        if (is_offset(offset) && word.at(n) == *start + offset && word.at(n + 2) == base &&
            word.at(n + 3) == *end - *start) {
            return offset;
        }
    }
    return std::nullopt;
}

/// The symbols to which stvec can point while the kernel runs. The switch routine puts its return
/// label there on its way to the guest.
std::vector<std::uint64_t> trap_handlers(const Image& vmlinux) {
    std::vector<std::uint64_t> all;
    for (const char* name : {"handle_exception", "__kvm_riscv_unpriv_trap"}) {
        if (const auto address = address_of(vmlinux, name)) {
            all.push_back(*address);
        }
    }
    for (const char* name : {"__kvm_riscv_switch_to", "__kvm_riscv_nacl_switch_to"}) {
        const Symbol* const routine = vmlinux.find_symbol(name);
        if (routine != nullptr) {
            // The label itself need not have a name: any instruction of the routine can be it.
            for (std::uint64_t at = 0; at < routine->size; at += 4) {
                all.push_back(routine->address + at);
            }
        }
    }
    return all;
}

/// A place is believed where the kernel's banner can be read there, or nothing can be read at all.
bool has_banner(const KernelMemory& memory, const Image& vmlinux, std::uint64_t offset) {
    const auto banner = address_of(vmlinux, "linux_banner");
    const auto text = banner ? memory.read(*banner + offset, 13) : std::nullopt;
    constexpr std::string_view start = "Linux version";
    return !text || std::equal(start.begin(), start.end(), text->begin(), text->end());
}

Result<std::optional<std::uint64_t>> offset_from_stvec(const KernelMemory& memory,
                                                       const Image& vmlinux) {
    Target& target = memory.target();
    const auto& registers = target.description().registers;
    const auto stvec = std::ranges::find(registers, "stvec", &TargetDescription::Register::name);
    if (stvec == registers.end()) {
        return std::optional<std::uint64_t>{};
    }
    const std::vector<std::uint64_t> handlers = trap_handlers(vmlinux);
    for (const std::uint32_t hart : target.description().harts) {
        // In a guest stvec is the guest's, and a Linux there has an offset of its own.
        const Mode mode = SWITCHSCOPE_TRY(target.mode(hart));
        if (mode.virtualized) {
            continue;
        }
        Request request;
        request.hart = hart;
        request.registers = {static_cast<std::size_t>(stvec - registers.begin())};
        const Reply reply = SWITCHSCOPE_TRY(target.exchange(request));
        const auto value = reply.registers.front();
        for (const std::uint64_t handler : handlers) {
            if (value && is_offset((*value & ~std::uint64_t{3}) - handler) &&
                has_banner(memory, vmlinux, (*value & ~std::uint64_t{3}) - handler)) {
                return std::optional((*value & ~std::uint64_t{3}) - handler);
            }
        }
    }
    return std::optional<std::uint64_t>{};
}

Result<std::optional<std::uint64_t>> offset_from_tables(const KernelMemory& memory,
                                                        const Image& vmlinux, std::uint64_t base) {
    const auto start = address_of(vmlinux, "_start");
    const auto satp = SWITCHSCOPE_TRY(memory.host_satp());
    if (!start || !satp) {
        return std::optional<std::uint64_t>{};
    }
    KernelMemory walked = memory;
    walked.use_tables(*satp);
    for (const KernelMemory::Mapping& one : walked.mappings(*start, *start + farthest)) {
        if (base - one.physical < one.size &&
            is_offset(one.address + base - one.physical - *start)) {
            return std::optional(one.address + base - one.physical - *start);
        }
    }
    return std::optional<std::uint64_t>{};
}

} // namespace

Phrase words(KernelBase::Way way) {
    switch (way) {
    case KernelBase::Way::linked:
        return en("the kernel cannot move");
    case KernelBase::Way::given:
        return en("as given");
    case KernelBase::Way::kernel_map:
        return en("read from kernel_map");
    case KernelBase::Way::stvec:
        return en("worked out from stvec");
    case KernelBase::Way::page_walk:
        return en("found in the page tables");
    }
    return {};
}

bool can_move(const Image& vmlinux) {
    return !vmlinux.is_object() &&
           std::ranges::any_of(vmlinux.sections(), [](const ImageSection& section) {
               return section.name == ".rela.dyn" && section.size > 0;
           });
}

std::optional<std::uint64_t> find_physical_base(const KernelMemory& memory) {
    if (is_header(memory.read_physical(usual_base, header_size))) {
        return usual_base;
    }
    std::vector<std::uint64_t> places;
    for (std::uint64_t at = ram_begin; at < ram_end; at += step) {
        places.push_back(at);
    }
    const auto read = memory.read_physical(places, header_size);
    const auto found = std::ranges::find_if(read, is_header);
    return found == read.end()
               ? std::nullopt
               : std::optional(places.at(static_cast<std::size_t>(found - read.begin())));
}

Result<std::optional<KernelBase>> find_kernel_base(const KernelMemory& memory,
                                                   const Image& vmlinux) {
    std::optional<std::uint64_t> base;
    if (memory.has_physical()) {
        if (const auto offset = offset_from_map(memory, vmlinux, usual_base)) {
            return std::optional(KernelBase{*offset, KernelBase::Way::kernel_map});
        }
        base = find_physical_base(memory);
        if (base && *base != usual_base) {
            if (const auto offset = offset_from_map(memory, vmlinux, *base)) {
                return std::optional(KernelBase{*offset, KernelBase::Way::kernel_map});
            }
        }
    }
    if (const auto offset = SWITCHSCOPE_TRY(offset_from_stvec(memory, vmlinux))) {
        return std::optional(KernelBase{*offset, KernelBase::Way::stvec});
    }
    if (base) {
        if (const auto offset = SWITCHSCOPE_TRY(offset_from_tables(memory, vmlinux, *base))) {
            return std::optional(KernelBase{*offset, KernelBase::Way::page_walk});
        }
    }
    return std::optional<KernelBase>{};
}

std::optional<std::uint64_t> place_is_chosen_at(const KernelMemory& memory, const Image& vmlinux) {
    // head.S calls it behind setup_vm, which fills kernel_map, with translation still off.
    const auto behind = address_of(vmlinux, "relocate_enable_mmu");
    const auto start = address_of(vmlinux, "_start");
    if (!behind || !start) {
        return std::nullopt;
    }
    return find_physical_base(memory).value_or(usual_base) + (*behind - *start);
}

bool use_kernel_tables(KernelMemory& memory, const Image& vmlinux) {
    const auto tables = address_of(vmlinux, "swapper_pg_dir");
    const auto start = address_of(vmlinux, "_start");
    if (!tables || !start || !memory.has_physical()) {
        return memory.can_read();
    }
    const auto base = find_physical_base(memory);
    if (!base) {
        return false;
    }
    // init_mm's tables have all that the kernel has mapped, whatever runs now. Their depth is not
    // known: only with the right one do they map the kernel to where it is.
    for (const std::uint64_t mode : std::array<std::uint64_t, 3>{10, 9, 8}) {
        memory.use_tables(mode << 60 | (*base + (*tables - *start)) >> 12);
        if (memory.translated(*start) == *base) {
            return true;
        }
    }
    memory.use_tables(0);
    return false;
}

} // namespace switchscope

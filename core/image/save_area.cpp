// SPDX-License-Identifier: MIT
#include "core/image/save_area.h"

#include <algorithm>

#include "core/isa/registers.h"

namespace switchscope {

namespace {

constexpr std::string_view host_context = "host_context.";
constexpr std::string_view guest_context = "guest_context.";
constexpr std::string_view host_member = "host_";
constexpr std::string_view guest_csr_members[] = {"guest_csr.", "guest_smstateen_csr."};
/// The CSRs that a context keeps in addition to the GPRs.
constexpr std::string_view context_csrs[] = {"sepc", "sstatus", "hstatus"};
/// The switch routines of Linux. The struct is defined near their code.
constexpr std::string_view routines[] = {"__kvm_riscv_switch_to", "__kvm_riscv_nacl_switch_to"};

/// What follows `prefix` in `path`; none where `path` does not begin with it.
std::optional<std::string_view> behind(std::string_view path, std::string_view prefix) {
    return path.starts_with(prefix) ? std::optional(path.substr(prefix.size())) : std::nullopt;
}

/// Makes `slot` keep the register after which a member of kvm_cpu_context is named; false when that
/// is no register.
bool keep_context_register(Slot& slot, std::string_view name) {
    if (const auto number = gpr_number(name)) {
        slot.gpr = static_cast<std::uint8_t>(*number);
        return *number != zero && name == gpr_name(*number);
    }
    const bool known =
        std::find(std::begin(context_csrs), std::end(context_csrs), name) != std::end(context_csrs);
    if (known) {
        slot.csr = find_csr(name)->number;
    }
    return known;
}

bool keep_csr(Slot& slot, std::string_view name) {
    const Csr* csr = find_csr(name);
    if (csr != nullptr) {
        slot.csr = csr->number;
    }
    return csr != nullptr;
}

/// The slot for a member of the struct; none for a member that keeps no register.
std::optional<Slot> slot_of(const StructMember& member) {
    if (member.bit_size != 0 || member.size == 0 || member.size > 8) {
        return std::nullopt;
    }
    Slot slot;
    slot.path = member.path;
    slot.offset = member.offset;
    slot.size = static_cast<std::uint8_t>(member.size);
    const std::string_view path = member.path;
    bool keeps = false;
    if (const auto name = behind(path, host_context)) {
        keeps = keep_context_register(slot, *name);
        slot.label = "host." + std::string(*name);
    } else if (const auto guest_name = behind(path, guest_context)) {
        keeps = keep_context_register(slot, *guest_name);
        slot.owner = SlotOwner::guest;
        slot.label = "guest." + std::string(*guest_name);
    } else if (const auto host_name = behind(path, host_member)) {
        keeps = keep_csr(slot, *host_name);
        slot.label = path;
    } else {
        for (const std::string_view prefix : guest_csr_members) {
            if (const auto csr_name = behind(path, prefix)) {
                keeps = keep_csr(slot, *csr_name);
                slot.owner = SlotOwner::guest;
                slot.label = "guest." + std::string(*csr_name);
            }
        }
    }
    return keeps ? std::optional(std::move(slot)) : std::nullopt;
}

/// The members that every switch needs and `layout` lacks, as "host_context, guest_context.ra";
/// empty when it has all.
std::string lacking_members(const StructLayout& layout, const SaveArea& area) {
    std::string missing;
    const auto miss = [&](const std::string& member) {
        missing += missing.empty() ? member : ", " + member;
    };
    for (const SlotOwner owner : {SlotOwner::host, SlotOwner::guest}) {
        const std::string_view context = owner == SlotOwner::host ? host_context : guest_context;
        const bool there = std::any_of(
            layout.members.begin(), layout.members.end(),
            [&](const StructMember& member) { return member.path.starts_with(context); });
        if (!there) {
            miss(std::string(context.substr(0, context.size() - 1)));
            continue;
        }
        for (const unsigned gpr : {ra, sp}) {
            if (!area.index_of_gpr(owner, gpr)) {
                miss(std::string(context).append(gpr_name(gpr)));
            }
        }
    }
    return missing;
}

} // namespace

SaveArea::SaveArea(std::string struct_name, std::uint64_t size, std::vector<Slot> slots)
    : struct_name_(std::move(struct_name)), size_(size), slots_(std::move(slots)) {
    std::stable_sort(slots_.begin(), slots_.end(),
                     [](const Slot& a, const Slot& b) { return a.offset < b.offset; });
}

Result<SaveArea> SaveArea::from_image(const Image& image, std::string_view struct_name) {
    std::optional<std::uint64_t> near;
    for (const std::string_view routine : routines) {
        if (const Symbol* symbol = image.find_symbol(routine); symbol != nullptr && !near) {
            near = symbol->address;
        }
    }
    const StructLayout layout = SWITCHSCOPE_TRY(image.struct_layout(struct_name, near));
    std::vector<Slot> slots;
    for (const StructMember& member : layout.members) {
        if (auto slot = slot_of(member)) {
            slots.push_back(std::move(*slot));
        }
    }
    SaveArea area(layout.name, layout.size, std::move(slots));

    const std::string missing = lacking_members(layout, area);
    if (!missing.empty()) {
        return fail(
            en("struct %1 in %2 lacks %3")(area.struct_name(), image.path().string(), missing),
            en("Pass a kernel with KVM for RISC-V, or name the struct that the switch "
               "uses."));
    }
    return area;
}

std::optional<std::size_t> SaveArea::index_at(std::uint64_t offset) const {
    const auto found = std::lower_bound(
        slots_.begin(), slots_.end(), offset,
        [](const Slot& slot, std::uint64_t wanted) { return slot.offset < wanted; });
    if (found == slots_.end() || found->offset != offset) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - slots_.begin());
}

namespace {

template <class Predicate>
std::optional<std::size_t> index_where(const std::vector<Slot>& slots, Predicate predicate) {
    const auto found = std::find_if(slots.begin(), slots.end(), predicate);
    return found == slots.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - slots.begin()));
}

} // namespace

std::optional<std::size_t> SaveArea::index_of(std::string_view path) const {
    return index_where(slots_, [&](const Slot& slot) { return slot.path == path; });
}

std::optional<std::size_t> SaveArea::index_of_gpr(SlotOwner owner, unsigned gpr) const {
    return index_where(slots_,
                       [&](const Slot& slot) { return slot.owner == owner && slot.gpr == gpr; });
}

std::optional<std::size_t> SaveArea::index_of_csr(SlotOwner owner, unsigned csr) const {
    return index_where(slots_,
                       [&](const Slot& slot) { return slot.owner == owner && slot.csr == csr; });
}

std::pair<std::uint64_t, std::uint64_t> SaveArea::extent() const {
    if (slots_.empty()) {
        return {0, 0};
    }
    std::uint64_t end = 0;
    for (const Slot& slot : slots_) {
        end = std::max(end, slot.offset + slot.size);
    }
    return {slots_.front().offset, end};
}

} // namespace switchscope

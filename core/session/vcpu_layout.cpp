// SPDX-License-Identifier: MIT
#include "core/session/vcpu_layout.h"

#include <algorithm>

namespace switchscope {

std::optional<VcpuLayout> VcpuLayout::from_image(const Image& image, const SaveArea& area,
                                                 std::uint64_t near) {
    const auto layout = image.struct_layout("kvm_vcpu", near);
    if (!layout || area.slots().empty()) {
        return std::nullopt;
    }
    const auto member = [&](const std::string& path) -> const StructMember* {
        const auto found = std::ranges::find(layout->members, path, &StructMember::path);
        return found == layout->members.end() ? nullptr : &*found;
    };
    const Slot& slot = area.slots().front();
    const StructMember* const in_arch = member("arch." + slot.path);
    const StructMember* const id = member("vcpu_id");
    if (in_arch == nullptr || id == nullptr || id->size > 8) {
        return std::nullopt;
    }
    const auto arch = static_cast<std::int64_t>(in_arch->offset - slot.offset);
    const auto from_arch = [&](const StructMember& one) {
        return static_cast<std::int64_t>(one.offset) - arch;
    };
    VcpuLayout made{from_arch(*id), static_cast<std::uint8_t>(id->size), std::nullopt};
    if (const StructMember* const vm = member("kvm"); vm != nullptr && vm->size == 8) {
        made.vm = from_arch(*vm);
    }
    return made;
}

} // namespace switchscope

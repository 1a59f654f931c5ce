// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "core/image/image.h"
#include "core/image/save_area.h"

namespace switchscope {

/// Where `struct kvm_vcpu`, which lies around the save area, says which vCPU it is. Offsets are in
/// bytes from the save area's start.
struct VcpuLayout {
    std::int64_t id = 0; ///< `vcpu_id`
    std::uint8_t id_size = 4;
    /// `kvm`, the pointer to its VM; none: the struct of this image has none.
    std::optional<std::int64_t> vm;

    /// From DWARF; none where it does not know the struct, or the struct has no number. `near`: as
    /// in Image::struct_layout().
    static std::optional<VcpuLayout> from_image(const Image& image, const SaveArea& area,
                                                std::uint64_t near);
};

} // namespace switchscope

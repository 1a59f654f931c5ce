// SPDX-License-Identifier: MIT
#include "core/model/location.h"

#include <array>

#include "core/base/hex.h"
#include "core/image/save_area.h"
#include "core/isa/registers.h"

namespace switchscope {

const char* world_name(World world) {
    static constexpr std::array names{"host", "guest", "firmware"};
    return names.at(static_cast<std::size_t>(world));
}

const char* world_mode_name(World world) {
    static constexpr std::array names{"HS", "VS", "M"};
    return names.at(static_cast<std::size_t>(world));
}

std::string location_name(const Location& location, const SaveArea& area) {
    switch (location.kind) {
    case LocationKind::gpr:
        return std::string(gpr_name(static_cast<unsigned>(location.id)));
    case LocationKind::csr:
        return csr_name(static_cast<unsigned>(location.id));
    case LocationKind::slot:
        if (location.id < area.slots().size()) {
            return area.slots()[location.id].path;
        }
        break;
    case LocationKind::memory:
        return "mem:" + hex(location.id);
    }
    return "unknown";
}

} // namespace switchscope

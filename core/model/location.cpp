// SPDX-License-Identifier: MIT
#include "core/model/location.h"

#include <array>
#include <cstdio>

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
    case LocationKind::memory: {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "mem:0x%llx",
                      static_cast<unsigned long long>(location.id));
        return text.data();
    }
    }
    return "unknown";
}

} // namespace switchscope

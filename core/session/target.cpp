// SPDX-License-Identifier: MIT
#include "core/session/target.h"

namespace switchscope {

Result<void> Target::write_gpr(std::uint32_t, unsigned, std::uint64_t) {
    return fail(en("this target does not let its general registers be written"));
}

std::vector<Traffic> Target::traffic(std::uint64_t) const {
    return {};
}

} // namespace switchscope

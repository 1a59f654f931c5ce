// SPDX-License-Identifier: MIT
#include "core/isa/registers.h"

#include <charconv>

namespace switchscope {

namespace {

constexpr std::array<std::string_view, gpr_count> gpr_names = {
    "zero", "ra", "sp", "gp", "tp",  "t0",  "t1", "t2", "s0", "s1", "a0",
    "a1",   "a2", "a3", "a4", "a5",  "a6",  "a7", "s2", "s3", "s4", "s5",
    "s6",   "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
};

} // namespace

std::string_view gpr_name(unsigned number) {
    return number < gpr_names.size() ? gpr_names[number] : std::string_view{};
}

std::optional<unsigned> gpr_number(std::string_view name) {
    for (unsigned number = 0; number < gpr_names.size(); ++number) {
        if (gpr_names[number] == name) {
            return number;
        }
    }
    if (name == "fp") {
        return s0;
    }
    // x0 to x31, without leading zeros: each register has one numeric name.
    if (name.size() < 2 || name.size() > 3 || name[0] != 'x' ||
        (name[1] == '0' && name.size() > 2)) {
        return std::nullopt;
    }
    unsigned number = 0;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (error != std::errc{} || end != name.data() + name.size() || number >= gpr_count) {
        return std::nullopt;
    }
    return number;
}

} // namespace switchscope

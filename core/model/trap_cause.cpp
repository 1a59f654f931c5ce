// SPDX-License-Identifier: MIT
#include "core/model/trap_cause.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace switchscope {

namespace {

struct Cause {
    std::uint64_t code;
    std::string_view name;
};

// Source: RISC-V privileged specification, tables of synchronous exceptions and interrupts with the H extension.
constexpr std::array exceptions{
    Cause{0, "instruction address misaligned"},
    Cause{1, "instruction access fault"},
    Cause{2, "illegal instruction"},
    Cause{3, "breakpoint"},
    Cause{4, "load address misaligned"},
    Cause{5, "load access fault"},
    Cause{6, "store/AMO address misaligned"},
    Cause{7, "store/AMO access fault"},
    Cause{8, "environment call from user mode"},
    Cause{9, "environment call from HS-mode"},
    Cause{10, "environment call from VS-mode"},
    Cause{11, "environment call from M-mode"},
    Cause{12, "instruction page fault"},
    Cause{13, "load page fault"},
    Cause{15, "store/AMO page fault"},
    Cause{20, "instruction guest-page fault"},
    Cause{21, "load guest-page fault"},
    Cause{22, "virtual instruction"},
    Cause{23, "store/AMO guest-page fault"},
};

constexpr std::array interrupts{
    Cause{1, "supervisor software interrupt"},
    Cause{2, "virtual supervisor software interrupt"},
    Cause{3, "machine software interrupt"},
    Cause{5, "supervisor timer interrupt"},
    Cause{6, "virtual supervisor timer interrupt"},
    Cause{7, "machine timer interrupt"},
    Cause{9, "supervisor external interrupt"},
    Cause{10, "virtual supervisor external interrupt"},
    Cause{11, "machine external interrupt"},
    Cause{12, "supervisor guest external interrupt"},
};

template <std::size_t size>
std::string name_in(const std::array<Cause, size>& causes, std::uint64_t code, const char* other) {
    const auto found = std::ranges::find(causes, code, &Cause::code);
    return found == causes.end() ? other + std::to_string(code) : std::string(found->name);
}

} // namespace

std::string trap_cause(std::uint64_t cause) {
    constexpr std::uint64_t interrupt = std::uint64_t{1} << 63;
    return (cause & interrupt) != 0 ? name_in(interrupts, cause & ~interrupt, "interrupt ")
                                    : name_in(exceptions, cause, "cause ");
}

} // namespace switchscope

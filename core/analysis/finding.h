// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/phrase.h"
#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

enum class Severity : std::uint8_t { error, warning, note };
const char* severity_name(Severity severity); ///< "error", "warning", "note", as in SARIF

/// One property of a correct world switch. Its id never changes once released.
struct Rule {
    std::string_view id; ///< "host-register-lost"
    Severity severity;
    English summary; ///< what must hold, in one sentence
    English help;    ///< what goes wrong in a running system where it does not hold
};
/// All rules.
std::span<const Rule> rules();
const Rule& rule(std::string_view id); ///< std::logic_error where no rule has that id

/// A place where a switch breaks a rule.
struct Finding {
    const Rule* rule = nullptr;
    /// "host-register-lost:__kvm_riscv_switch_to:ra". It stays the same from build to build.
    std::string id;
    Phrase message; ///< for a code review: what happens to what, and why that is wrong
    Half half = Half::none;
    /// The instruction at fault: an index into Routine::instructions(). The static check always
    /// sets it.
    std::optional<std::size_t> instruction;
    std::optional<Location> place;   ///< the GPR or CSR that is wrong
    std::optional<std::size_t> slot; ///< index into SaveArea::slots()
    /// Another instruction that has a part in it.
    struct Related {
        std::size_t instruction;
        English part; ///< "loads it from there"
    };
    std::vector<Related> related; ///< in the order of execution
    /// In recordings: the first step at fault, and the number of its world switch.
    std::optional<std::size_t> step;
    std::uint64_t switch_number = 0;
    /// In recordings: the number of switches with this finding. The other members are those of the
    /// first one.
    std::size_t times = 1;
};

/// A construct that the check does not follow. Nothing after it is proven.
struct Unfollowed {
    std::optional<std::size_t> instruction; ///< index into Routine::instructions()
    Phrase what;                            ///< "a conditional branch (bnez t0, 0x...)"
};

} // namespace switchscope

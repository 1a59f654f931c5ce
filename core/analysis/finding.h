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
const char* severity_name(Severity severity); ///< "error", "warning", "note": SARIF's levels, too

/// One property of a correct world switch. Its id never changes once released.
struct Rule {
    std::string_view id; ///< "host-register-lost"
    Severity severity;
    English summary; ///< what must hold, one sentence
    English help;    ///< what goes wrong in a running system where it does not
};
/// Every rule that a finding can name.
std::span<const Rule> rules();
const Rule& rule(std::string_view id); ///< `id` is one of rules()

/// A place where a switch breaks a rule.
struct Finding {
    const Rule* rule = nullptr;
    /// "host-register-lost:__kvm_riscv_switch_to:ra": the same from build to build.
    std::string id;
    Phrase message; ///< for a code review: what happens, to what, why that is wrong
    Half half = Half::none;
    /// Where it goes wrong: index into Routine::instructions(). Always set by the static check.
    std::optional<std::size_t> instruction;
    std::optional<Location> place;   ///< the GPR or CSR it is about
    std::optional<std::size_t> slot; ///< index into SaveArea::slots()
    /// Other instructions that have a part in it, in the order they run.
    struct Related {
        std::size_t instruction;
        English part; ///< "loads it from there"
    };
    std::vector<Related> related;
    /// Recordings: the first step that does it, and the world switch it belongs to.
    std::optional<std::size_t> step;
    std::uint64_t switch_number = 0;
    std::size_t times =
        1; ///< recordings: in how many switches; the rest of the finding is of the first
};

/// A construct that the check does not follow: what comes after it is not proven.
struct Unfollowed {
    std::optional<std::size_t> instruction; ///< index into Routine::instructions()
    Phrase what;                            ///< "a conditional branch (bnez t0, 0x...)"
};

} // namespace switchscope

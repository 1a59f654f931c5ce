// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace switchscope {

/// What an xcause value says, in the words of the privileged specification: "store/AMO guest-page fault",
/// "supervisor timer interrupt"; "cause 42" for one without a name. Interrupts have bit 63 set (RV64).
std::string trap_cause(std::uint64_t cause);

} // namespace switchscope

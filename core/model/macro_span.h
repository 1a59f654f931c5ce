// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace switchscope {

/// The two halves of a world switch.
enum class Half : std::uint8_t { none, host_to_guest, guest_to_host };
const char* half_name(Half half); ///< "host-to-guest", "guest-to-host", "" for none

/// Consecutive instructions of the routine that belong together: one macro expansion, one phase of
/// a hand-written body, or a single instruction of the body such as `sret`.
struct MacroSpan {
    enum class Kind : std::uint8_t {
        save_host_gprs,
        swap_to_guest_csrs,
        restore_guest_gprs,
        enter_guest,
        save_guest_gprs,
        swap_to_host_csrs,
        restore_host_gprs,
        return_to_host,
        other,
    };
    enum class NamedBy : std::uint8_t {
        source,   ///< the text of the source line that invokes the macro
        shape,    ///< what the instructions do
        mnemonic, ///< a single instruction outside any macro: "sret", "ret"
    };
    std::string name;      ///< "SAVE_HOST_GPRS", "sret"
    std::string arguments; ///< as the source has them: ".Lkvm_switch_return"
    Kind kind = Kind::other;
    NamedBy named_by = NamedBy::shape;
    Half half = Half::none;
    std::size_t first = 0; ///< index into Routine::instructions()
    std::size_t count = 0; ///< of instructions
    std::string file;      ///< of the invocation line; empty without DWARF
    unsigned line = 0;

    bool is_macro() const { return named_by != NamedBy::mnemonic; }
};

/// The name of this macro in Linux: "SAVE_HOST_GPRS"; "sret", "ret" or "other" for what is no
/// macro.
std::string_view known_macro_name(MacroSpan::Kind kind);

} // namespace switchscope

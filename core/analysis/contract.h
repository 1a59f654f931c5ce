// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "core/image/save_area.h"
#include "core/model/location.h"
#include "core/model/routine.h"

namespace switchscope {

/// A value that a correct switch has in some place at some moment, without its number.
struct Quantity {
    enum class Kind : std::uint8_t {
        host_at_entry, ///< what the host had in `home` when it called the routine
        guest_kept,    ///< what the guest's slot of `home` held at that call
        guest_at_trap, ///< what the guest had in `home` when it trapped
        struct_pointer,
        return_label,
    };
    Kind kind = Kind::host_at_entry;
    Location home; ///< a GPR or a CSR
    bool operator==(const Quantity&) const = default;
};

/// One condition of a correct switch: at that moment, `where` holds `what`.
struct Clause {
    enum class Moment : std::uint8_t {
        guest_entry,    ///< before the instruction that enters the guest
        routine_return, ///< before `ret`
    };
    Moment when = Moment::guest_entry;
    Location where;
    Quantity what;
};

/// Whether the host's C code expects this GPR to have the same value after the call. It does so for
/// all but a0, which has the argument, and the temporaries.
bool is_kept_for_caller(unsigned gpr);

/// The slot that keeps `home` for the world of the quantity; none where the save area has no such
/// slot.
std::optional<std::size_t> slot_of(const Quantity& quantity, const SaveArea& area);

/// The conditions that a correct switch by this routine meets for guest, caller and save area
/// (docs/checks.md). A CSR counts as swapped where the routine writes it. `written` are the indices
/// of the slots that the switch wrote; what they hold afterwards must be right as well.
std::vector<Clause> contract_of(const Routine& routine, const SaveArea& area,
                                const std::set<std::size_t>& written);

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/model/provenance.h"
#include "core/model/routine.h"

namespace switchscope::app {

/// A colour of the pages and pictures: the window's (a test holds both together), so that a lecture may change between
/// them.
struct Shade {
    std::string_view
        role; ///< "host": the name of the window's Role, and of the pages' CSS variable
    std::uint32_t dark, light; ///< 0xrrggbb
};
std::span<const Shade> palette();
/// "#rrggbb"; `role` is one of palette()'s.
std::string color(std::string_view role, bool dark);
/// Thinned over the background: 0 is the background, 1 the role.
std::string tint(std::string_view role, double strength, bool dark);

std::string_view role_of(Owner owner);
std::string_view role_of(MacroSpan::Kind kind); ///< of whose values the macro moves

/// A shape beside each colour, for those who do not see it: a square for the host, a disc for the guest, a diamond for
/// the switch's own, a dash for nobody's.
std::string_view glyph(Owner owner);

/// The roles as CSS variables, dark and light, for a page with data-theme on its root or none (then as the system is).
std::string palette_css();

} // namespace switchscope::app

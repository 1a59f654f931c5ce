// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "ui/look/color_roles.h"

namespace switchscope::app {

using ui::Role;
using ui::role_of;

/// The colour of a role as CSS has it, "#rrggbb". Pages and pictures have the colours of the
/// window, so that a lecture may change between them.
std::string color(Role role, bool dark);
/// A role's colour thinned over the background: 0 is the background, 1 the role.
std::string tint(Role role, double strength, bool dark);

/// The shape that stands beside an owner's colour, for people who do not see the colour: a square
/// for the host, a disc for the guest, a diamond for the switch's own, a dash for nobody's.
std::string_view glyph(Owner owner);

/// The roles as CSS variables, dark and light. A page that has no data-theme on its root shows as
/// the system is set.
std::string palette_css();

} // namespace switchscope::app

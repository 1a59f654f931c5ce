// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/model/macro_span.h"
#include "core/model/provenance.h"

// The colours of the window, pages and pictures, once. They are a matter of looks, so they stand in
// ui/, and core knows nothing of them. app/, which stands above ui/, reads them here for its pages
// and pictures. This header holds no Qt, so that a program without the window (SWITCHSCOPE_GUI=OFF)
// has them, too.
namespace switchscope::ui {

/// What a colour stands for. Widgets, pages and pictures name a role, never a colour.
enum class Role : std::uint8_t {
    window,   ///< behind everything
    panel,    ///< side panels, bars
    cell,     ///< a slot or register at rest
    raised,   ///< buttons, badges, the explain bar
    outline,  ///< lines and borders
    text,     ///< text that is read first
    dim,      ///< text that is read second
    faint,    ///< leading zeros, and steps that have not happened yet
    host,     ///< the host's values (HS)
    guest,    ///< the guest's values (VS, VU)
    plumbing, ///< the struct pointer and the switch's own addresses
    scratch,  ///< values that belong to nobody
    done,     ///< finished, agreed
    firmware, ///< M-mode
    error,
    focus,
    count
};

/// The colours of a role, 0xrrggbb, on a dark ground and on a light one.
struct RoleColor {
    Role role;
    std::string_view name; ///< of the role: the pages' CSS variables are called so
    std::uint32_t dark, light;
};

// The hues of host, guest, plumbing and done are Okabe and Ito's (sky blue/blue, orange/vermillion,
// reddish purple, bluish green). People with any colour vision can distinguish them. Each was made
// lighter or darker until it can be read as text on the window. That takes a contrast of 4.5:1,
// which theme_test checks.
inline constexpr std::array<RoleColor, static_cast<std::size_t>(Role::count)> role_colors{{
    {Role::window, "window", 0x171b21, 0xffffff},
    {Role::panel, "panel", 0x1b2027, 0xf7f9fc},
    {Role::cell, "cell", 0x20262f, 0xf3f6fa},
    {Role::raised, "raised", 0x2a323e, 0xe6edf6},
    {Role::outline, "outline", 0x343d4a, 0xd2dae5},
    {Role::text, "text", 0xe8ebf0, 0x14181e},
    {Role::dim, "dim", 0x9ca6b4, 0x566170},
    {Role::faint, "faint", 0x5d6776, 0xa3adba},
    {Role::host, "host", 0x56b4e9, 0x0069a6},
    {Role::guest, "guest", 0xf5a52f, 0xa64c00},
    {Role::plumbing, "plumbing", 0xdc9cc8, 0x973f7c},
    {Role::scratch, "scratch", 0xa5aebb, 0x5f6a78},
    {Role::done, "done", 0x35c79e, 0x00785a},
    {Role::firmware, "firmware", 0xe8d64a, 0x756200},
    {Role::error, "error", 0xff8466, 0xb8360e},
    {Role::focus, "focus", 0xffffff, 0x14181e},
}};

constexpr bool in_role_order() {
    for (std::size_t n = 0; n < role_colors.size(); ++n) {
        if (role_colors.at(n).role != static_cast<Role>(n)) {
            return false;
        }
    }
    return true;
}
static_assert(in_role_order(), "the table is indexed by role");

constexpr const RoleColor& color_of(Role role) {
    return role_colors.at(static_cast<std::size_t>(role));
}

/// The colour of a value says whose it is.
constexpr Role role_of(Owner owner) {
    switch (owner) {
    case Owner::host:
        return Role::host;
    case Owner::guest:
        return Role::guest;
    case Owner::plumbing:
        return Role::plumbing;
    case Owner::scratch:
        break;
    }
    return Role::scratch;
}

/// The colour of a macro says whose values it moves; one that swaps CSRs moves those of both.
constexpr Role role_of(MacroSpan::Kind kind) {
    switch (kind) {
    case MacroSpan::Kind::save_host_gprs:
    case MacroSpan::Kind::restore_host_gprs:
    case MacroSpan::Kind::return_to_host:
        return Role::host;
    case MacroSpan::Kind::restore_guest_gprs:
    case MacroSpan::Kind::save_guest_gprs:
    case MacroSpan::Kind::enter_guest:
        return Role::guest;
    case MacroSpan::Kind::swap_to_guest_csrs:
    case MacroSpan::Kind::swap_to_host_csrs:
        return Role::plumbing;
    case MacroSpan::Kind::other:
        break;
    }
    return Role::scratch;
}

/// The colour of a world.
constexpr Role role_of(World world) {
    return world == World::guest      ? Role::guest
           : world == World::firmware ? Role::firmware
                                      : Role::host;
}

} // namespace switchscope::ui

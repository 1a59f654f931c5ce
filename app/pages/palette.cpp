// SPDX-License-Identifier: MIT
#include "app/pages/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace switchscope::app {

namespace {

// As in ui/look/theme.cpp, which says where they come from.
constexpr std::array shades{
    Shade{"window", 0x171b21, 0xffffff},   Shade{"panel", 0x1b2027, 0xf7f9fc},
    Shade{"cell", 0x20262f, 0xf3f6fa},     Shade{"raised", 0x2a323e, 0xe6edf6},
    Shade{"outline", 0x343d4a, 0xd2dae5},  Shade{"text", 0xe8ebf0, 0x14181e},
    Shade{"dim", 0x9ca6b4, 0x566170},      Shade{"faint", 0x5d6776, 0xa3adba},
    Shade{"host", 0x56b4e9, 0x0069a6},     Shade{"guest", 0xf5a52f, 0xa64c00},
    Shade{"plumbing", 0xdc9cc8, 0x973f7c}, Shade{"scratch", 0xa5aebb, 0x5f6a78},
    Shade{"done", 0x35c79e, 0x00785a},     Shade{"firmware", 0xe8d64a, 0x756200},
    Shade{"error", 0xff8466, 0xb8360e},    Shade{"focus", 0xffffff, 0x14181e},
};

const Shade& shade(std::string_view role) {
    return *std::ranges::find(shades, role, &Shade::role);
}

std::string css(std::uint32_t rgb) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "#%06x", static_cast<unsigned>(rgb));
    return text.data();
}

std::string variables(bool dark) {
    std::string text = dark ? "color-scheme:dark;" : "color-scheme:light;";
    for (const Shade& one : shades) {
        text += "--" + std::string(one.role) + ":" + css(dark ? one.dark : one.light) + ";";
    }
    return text;
}

} // namespace

std::span<const Shade> palette() {
    return shades;
}

std::string color(std::string_view role, bool dark) {
    return css(dark ? shade(role).dark : shade(role).light);
}

std::string tint(std::string_view role, double strength, bool dark) {
    const std::uint32_t over = dark ? shade(role).dark : shade(role).light;
    const std::uint32_t under = dark ? shade("window").dark : shade("window").light;
    std::uint32_t mixed = 0;
    for (const unsigned shift : {16U, 8U, 0U}) {
        const double a = (over >> shift) & 0xffU;
        const double b = (under >> shift) & 0xffU;
        mixed |= static_cast<std::uint32_t>(std::lround(a * strength + b * (1 - strength)))
                 << shift;
    }
    return css(mixed);
}

std::string_view role_of(Owner owner) {
    static constexpr std::array<std::string_view, 4> roles{"host", "guest", "plumbing", "scratch"};
    return roles.at(static_cast<std::size_t>(owner));
}

std::string_view role_of(MacroSpan::Kind kind) {
    switch (kind) {
    case MacroSpan::Kind::save_host_gprs:
    case MacroSpan::Kind::restore_host_gprs:
    case MacroSpan::Kind::return_to_host:
        return "host";
    case MacroSpan::Kind::restore_guest_gprs:
    case MacroSpan::Kind::save_guest_gprs:
    case MacroSpan::Kind::enter_guest:
        return "guest";
    case MacroSpan::Kind::swap_to_guest_csrs:
    case MacroSpan::Kind::swap_to_host_csrs:
        return "plumbing";
    case MacroSpan::Kind::other:
        break;
    }
    return "scratch";
}

std::string_view glyph(Owner owner) {
    static constexpr std::array<std::string_view, 4> glyphs{"\u25a0", "\u25cf", "\u25c6", "\u2013"};
    return glyphs.at(static_cast<std::size_t>(owner));
}

std::string palette_css() {
    return ":root{" + variables(false) + "}\n@media (prefers-color-scheme:dark){:root{" +
           variables(true) + "}}\n:root[data-theme=light]{" + variables(false) +
           "}\n:root[data-theme=dark]{" + variables(true) + "}\n";
}

} // namespace switchscope::app

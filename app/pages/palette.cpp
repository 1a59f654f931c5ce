// SPDX-License-Identifier: MIT
#include "app/pages/palette.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace switchscope::app {

namespace {

std::uint32_t rgb_of(Role role, bool dark) {
    return dark ? ui::color_of(role).dark : ui::color_of(role).light;
}

std::string css(std::uint32_t rgb) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "#%06x", static_cast<unsigned>(rgb));
    return text.data();
}

std::string variables(bool dark) {
    std::string text = dark ? "color-scheme:dark;" : "color-scheme:light;";
    for (const ui::RoleColor& one : ui::role_colors) {
        text += "--" + std::string(one.name) + ":" + css(rgb_of(one.role, dark)) + ";";
    }
    return text;
}

} // namespace

std::string color(Role role, bool dark) {
    return css(rgb_of(role, dark));
}

std::string tint(Role role, double strength, bool dark) {
    const std::uint32_t over = rgb_of(role, dark);
    const std::uint32_t under = rgb_of(Role::window, dark);
    std::uint32_t mixed = 0;
    for (const unsigned shift : {16U, 8U, 0U}) {
        const double a = (over >> shift) & 0xffU;
        const double b = (under >> shift) & 0xffU;
        mixed |= static_cast<std::uint32_t>(std::lround(a * strength + b * (1 - strength)))
                 << shift;
    }
    return css(mixed);
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

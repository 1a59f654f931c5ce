// SPDX-License-Identifier: MIT
#include "ui/look/theme.h"

#include <cmath>
#include <set>

#include <QKeySequence>
#include <gtest/gtest.h>

#include "ui/actions/actions.h"

namespace switchscope::ui {
namespace {

/// Relative luminance and contrast as WCAG 2 defines them.
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

TEST(Theme, text_can_be_read_on_everything_it_stands_on) {
    for (const bool dark : {true, false}) {
        for (const Role ink : {Role::text, Role::dim, Role::host, Role::guest, Role::plumbing,
                               Role::scratch, Role::done, Role::firmware, Role::error}) {
            for (const Role ground : {Role::window, Role::panel, Role::cell, Role::raised}) {
                EXPECT_GE(contrast(Theme::color(ink, dark), Theme::color(ground, dark)), 4.5)
                    << "role " << static_cast<int>(ink) << " on " << static_cast<int>(ground)
                    << (dark ? ", dark" : ", light");
            }
        }
    }
}

TEST(Theme, zoom_stays_between_its_limits) {
    Theme theme;
    theme.set_scale(5);
    EXPECT_DOUBLE_EQ(theme.scale(), 2.0);
    EXPECT_EQ(theme.ipx(10), 20);
    theme.set_scale(0.2);
    EXPECT_DOUBLE_EQ(theme.scale(), 1.0);
}

TEST(Theme, toggling_leaves_the_systems_choice) {
    Theme theme;
    const bool dark = theme.dark();
    theme.toggle();
    EXPECT_NE(theme.dark(), dark);
    EXPECT_NE(theme.mode(), ThemeMode::system);
}

TEST(Theme, the_style_sheet_has_no_placeholder_left) {
    Theme theme;
    EXPECT_FALSE(theme.stylesheet().contains(QLatin1Char('@')));
}

} // namespace
} // namespace switchscope::ui

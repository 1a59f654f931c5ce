// SPDX-License-Identifier: MIT
// Pages and pictures show what the window shows: the same colours, the same rows.
#include <set>
#include <string>

#include <gmock/gmock.h>

#include "app/pages/palette.h"
#include "core/model/lane_plan.h"
#include "tests/support/demo_session.h"
#include "ui/lanes/lanes_model.h"
#include "ui/look/theme.h"

namespace switchscope {
namespace {

TEST(Palette, has_the_windows_colours_on_both_grounds) {
    const std::string css = app::palette_css();
    for (const ui::RoleColor& one : ui::role_colors) {
        for (const bool dark : {true, false}) {
            const std::string color = ui::Theme::color(one.role, dark).name().toStdString();
            EXPECT_EQ(app::color(one.role, dark), color);
            EXPECT_THAT(css, testing::HasSubstr("--" + std::string(one.name) + ":" + color + ";"));
        }
    }
}

TEST(Palette, names_each_role_once) {
    std::set<std::string_view> names;
    for (const ui::RoleColor& one : ui::role_colors) {
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
    }
}

TEST(Palette, thins_a_colour_over_the_ground) {
    EXPECT_EQ(app::tint(ui::Role::host, 1, true), app::color(ui::Role::host, true));
    EXPECT_EQ(app::tint(ui::Role::host, 0, true), app::color(ui::Role::window, true));
    ui::Theme theme;
    theme.set_mode(ui::ThemeMode::dark);
    EXPECT_EQ(app::tint(ui::Role::guest, 0.5, true),
              theme.tint(ui::Role::guest, 0.5).name().toStdString());
}

TEST(LanePlan, has_the_rows_of_the_window) {
    test::DemoRun run(test::demo("legacy", {}, false));
    ASSERT_TRUE(run.session);
    const ui::LanesModel window(run.facts);
    const LanePlan plan = lane_plan(run.facts->routine, run.facts->area);
    ASSERT_EQ(plan.rows.size(), window.rows().size());
    ASSERT_EQ(plan.groups.size(), window.groups().size());
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        const auto& cells = window.rows()[row];
        EXPECT_EQ(plan.rows[row].name, cells.cell(Lane::cpu).label.toStdString());
        for (const auto& [planned, shown] :
             {std::pair{plan.rows[row].host, cells.cell(Lane::host)},
              std::pair{plan.rows[row].guest, cells.cell(Lane::guest)}}) {
            EXPECT_EQ(planned.slot.has_value(), shown.kept);
            EXPECT_EQ(planned.reason.english(), shown.kept ? "" : shown.reason.toStdString());
            if (planned.slot) {
                EXPECT_EQ(*planned.slot, shown.location.id);
            }
        }
    }
}

} // namespace
} // namespace switchscope

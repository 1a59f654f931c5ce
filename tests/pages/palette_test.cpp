// SPDX-License-Identifier: MIT
// Pages and pictures show what the window shows: the same colours, the same rows.
#include <gmock/gmock.h>

#include "app/pages/palette.h"
#include "core/model/lane_plan.h"
#include "tests/support/demo_session.h"
#include "ui/lanes/lanes_model.h"
#include "ui/look/theme.h"

namespace switchscope {
namespace {

TEST(Palette, is_the_windows) {
    ASSERT_EQ(app::palette().size(), static_cast<std::size_t>(ui::Role::count));
    for (std::size_t n = 0; n < app::palette().size(); ++n) {
        const app::Shade& shade = app::palette()[n];
        const auto role = static_cast<ui::Role>(n);
        EXPECT_EQ(ui::Theme::color(role, true).name().toStdString(), app::color(shade.role, true));
        EXPECT_EQ(ui::Theme::color(role, false).name().toStdString(),
                  app::color(shade.role, false));
    }
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
        EXPECT_EQ(plan.rows[row].name, cells.cell(ui::Lane::cpu).label.toStdString());
        for (const auto& [planned, shown] :
             {std::pair{plan.rows[row].host, cells.cell(ui::Lane::host)},
              std::pair{plan.rows[row].guest, cells.cell(ui::Lane::guest)}}) {
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

// SPDX-License-Identifier: MIT
// What moves between the cells of the lanes, of the hart that they show.
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "tests/moment/two_harts.h"

namespace switchscope::test {
namespace {

struct LaneMovesOfTwoHarts : TwoHarts {
    void look_at(std::size_t position) {
        go_to(position);
        moves.update(*timeline, now.provenance());
    }
    void look_at_other_hart() {
        select_hart(1 - timeline->state().hart);
        moves.update(*timeline, now.provenance());
    }
    LanePlan plan = lane_plan(facts->routine, facts->area);
    LaneMoves moves{plan};
};

TEST_F(LaneMovesOfTwoHarts, find_each_cell_of_the_plan) {
    look_at(1000);
    const std::uint16_t area = timeline->state().area;
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        EXPECT_EQ(moves.find(plan.rows[row].at), (CellId{row, Lane::cpu}));
        if (const auto slot = plan.rows[row].host.slot) {
            EXPECT_EQ(moves.find(Location::slot(area, *slot)), (CellId{row, Lane::host}));
            EXPECT_FALSE(moves.find(Location::slot(area + 1U, *slot))) << "of another vCPU";
        }
        if (const auto slot = plan.rows[row].guest.slot) {
            EXPECT_EQ(moves.find(Location::slot(area, *slot)), (CellId{row, Lane::guest}));
        }
    }
    EXPECT_FALSE(moves.find(Location::memory(0x80000000, 8)));
}

TEST_F(LaneMovesOfTwoHarts, show_a_step_of_another_hart_by_its_slots_alone) {
    std::size_t moved = 0;
    for (std::size_t position = 1; position < steps; ++position) {
        look_at(position);
        if (moves.moves().empty()) {
            continue;
        }
        ++moved;
        look_at_other_hart();
        ASSERT_TRUE(moves.moves().empty()) << position;
        ASSERT_TRUE(moves.trail().empty()) << position;
        for (const LaneWrite& write : moves.writes()) {
            ASSERT_NE(write.cell.lane, Lane::cpu) << position;
        }
    }
    EXPECT_GT(moved, 500U);
}

TEST_F(LaneMovesOfTwoHarts, have_a_trail_of_what_the_hart_itself_moved_before) {
    std::vector<std::vector<std::pair<CellId, CellId>>> moved{{}}; // by position
    std::size_t mixed = 0;
    const auto cells_of = [](const std::vector<LaneMove>& all) {
        std::vector<std::pair<CellId, CellId>> cells;
        for (const LaneMove& move : all) {
            cells.emplace_back(move.from, move.to);
        }
        return cells;
    };
    for (std::size_t position = 1; position < steps; ++position) {
        look_at(position);
        moved.push_back(cells_of(moves.moves()));
        std::vector<std::pair<CellId, CellId>> expected;
        const std::uint32_t hart = recording->step(position - 1).hart;
        bool others = false;
        for (std::size_t n = timeline->trail_begin(); n + 1 < position; ++n) {
            if (recording->step(n).hart == hart) {
                expected.insert(expected.end(), moved[n + 1].begin(), moved[n + 1].end());
            } else {
                others = true;
            }
        }
        mixed += others && !expected.empty() ? 1U : 0U;
        ASSERT_EQ(cells_of(moves.trail()), expected) << position;
    }
    EXPECT_GT(mixed, 100U) << "the harts take turns within their macros";
}

} // namespace
} // namespace switchscope::test

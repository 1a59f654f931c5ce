// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/moment.h"
#include "ui/lanes/lanes_geometry.h"
#include "ui/look/theme.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

struct Shown : Moment {
    explicit Shown(std::size_t position) : Moment(position), model(facts) {
        model.update(timeline, now);
    }
    /// Names a cell, such as "s3:cpu".
    std::string name(CellId id) const {
        static constexpr std::array lanes{"host", "cpu", "guest"};
        return model.rows().at(id.row).cell(Lane::cpu).label.toStdString() + ":" +
               lanes.at(static_cast<std::size_t>(id.lane));
    }
    std::vector<std::string> moves() const {
        std::vector<std::string> all;
        for (const LaneMove& move : model.moves()) {
            all.push_back(name(move.from) + (move.swap ? " <-> " : " -> ") + name(move.to));
        }
        return all;
    }
    const LaneCell& cell(const Location& location) const {
        return model.cell(*model.find(location));
    }
    LanesModel model;
};

TEST(LanesModel, has_a_row_for_each_register_of_the_switch) {
    const Shown shown(0);
    EXPECT_EQ(shown.model.rows().size(), 31u + 4u);
    std::vector<std::string> groups;
    for (const LaneGroup& group : shown.model.groups()) {
        groups.push_back(group.title.toStdString());
    }
    EXPECT_THAT(groups,
                testing::ElementsAre("pointers", "saved", "arguments", "temporaries", "CSRs"));
}

TEST(LanesModel, says_why_a_slot_is_missing) {
    const Shown shown(0);
    const auto host_cell = [&](const Location& location) {
        return shown.model.rows().at(shown.model.find(location)->row).cell(Lane::host);
    };
    EXPECT_FALSE(host_cell(Location::gpr(t3)).kept);
    EXPECT_EQ(host_cell(Location::gpr(t3)).reason.toStdString(), "caller-saved: not kept");
    EXPECT_EQ(host_cell(Location::gpr(a0)).reason.toStdString(), "carries the struct pointer");
    EXPECT_TRUE(host_cell(Location::gpr(s3)).kept);
    EXPECT_EQ(host_cell(Location::gpr(s3)).offset.toStdString(), "00c8");
}

TEST(LanesModel, a_store_goes_from_the_cpu_to_the_host) {
    const Shown shown(1);
    EXPECT_THAT(shown.moves(), testing::ElementsAre("ra:cpu -> ra:host"));
    EXPECT_EQ(shown.name(*shown.model.last_written()), "ra:host");
    EXPECT_TRUE(shown.model.trail().empty());
}

TEST(LanesModel, a_load_comes_from_the_guest_with_the_trail_behind_it) {
    const Shown shown(csrs_swapped + 18);
    EXPECT_THAT(shown.moves(), testing::ElementsAre("s3:guest -> s3:cpu"));
    EXPECT_EQ(shown.model.trail().size(), 17u);
    EXPECT_EQ(shown.model.moves().front().owner, Owner::guest);
    EXPECT_TRUE(shown.cell(Location::gpr(s3)).written);
    EXPECT_FALSE(shown.cell(Location::gpr(s2)).written);
    EXPECT_EQ(shown.cell(Location::gpr(s3)).value, 0x5e50u + s3);
}

TEST(LanesModel, a_csr_swap_is_one_move_both_ways) {
    const Shown shown(host_saved + 6);
    EXPECT_THAT(shown.moves(), testing::ElementsAre("t1:cpu <-> stvec:cpu"));
}

TEST(LanesModel, sscratch_goes_one_way_and_takes_a0_the_other) {
    const Shown shown(host_saved + 7);
    EXPECT_THAT(shown.moves(),
                testing::UnorderedElementsAre("a0:cpu -> sscratch:cpu", "sscratch:cpu -> t3:cpu"));
}

TEST(LanesModel, what_the_guest_computes_has_no_arrow) {
    const Shown shown(guest_entered + 5);
    EXPECT_TRUE(shown.model.moves().empty());
    EXPECT_EQ(shown.name(*shown.model.last_written()), "s3:cpu");
}

TEST(LanesGeometry, fits_a_full_window_and_outgrows_a_small_one) {
    const Shown shown(0);
    Theme theme;
    const LanesGeometry roomy(shown.model, theme, {940, 740});
    EXPECT_LE(roomy.size().width(), 940);
    EXPECT_LE(roomy.size().height(), 740);
    const LanesGeometry small(shown.model, theme, {300, 200});
    EXPECT_GT(small.size().width(), 300);
    EXPECT_GT(small.size().height(), 200);
}

TEST(LanesGeometry, finds_every_cell_under_its_own_middle) {
    const Shown shown(0);
    Theme theme;
    const LanesGeometry geometry(shown.model, theme, {940, 740});
    for (std::size_t row = 0; row < shown.model.rows().size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            const CellId id{row, lane};
            EXPECT_EQ(geometry.cell_at(geometry.cell(id).center()), id);
        }
    }
    EXPECT_FALSE(geometry.cell_at({0, 0}));
}

} // namespace
} // namespace switchscope::ui

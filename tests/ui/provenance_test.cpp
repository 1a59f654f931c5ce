// SPDX-License-Identifier: MIT
// Whose the value in each place is, what it was first, and the way it came.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "tests/ui/support/moment.h"
#include "ui/inspector/inspector_model.h"
#include "ui/lanes/lanes_model.h"
#include "ui/session/provenance_text.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

Owner owner_of(const Moment& moment, Location location) {
    return moment.now.provenance().owner_of(location);
}

TEST(Provenance, at_entry_all_is_the_hosts_but_pointer_and_scratch) {
    const Moment moment(0);
    EXPECT_EQ(owner_of(moment, Location::gpr(ra)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::gpr(s11)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::gpr(a0)), Owner::plumbing);
    EXPECT_EQ(owner_of(moment, Location::gpr(t0)), Owner::scratch);
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::scratch);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sstatus)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::vsstatus)), Owner::guest);
}

TEST(Provenance, a_load_from_a_guest_slot_makes_a_register_the_guests) {
    const Moment moment(csrs_swapped + 1);
    EXPECT_EQ(owner_of(moment, Location::gpr(ra)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::gpr(sp)), Owner::host);
}

TEST(Provenance, a_swap_trades_owners) {
    const Moment moment(csrs_swapped);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sstatus)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::gpr(t0)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sepc)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::stvec)), Owner::plumbing);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sscratch)), Owner::plumbing);
}

TEST(Provenance, in_the_guest_every_gpr_is_the_guests) {
    const Moment moment(guest_entered + 5);
    for (unsigned n = 1; n < gpr_count; ++n) {
        EXPECT_EQ(owner_of(moment, Location::gpr(n)), Owner::guest) << gpr_name(n);
    }
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sstatus)), Owner::guest)
        << "sret changes bits of it, not whose it is";
}

TEST(Provenance, after_the_way_back_only_what_the_host_does_not_keep_is_still_the_guests) {
    const Moment moment(back_in_c);
    for (const Gpr kept : {ra, sp, gp, tp, s0, s11, a1, a7}) {
        EXPECT_EQ(owner_of(moment, Location::gpr(kept)), Owner::host) << gpr_name(kept);
    }
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::gpr(a0)), Owner::plumbing);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sscratch)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::stvec)), Owner::host);
}

TEST(Provenance, slots_keep_their_worlds_values) {
    const Moment moment(back_in_c);
    const SaveArea& area = moment.facts->area;
    for (std::size_t n = 0; n < area.slots().size(); ++n) {
        const Owner expected =
            area.slots().at(n).owner == SlotOwner::host ? Owner::host : Owner::guest;
        EXPECT_EQ(owner_of(moment, Location::slot(0, n)), expected) << area.slots().at(n).label;
    }
}

TEST(Provenance, going_back_shows_what_was) {
    Moment moment(back_in_c);
    moment.go_to(3);
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::scratch);
    moment.go_to(guest_entered);
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::guest);
}

std::string origin(const Moment& moment, const Location& location) {
    return origin_text(moment.now.provenance().of(location), moment.facts->area).toStdString();
}

/// The instructions that moved the value of a place.
std::vector<std::string> chain(const Moment& moment, const Location& location) {
    std::vector<std::string> texts;
    for (const std::size_t step : moment.now.provenance().of(location).chain) {
        texts.push_back(instruction_text(moment.recording.step(step)));
    }
    return texts;
}

std::string sentence(const Moment& moment, const Location& location) {
    return provenance_sentence(*moment.facts, moment.timeline, moment.now, location).toStdString();
}

Location slot(const Moment& moment, const char* path) {
    return Location::slot(0, *moment.facts->area.index_of(path));
}

TEST(Provenance, a_restored_register_names_the_load_that_brought_it) {
    const Moment moment(guest_restored);
    EXPECT_EQ(origin(moment, Location::gpr(s3)), "The guest's s3");
    EXPECT_THAT(chain(moment, Location::gpr(s3)), testing::ElementsAre("ld s3, 0x3f8(a0)"));
    EXPECT_EQ(sentence(moment, Location::gpr(s3)),
              "The guest's s3, brought here by `ld s3, 0x3f8(a0)` at step 52.");
}

TEST(Provenance, the_hosts_register_comes_home_over_its_slot) {
    const Moment moment(back_in_c);
    EXPECT_EQ(origin(moment, Location::gpr(s3)), "The host's s3");
    EXPECT_THAT(chain(moment, Location::gpr(s3)),
                testing::ElementsAre("sd s3, 0xc8(a0)", "ld s3, 0xc8(a0)"));
}

TEST(Provenance, an_untouched_value_says_so) {
    const Moment moment(3);
    EXPECT_EQ(sentence(moment, Location::gpr(s11)),
              "The host's s11, not moved in this world switch.");
    EXPECT_TRUE(chain(moment, Location::gpr(s11)).empty());
}

TEST(Provenance, what_the_guest_wrote_begins_with_the_guest) {
    const Moment moment(guest_trapped);
    EXPECT_EQ(sentence(moment, Location::gpr(s3)),
              "The guest's s3, written by the guest's `addi s3, s3, 1` at step 71.");
}

TEST(Provenance, the_guests_a0_goes_over_sscratch_and_a_temporary_into_its_slot) {
    const Moment moment(csrs_swapped_back);
    const Location home = slot(moment, "guest_context.a0");
    EXPECT_EQ(origin(moment, home), "The guest's a0");
    const auto moves = moves_of_chain(moment.recording, moment.now.provenance().of(home), home);
    std::vector<std::string> way;
    for (const ChainMove& move : moves) {
        way.push_back((move.from ? location_name(*move.from, moment.facts->area) : "made") +
                      " -> " + location_name(move.to, moment.facts->area));
    }
    EXPECT_THAT(way, testing::ElementsAre("guest_context.a0 -> a0", "a0 -> sscratch",
                                          "sscratch -> t1", "t1 -> guest_context.a0"));
}

TEST(Provenance, the_lanes_draw_the_way_of_the_value_in_its_colour) {
    const Moment moment(csrs_swapped_back);
    const Location home = slot(moment, "guest_context.a0");
    LanesModel model(moment.facts);
    model.update(moment.timeline, moment.now);
    EXPECT_TRUE(model.chain().empty());
    model.show_chain(moves_of_chain(moment.recording, moment.now.provenance().of(home), home),
                     Owner::guest);
    ASSERT_EQ(model.chain().size(), 4u);
    EXPECT_EQ(model.chain().back().to, model.find(home));
    EXPECT_EQ(model.chain().back().from, model.find(Location::gpr(t1)));
    EXPECT_EQ(model.chain().back().owner, Owner::guest);
}

TEST(Provenance, the_inspector_lists_the_steps_of_the_way) {
    const Moment moment(csrs_swapped_back);
    const Inspection seen =
        inspect(*moment.facts, moment.timeline, moment.now, slot(moment, "guest_context.a0"));
    std::vector<std::string> steps;
    for (const InspectorStep& step : seen.chain) {
        steps.push_back((step.text + QStringLiteral(" in ") + step.where).toStdString());
    }
    EXPECT_THAT(steps,
                testing::ElementsAre("ld a0, 0x3b0(a0) in RESTORE_GUEST_GPRS",
                                     "csrrw a0, sscratch, a0 in SAVE_GUEST_GPRS",
                                     "csrrw t1, sscratch, t1 in SAVE_GUEST_AND_RESTORE_HOST_CSRS",
                                     "sd t1, 0x3b0(a0) in SAVE_GUEST_AND_RESTORE_HOST_CSRS"));
    EXPECT_EQ(seen.chain.back().step, csrs_swapped_back - 3);
    EXPECT_EQ(seen.chain_left_out, 0u);
}

} // namespace
} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/moment.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;

Owner owner_of(const Moment& moment, Location location) {
    return moment.now.provenance().owner_of(location);
}

TEST(Ownership, at_entry_all_is_the_hosts_but_pointer_and_scratch) {
    const Moment moment(0);
    EXPECT_EQ(owner_of(moment, Location::gpr(ra)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::gpr(s11)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::gpr(a0)), Owner::plumbing);
    EXPECT_EQ(owner_of(moment, Location::gpr(t0)), Owner::scratch);
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::scratch);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sstatus)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::vsstatus)), Owner::guest);
}

TEST(Ownership, a_load_from_a_guest_slot_makes_a_register_the_guests) {
    const Moment moment(csrs_swapped + 1);
    EXPECT_EQ(owner_of(moment, Location::gpr(ra)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::gpr(sp)), Owner::host);
}

TEST(Ownership, a_swap_trades_owners) {
    const Moment moment(csrs_swapped);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sstatus)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::gpr(t0)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sepc)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::stvec)), Owner::plumbing);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sscratch)), Owner::plumbing);
}

TEST(Ownership, in_the_guest_every_gpr_is_the_guests) {
    const Moment moment(guest_entered + 5);
    for (unsigned n = 1; n < gpr_count; ++n) {
        EXPECT_EQ(owner_of(moment, Location::gpr(n)), Owner::guest) << gpr_name(n);
    }
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sstatus)), Owner::guest)
        << "sret changes bits of it, not whose it is";
}

TEST(Ownership, after_the_way_back_only_what_the_host_does_not_keep_is_still_the_guests) {
    const Moment moment(back_in_c);
    for (const Gpr kept : {ra, sp, gp, tp, s0, s11, a1, a7}) {
        EXPECT_EQ(owner_of(moment, Location::gpr(kept)), Owner::host) << gpr_name(kept);
    }
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::guest);
    EXPECT_EQ(owner_of(moment, Location::gpr(a0)), Owner::plumbing);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::sscratch)), Owner::host);
    EXPECT_EQ(owner_of(moment, Location::csr(csr::stvec)), Owner::host);
}

TEST(Ownership, slots_keep_their_worlds_values) {
    const Moment moment(back_in_c);
    const SaveArea& area = moment.facts->area;
    for (std::size_t n = 0; n < area.slots().size(); ++n) {
        const Owner expected =
            area.slots().at(n).owner == SlotOwner::host ? Owner::host : Owner::guest;
        EXPECT_EQ(owner_of(moment, Location::slot(0, n)), expected) << area.slots().at(n).label;
    }
}

TEST(Ownership, going_back_shows_what_was) {
    Moment moment(back_in_c);
    moment.go_to(3);
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::scratch);
    moment.go_to(guest_entered);
    EXPECT_EQ(owner_of(moment, Location::gpr(t6)), Owner::guest);
}

} // namespace
} // namespace switchscope::ui

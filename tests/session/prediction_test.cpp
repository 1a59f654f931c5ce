// SPDX-License-Identifier: MIT
#include "core/session/prediction.h"

#include <gtest/gtest.h>

#include "core/isa/registers.h"

namespace switchscope {
namespace {

constexpr std::uint64_t base = 0xffff'ffff'8000'0100;

SaveArea small_area() {
    Slot host_ra{"host_context.ra", "host.ra", 0x10, 8, SlotOwner::host, std::uint8_t{ra}, {}};
    Slot guest_ra{"guest_context.ra", "guest.ra", 0x20, 8, SlotOwner::guest, std::uint8_t{ra}, {}};
    return SaveArea("kvm_vcpu_arch", 0x40, {host_ra, guest_ra});
}

MachineState host_state() {
    MachineState state;
    state.gprs[a0] = base;
    state.gprs[ra] = 0x1111;
    state.csrs[csr::sstatus] = 0x120;
    state.csrs[csr::vsstatus] = 0x200;
    state.areas.push_back({base, std::nullopt, {5, 6}});
    return state;
}

Instruction decoded(std::uint32_t word) {
    const std::uint8_t bytes[] = {
        static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
        static_cast<std::uint8_t>(word >> 16), static_cast<std::uint8_t>(word >> 24)};
    return decode(bytes, 0x1000).value();
}

constexpr std::uint32_t sd_ra_16_a0 = 0x00153823, ld_ra_32_a0 = 0x02053083,
                        csrrw_t0_sstatus_t0 = 0x100292f3, csrr_t3_sepc = 0x14102e73,
                        sret_word = 0x10200073, sd_ra_24_a0 = 0x00153c23, sw_ra_20_a0 = 0x00152a23,
                        sd_ra_28_a0 = 0x00153e23;

TEST(Prediction, a_store_into_a_slot_is_known_before_it_happens) {
    const auto prediction = predict(decoded(sd_ra_16_a0), host_state(), small_area());
    ASSERT_EQ(prediction.effects.size(), 1u);
    EXPECT_EQ(prediction.effects[0], (Effect{Location::slot(0, 0), 5, 0x1111, Location::gpr(ra)}));
    EXPECT_EQ(prediction.successor, 0x1004u);
}

TEST(Prediction, a_store_beside_every_slot_is_plain_memory) {
    const auto prediction = predict(decoded(sd_ra_24_a0), host_state(), small_area());
    ASSERT_EQ(prediction.effects.size(), 1u);
    EXPECT_EQ(prediction.effects[0].at, Location::memory(base + 24, 8));
    EXPECT_FALSE(prediction.effects[0].before);
}

TEST(Prediction, a_store_into_part_of_a_slot_changes_that_part) {
    const auto half = predict(decoded(sw_ra_20_a0), host_state(), small_area());
    ASSERT_EQ(half.effects.size(), 2u);
    EXPECT_EQ(half.effects[0].at, Location::memory(base + 20, 4));
    EXPECT_EQ(half.effects[1], (Effect{Location::slot(0, 0), 5, 0x0000'1111'0000'0005, {}}));
    // Four bytes behind every slot, and four into one.
    const auto across = predict(decoded(sd_ra_28_a0), host_state(), small_area());
    ASSERT_EQ(across.effects.size(), 2u);
    EXPECT_EQ(across.effects[1], (Effect{Location::slot(0, 1), 6, 0, {}}));
}

TEST(Prediction, a_load_brings_the_slots_value) {
    const auto prediction = predict(decoded(ld_ra_32_a0), host_state(), small_area());
    ASSERT_EQ(prediction.effects.size(), 1u);
    EXPECT_EQ(prediction.effects[0], (Effect{Location::gpr(ra), 0x1111, 6, Location::slot(0, 1)}));
}

TEST(Prediction, the_guest_does_not_see_the_save_area) {
    MachineState state = host_state();
    state.world = World::guest;
    const auto prediction = predict(decoded(sd_ra_16_a0), state, small_area());
    EXPECT_EQ(prediction.effects[0].at.kind, LocationKind::memory);
}

TEST(Prediction, a_csr_swap_writes_both_ways_under_the_true_owner) {
    MachineState state = host_state();
    auto prediction = predict(decoded(csrrw_t0_sstatus_t0), state, small_area());
    ASSERT_EQ(prediction.effects.size(), 2u);
    EXPECT_EQ(prediction.effects[0].at, Location::csr(csr::sstatus));
    EXPECT_EQ(prediction.effects[0].from, Location::gpr(t0));
    EXPECT_EQ(prediction.effects[1].at, Location::gpr(t0));
    EXPECT_EQ(prediction.effects[1].from, Location::csr(csr::sstatus));
    state.world = World::guest;
    prediction = predict(decoded(csrrw_t0_sstatus_t0), state, small_area());
    EXPECT_EQ(prediction.effects[0].at, Location::csr(csr::vsstatus));
    EXPECT_EQ(prediction.effects[0].before, 0x200u);
}

TEST(Prediction, a_csr_read_writes_no_csr) {
    const auto prediction = predict(decoded(csrr_t3_sepc), host_state(), small_area());
    ASSERT_EQ(prediction.effects.size(), 1u);
    EXPECT_EQ(prediction.effects[0].at, Location::gpr(t3));
}

TEST(Prediction, sret_leads_where_the_csrs_say) {
    const auto prediction = predict(decoded(sret_word), host_state(), small_area());
    EXPECT_TRUE(prediction.may_change_world);
    EXPECT_FALSE(prediction.successor);
}

} // namespace
} // namespace switchscope

// SPDX-License-Identifier: MIT
// The reader against a scripted target: no routine, no machine, just registers, bytes and worlds.
#include "core/session/hart_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/session/scripted_target.h"

namespace switchscope {
namespace {

using test::ScriptedTarget;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

constexpr std::uint64_t area_at = 0xffff'ffff'8000'0100;
constexpr std::uint64_t satp_at = 0x1000; ///< the root page table, physical

SaveArea two_slots() {
    Slot host_ra{"host_context.ra", "host.ra", 0x10, 8, SlotOwner::host, std::uint8_t{ra}, {}};
    Slot guest_ra{"guest_context.ra", "guest.ra", 0x20, 4, SlotOwner::guest, std::uint8_t{ra}, {}};
    return SaveArea("kvm_vcpu_arch", 0x40, {host_ra, guest_ra});
}

class Reader : public testing::Test {
  protected:
    Reader() {
        known.areas.push_back({area_at, 0x8000'0100, {}});
        ScriptedTarget::Hart& hart = target.harts[0];
        hart.pc = 0x4000;
        hart.gprs[s3] = 33;
        hart.registers = {{"sstatus", 0x100}, {"sepc", 0x2000},  {"satp", 0},     {"vsstatus", 0x1},
                          {"vsepc", 0x1},     {"hstatus", 0x80}, {"mstatus", 0xa}};
        put_slots(AddressSpace::current, area_at, 7, 8);
    }
    void put_slots(AddressSpace space, std::uint64_t address, std::uint64_t host,
                   std::uint64_t guest) {
        target.clear_bytes(space, address, area.size());
        target.put_word(space, address + 0x10, host);
        target.put_word(space, address + 0x20, guest, 4);
    }
    HartReader reader(std::optional<VcpuLayout> layout = {}) {
        return HartReader(target, area, layout);
    }
    std::optional<std::size_t> index(const std::string& name) const {
        return target.index_of(name);
    }

    const SaveArea area = two_slots();
    ScriptedTarget target{
        {"sstatus", "sepc", "satp", "vsstatus", "vsepc", "hstatus", "hgatp", "mstatus"}};
    MachineState known;
};

TEST_F(Reader, finds_a_guests_csrs_under_the_supervisor_names) {
    const HartReader one = reader();
    EXPECT_EQ(one.register_for(csr::sstatus, World::host), index("sstatus"));
    EXPECT_EQ(one.register_for(csr::vsstatus, World::host), index("vsstatus"));
    EXPECT_EQ(one.register_for(csr::vsstatus, World::guest), index("sstatus"));
    EXPECT_EQ(one.register_for(csr::sstatus, World::guest), std::nullopt) << "the guest's hides it";
    EXPECT_EQ(one.register_for(csr::hstatus, World::guest), index("hstatus"));
    EXPECT_EQ(one.register_for(csr::mstatus, World::host), index("mstatus"));
}

TEST_F(Reader, follows_a_csr_that_the_target_has_and_that_keeps_still) {
    const HartReader one = reader();
    EXPECT_TRUE(one.is_followed(csr::hgatp));
    EXPECT_FALSE(one.is_followed(csr::stvec)) << "this target has none";
    EXPECT_FALSE(one.is_followed(csr::mstatus)) << "sessions follow its windows";
}

TEST_F(Reader, reads_everything_of_a_host_in_one_exchange) {
    const auto seen = reader().read(known, World::host);
    ASSERT_TRUE(seen) << seen.error().message();
    EXPECT_EQ(target.asked.size(), 1u);
    EXPECT_EQ(seen->world, World::host);
    EXPECT_EQ(seen->pc, 0x4000u);
    EXPECT_EQ(seen->gprs[s3], 33u);
    EXPECT_THAT(seen->csr_value(csr::sstatus), Optional(0x100u));
    EXPECT_THAT(seen->csr_value(csr::vsepc), Optional(1u));
    ASSERT_EQ(seen->slots.size(), 1u);
    EXPECT_THAT(seen->slots[0], ElementsAre(Optional(7u), Optional(8u)));
}

TEST_F(Reader, files_what_a_guest_shows_under_its_true_owner) {
    put_slots(AddressSpace::physical, 0x8000'0100, 17, 18);
    const auto seen = reader().read(known, World::guest);
    ASSERT_TRUE(seen) << seen.error().message();
    EXPECT_THAT(seen->csr_value(csr::vsstatus), Optional(0x100u));
    EXPECT_THAT(seen->csr_value(csr::vsepc), Optional(0x2000u));
    EXPECT_FALSE(seen->looked_at(csr::sstatus));
    EXPECT_THAT(seen->slots[0], ElementsAre(Optional(17u), Optional(18u)))
        << "by physical address: a guest's own addresses mean something else";
}

TEST_F(Reader, leaves_slots_unread_that_a_guest_cannot_reach) {
    known.areas[0].physical.reset();
    const auto seen = reader().read(known, World::guest);
    ASSERT_TRUE(seen) << seen.error().message();
    ASSERT_EQ(seen->slots.size(), 1u);
    EXPECT_TRUE(seen->slots[0].empty());
}

TEST_F(Reader, knows_a_refused_register_from_one_that_was_not_looked_at) {
    const auto seen = reader().read(known, World::host);
    ASSERT_TRUE(seen) << seen.error().message();
    EXPECT_TRUE(seen->looked_at(csr::hgatp));
    EXPECT_EQ(seen->csr_value(csr::hgatp), std::nullopt);
    EXPECT_FALSE(seen->looked_at(csr::stvec));
}

TEST_F(Reader, leaves_the_csrs_out_where_nobody_wants_them) {
    const HartReader one = reader();
    const Request request = one.full_request(known, World::host, false);
    EXPECT_TRUE(request.registers.empty());
    const auto reply = target.exchange(request, {});
    const Observation seen = one.take_apart(*reply, known, World::host, false);
    EXPECT_TRUE(seen.csrs.empty());
    EXPECT_THAT(seen.slots[0], ElementsAre(Optional(7u), Optional(8u)));
}

TEST_F(Reader, follows_csrs_of_a_hart_in_a_guest_that_it_cannot_read_yet) {
    target.harts[1] = target.harts[0];
    target.harts[1].mode.virtualized = true;
    const auto hart = reader().read_hart(1);
    ASSERT_TRUE(hart) << hart.error().message();
    EXPECT_EQ(hart->hart, 1u);
    EXPECT_EQ(hart->world, World::guest);
    EXPECT_THAT(hart->csrs.at(csr::vsepc), Optional(0x2000u));
    EXPECT_EQ(hart->csrs.at(csr::sepc), std::nullopt);
    EXPECT_FALSE(hart->csrs.contains(csr::stvec));
}

TEST_F(Reader, reads_raw_registers_without_asking_for_the_world) {
    const std::array wanted{*index("sepc"), *index("hgatp")};
    const auto raw = reader().read_raw(0, wanted);
    ASSERT_TRUE(raw) << raw.error().message();
    EXPECT_EQ(target.modes_asked, 0);
    EXPECT_EQ(raw->pc, 0x4000u);
    EXPECT_THAT(raw->value(*index("sepc")), Optional(0x2000u));
    EXPECT_EQ(raw->value(*index("hgatp")), std::nullopt) << "refused";
    EXPECT_EQ(raw->value(*index("sstatus")), std::nullopt) << "not asked for";
}

TEST_F(Reader, reads_single_slots_in_the_order_of_the_question) {
    const std::array<std::size_t, 2> both{1, 0};
    const auto host = reader().read_slots(0, known.areas[0], World::host, both);
    ASSERT_TRUE(host) << host.error().message();
    EXPECT_THAT(*host, ElementsAre(Optional(8u), Optional(7u)));
    known.areas[0].physical.reset();
    const auto guest = reader().read_slots(0, known.areas[0], World::guest, both);
    ASSERT_TRUE(guest) << guest.error().message();
    EXPECT_THAT(*guest, ElementsAre(std::nullopt, std::nullopt));
}

/// Meeting a save area.
class Area : public Reader {
  protected:
    Area() { known.csrs[csr::satp] = (std::uint64_t{8} << 60) | (satp_at >> 12); }
    /// Maps the page of `address` (Sv39) to a physical one.
    void map(std::uint64_t address, std::uint64_t physical) {
        const auto index = [&](unsigned level) { return address >> (12 + 9 * level) & 0x1ff; };
        const std::uint64_t middle = satp_at + 0x1000, leaf = satp_at + 0x2000;
        const auto point = [&](std::uint64_t table, std::uint64_t at, std::uint64_t entry) {
            target.put_word(AddressSpace::physical, table + at * 8, entry);
        };
        point(satp_at, index(2), (middle >> 12) << 10 | 1);
        point(middle, index(1), (leaf >> 12) << 10 | 1);
        point(leaf, index(0), (physical >> 12) << 10 | 0xcf);
    }
};

TEST_F(Area, has_its_slots_and_its_physical_address) {
    map(area_at, 0x9000'0000);
    const auto met = reader().read_area(known, area_at);
    ASSERT_TRUE(met) << met.error().message();
    EXPECT_EQ(met->address, area_at);
    EXPECT_THAT(met->physical, Optional(0x9000'0100u));
    EXPECT_THAT(met->slots, ElementsAre(Optional(7u), Optional(8u)));
    EXPECT_FALSE(met->vcpu);
}

TEST_F(Area, has_no_physical_address_where_its_pages_lie_apart) {
    const std::uint64_t across = 0xffff'ffff'8000'0fe8; // a slot on either side of the border
    put_slots(AddressSpace::current, across, 1, 2);
    map(across, 0x9000'0000);
    map(across + 0x1000, 0xa000'0000);
    const auto apart = reader().read_area(known, across);
    ASSERT_TRUE(apart) << apart.error().message();
    EXPECT_EQ(apart->physical, std::nullopt);
    map(across + 0x1000, 0x9000'1000);
    const auto side_by_side = reader().read_area(known, across);
    ASSERT_TRUE(side_by_side) << side_by_side.error().message();
    EXPECT_THAT(side_by_side->physical, Optional(0x9000'0fe8u));
}

TEST_F(Area, has_the_names_that_the_struct_around_it_has) {
    target.put_word(AddressSpace::current, area_at - 0x20, 3, 4);
    target.put_word(AddressSpace::current, area_at - 0x40, 0xff60'0000);
    const auto met = reader(VcpuLayout{-0x20, 4, -0x40}).read_area(known, area_at);
    ASSERT_TRUE(met) << met.error().message();
    EXPECT_EQ(met->vcpu, (VcpuIdentity{3, 0xff60'0000}));
    const auto without_vm = reader(VcpuLayout{-0x20, 4, {}}).read_area(known, area_at);
    ASSERT_TRUE(without_vm) << without_vm.error().message();
    EXPECT_EQ(without_vm->vcpu, (VcpuIdentity{3, {}}));
}

TEST_F(Area, that_cannot_be_read_is_an_error) {
    const auto met = reader().read_area(known, 0x1234);
    ASSERT_FALSE(met);
    EXPECT_THAT(met.error().what.english(), HasSubstr("0x1234"));
}

using Write = ScriptedTarget::Write;

TEST_F(Reader, writes_into_the_register_that_shows_the_csr_in_this_world) {
    HartReader one = reader();
    ASSERT_TRUE(one.put(known, Location::gpr(s3), 5));
    ASSERT_TRUE(one.put(known, Location::csr(csr::vsepc), 6));
    known.world = World::guest;
    ASSERT_TRUE(one.put(known, Location::csr(csr::vsepc), 7));
    EXPECT_THAT(target.written, ElementsAre(Write{"x19", 5}, Write{"vsepc", 6}, Write{"sepc", 7}));
}

TEST_F(Reader, writes_a_slot_where_the_world_reaches_it) {
    HartReader one = reader();
    ASSERT_TRUE(one.put(known, Location::slot(0, 1, 4), 5));
    known.world = World::guest;
    ASSERT_TRUE(one.put(known, Location::slot(0, 0), 6));
    EXPECT_THAT(target.written, ElementsAre(Write{"virtual 0xffffffff80000120 4", 5},
                                            Write{"physical 0x80000110 8", 6}));
}

TEST_F(Reader, refuses_to_write_what_this_world_does_not_reach) {
    HartReader one = reader();
    known.world = World::guest;
    known.areas[0].physical.reset();
    const auto hidden = one.put(known, Location::csr(csr::sepc), 1);
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().what.english(), "sepc cannot be written while the guest runs");
    const auto slot = one.put(known, Location::slot(0, 0), 1);
    ASSERT_FALSE(slot);
    EXPECT_THAT(slot.error().what.english(), HasSubstr("while the guest runs"));
    EXPECT_FALSE(one.put(known, Location::slot(1, 0), 1)) << "there is one area only";
    EXPECT_TRUE(target.written.empty());
}

} // namespace
} // namespace switchscope

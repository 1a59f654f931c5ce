// SPDX-License-Identifier: MIT
#include "core/image/save_area.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/image/fixture.h"

namespace switchscope::test {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

class SaveAreaTest : public testing::Test {
  protected:
    void SetUp() override {
        compile_fixture(directory_ / "vcpu.o", "-c", {"vcpu.c"});
        image_ = opened(directory_ / "vcpu.o");
    }
    TemporaryDirectory directory_;
    std::shared_ptr<const Image> image_;
};

TEST_F(SaveAreaTest, has_a_slot_for_each_register_that_a_world_keeps) {
    const auto area = SaveArea::from_image(*image_);
    ASSERT_TRUE(area.has_value()) << area.error().message();
    EXPECT_EQ(area->struct_name(), "kvm_vcpu_arch");
    EXPECT_EQ(area->slots().size(), 3U + 2 * 34 + 11);
    for (const SlotOwner owner : {SlotOwner::host, SlotOwner::guest}) {
        EXPECT_THAT(area->index_of_gpr(owner, zero), Eq(std::nullopt));
        for (unsigned gpr = 1; gpr < gpr_count; ++gpr) {
            const auto index = area->index_of_gpr(owner, gpr);
            ASSERT_TRUE(index.has_value()) << gpr;
            const Slot& slot = area->slots()[*index];
            const std::string world = owner == SlotOwner::host ? "host" : "guest";
            const std::string name(gpr_name(gpr));
            EXPECT_EQ(slot.path, world + "_context." + name);
            EXPECT_EQ(slot.label, world + "." + name);
            EXPECT_EQ(slot.size, 8);
            EXPECT_THAT(slot.csr, Eq(std::nullopt));
            EXPECT_THAT(area->index_of(slot.path), Optional(*index));
            EXPECT_THAT(area->index_at(slot.offset), Optional(*index));
        }
        for (const unsigned number : {csr::sepc, csr::sstatus, csr::hstatus}) {
            EXPECT_TRUE(area->index_of_csr(owner, number).has_value()) << number;
        }
    }
}

TEST_F(SaveAreaTest, a_csr_slot_keeps_the_register_of_its_name) {
    const auto area = SaveArea::from_image(*image_).value();
    const auto slot = [&](std::string_view path) {
        return area.slots().at(area.index_of(path).value());
    };
    EXPECT_EQ(slot("host_stvec").label, "host_stvec");
    EXPECT_THAT(slot("host_stvec").csr, Optional(csr::stvec));
    EXPECT_EQ(slot("host_stvec").owner, SlotOwner::host);
    EXPECT_THAT(slot("host_scounteren").csr, Optional(csr::scounteren));
    EXPECT_EQ(slot("guest_csr.vsstatus").label, "guest.vsstatus");
    EXPECT_THAT(slot("guest_csr.vsstatus").csr, Optional(csr::vsstatus));
    EXPECT_EQ(slot("guest_csr.vsstatus").owner, SlotOwner::guest);
    EXPECT_THAT(slot("guest_csr.hvip").csr, Optional(csr::hvip));
    EXPECT_THAT(slot("guest_csr.scounteren").csr, Optional(csr::scounteren));
    EXPECT_THAT(slot("guest_context.sepc").csr, Optional(csr::sepc));
    EXPECT_THAT(area.index_of_csr(SlotOwner::guest, csr::scounteren),
                area.index_of("guest_csr.scounteren"));
    for (const char* no_slot :
         {"host_unknown", "host_context.zero", "guest_context.zero", "host_context.fp.f.f[0]",
          "guest_reset_context.ra", "guest_reset_csr.vsstatus", "ran_once", ""}) {
        EXPECT_THAT(area.index_of(no_slot), Eq(std::nullopt)) << no_slot;
    }
}

TEST_F(SaveAreaTest, slots_are_sorted_by_offset_and_the_extent_spans_them) {
    const auto area = SaveArea::from_image(*image_).value();
    for (std::size_t i = 1; i < area.slots().size(); ++i) {
        EXPECT_LT(area.slots()[i - 1].offset, area.slots()[i].offset);
    }
    const auto [begin, end] = area.extent();
    EXPECT_EQ(begin, area.slots().front().offset);
    EXPECT_EQ(end, area.slots().back().offset + 8);
    EXPECT_LE(end, area.size());
    EXPECT_THAT(area.index_at(begin + 1), Eq(std::nullopt));
    EXPECT_THAT(area.index_at(end), Eq(std::nullopt));
    EXPECT_EQ(SaveArea("empty", 0, {}).extent(), (std::pair<std::uint64_t, std::uint64_t>{0, 0}));
}

TEST_F(SaveAreaTest, a_struct_that_is_no_save_area_is_an_error_that_names_what_it_lacks) {
    const auto none = SaveArea::from_image(*image_, "no_area");
    ASSERT_FALSE(none.has_value());
    EXPECT_THAT(none.error().what.english(), HasSubstr("struct no_area"));
    EXPECT_THAT(none.error().what.english(), HasSubstr("lacks host_context, guest_context"));
    const auto half = SaveArea::from_image(*image_, "half_an_area");
    ASSERT_FALSE(half.has_value());
    EXPECT_THAT(half.error().what.english(), HasSubstr("lacks guest_context.ra, guest_context.sp"));
    EXPECT_FALSE(SaveArea::from_image(*image_, "missing").has_value());
}

} // namespace
} // namespace switchscope::test

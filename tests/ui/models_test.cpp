// SPDX-License-Identifier: MIT
// What the routine panel, the timeline and the inspector say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "tests/ui/support/moment.h"
#include "ui/base/format.h"
#include "ui/inspector/inspector_model.h"
#include "ui/routine/routine_model.h"
#include "ui/timeline/timeline_model.h"

namespace switchscope::ui {
namespace {

using namespace switchscope::test;
using testing::ElementsAre;

std::vector<std::string> progress_of(const RoutineModel& model) {
    std::vector<std::string> all;
    for (const RoutineBand& band : model.bands()) {
        all.push_back(band.name.toStdString() + " " + std::to_string(band.done) + "/" +
                      std::to_string(band.lines.size()));
    }
    return all;
}

TEST(RoutineModel, counts_each_macro) {
    const Moment moment(csrs_swapped + 18);
    RoutineModel model(moment.facts);
    model.update(moment.now);
    EXPECT_THAT(progress_of(model),
                ElementsAre("SAVE_HOST_GPRS 23/23", "SAVE_HOST_AND_RESTORE_GUEST_CSRS 11/11",
                            "RESTORE_GUEST_GPRS 18/31", "sret 0/1", "SAVE_GUEST_GPRS 0/31",
                            "SAVE_GUEST_AND_RESTORE_HOST_CSRS 0/10", "RESTORE_HOST_GPRS 0/23",
                            "ret 0/1"));
    EXPECT_EQ(model.current_band(), 2u);
    EXPECT_EQ(model.last_band_before_guest(), 3u);
    EXPECT_TRUE(model.bands().at(2).lines.at(17).executed);
    EXPECT_TRUE(model.bands().at(2).lines.at(18).next);
    EXPECT_EQ(model.bands().at(2).lines.at(18).text.toStdString(), "ld s4, 0x400(a0)");
}

TEST(RoutineModel, shows_the_guest_between_the_halves) {
    const Moment moment(guest_entered + 3);
    RoutineModel model(moment.facts);
    model.update(moment.now);
    EXPECT_TRUE(model.in_guest());
    EXPECT_EQ(model.guest_steps(), 3u);
    EXPECT_FALSE(model.current_band());
}

TEST(TimelineModel, bands_follow_each_other_without_a_gap_and_the_rest_is_planned) {
    const Moment moment(guest_entered + 3);
    TimelineModel model(moment.facts);
    model.update(moment.timeline, moment.index, moment.now);
    std::vector<std::string> names;
    std::size_t end = 0;
    for (const TimelineBand& band : model.bands()) {
        names.push_back(band.text.toStdString());
        if (band.end > band.begin) {
            EXPECT_EQ(band.begin, end);
            end = band.end;
        }
    }
    EXPECT_EQ(end, guest_entered + 3);
    EXPECT_THAT(names, ElementsAre("SAVE_HOST_GPRS", "SAVE_HOST_AND_RESTORE_GUEST_CSRS",
                                   "RESTORE_GUEST_GPRS", "sret",
                                   testing::HasSubstr("guest, 3 steps"), "SAVE_GUEST_GPRS",
                                   "SAVE_GUEST_AND_RESTORE_HOST_CSRS", "RESTORE_HOST_GPRS", "ret"));
}

TEST(TimelineModel, names_the_cause_of_the_exit) {
    const Moment moment(guest_trapped);
    TimelineModel model(moment.facts);
    model.update(moment.timeline, moment.index, moment.now);
    EXPECT_THAT(model.title().toStdString(), testing::HasSubstr("load guest-page fault"));
    EXPECT_THAT(model.title().toStdString(), testing::HasSubstr("switch 0 \u00b7 1 in all"));
}

TEST(Inspector, says_where_a_value_came_from) {
    const Moment moment(csrs_swapped + 18);
    const Inspection seen = inspect(*moment.facts, moment.timeline, moment.now, Location::gpr(s3));
    std::vector<std::string> rows;
    for (const InspectorRow& row : seen.rows) {
        rows.push_back((row.key + QStringLiteral("=") + row.value).toStdString());
    }
    EXPECT_THAT(rows,
                ElementsAre("value=0000000000005e63", "unsigned=24,163",
                            "binary=0101 1110 0110 0011", "text=\"c^\"", "before=ffffffff8001b8a8",
                            "from=guest_context.s3", "whose=guest", "origin=the guest's s3"));
    EXPECT_FALSE(seen.next_write);
}

TEST(Inspector, decodes_the_fields_of_a_csr_and_of_the_slot_that_keeps_it) {
    const Moment moment(csrs_swapped);
    for (const Location& place :
         {Location::csr(csr::sstatus),
          Location::slot(0, *moment.facts->area.index_of("guest_context.sstatus"))}) {
        const Inspection seen = inspect(*moment.facts, moment.timeline, moment.now, place);
        const auto spp =
            std::ranges::find(seen.fields, QStringLiteral("SPP"), &InspectorField::name);
        ASSERT_NE(spp, seen.fields.end()) << seen.name.toStdString();
        EXPECT_EQ(spp->bits.toStdString(), "8");
        EXPECT_TRUE(spp->value.startsWith(QLatin1Char('1'))) << spp->value.toStdString();
    }
}

TEST(Inspector, finds_the_writes_around_the_cursor) {
    const Moment moment(back_in_c, csrs_swapped);
    const Inspection seen = inspect(*moment.facts, moment.timeline, moment.now, Location::gpr(s3));
    EXPECT_FALSE(seen.previous_write);
    EXPECT_EQ(seen.next_write, csrs_swapped + 17);
}

TEST(Format, writes_values_the_way_the_lanes_show_them) {
    EXPECT_EQ(hex_value(0x5e63).toStdString(), "0000000000005e63");
    EXPECT_EQ(leading_zeros(hex_value(0x5e63)), 12);
    EXPECT_EQ(leading_zeros(hex_value(0)), 15) << "the last digit of zero is a digit";
    EXPECT_EQ(hex_value(0x5e63, 4).toStdString(), "00005e63");
    EXPECT_EQ(bare_hex(0x5e63).toStdString(), "5e63");
    EXPECT_EQ(signed_text(~std::uint64_t{0}).toStdString(), "-1");
    EXPECT_EQ(signed_text(0xffff'fffe, 4).toStdString(), "-2");
    EXPECT_EQ(binary_text(5).toStdString(), "0000 0101");
    EXPECT_EQ(binary_text(~std::uint64_t{0}).size(), 79);
    EXPECT_EQ(ascii_text(0x7472'6976, 8).toStdString(), "\"virt\"");
    EXPECT_TRUE(ascii_text(0x7400'6976).isEmpty()) << "a zero in the middle is no text";
    EXPECT_EQ(grouped(6315667).toStdString(), "6,315,667");
}

TEST(Format, reads_numbers_as_people_type_them) {
    const auto read = [](const char* text) { return read_value(QLatin1String(text)); };
    EXPECT_EQ(read("0x5e63"), 0x5e63u);
    EXPECT_EQ(read(" 0xFFFF_ffff_8001_0000 "), 0xffff'ffff'8001'0000u);
    EXPECT_EQ(read("24,163"), 24163u);
    EXPECT_EQ(read("-1"), ~std::uint64_t{0});
    EXPECT_EQ(read("0b101"), 5u);
    for (const char* bad : {"", "-", "0x", "5e63", "1.5", "--1", "0x1ffffffffffffffff",
                            "-9223372036854775809", "0b2", "+-3"}) {
        EXPECT_FALSE(read(bad)) << bad;
    }
}

} // namespace
} // namespace switchscope::ui

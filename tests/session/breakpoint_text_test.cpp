// SPDX-License-Identifier: MIT
// Breakpoints as people type them, held against the routine of the demo machine.
#include <fstream>
#include <iterator>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/session/breakpoint.h"

namespace switchscope {
namespace {

using Kind = Breakpoint::Kind;
using testing::HasSubstr;

class BreakpointText : public testing::Test {
  protected:
    void SetUp() override {
        auto image = Image::open(SWITCHSCOPE_DEMO_DIR "/demo-macro.elf");
        ASSERT_TRUE(image) << image.error().message();
        auto read_area = SaveArea::from_image(**image);
        auto read_routine = Routine::from_image(**image);
        ASSERT_TRUE(read_area && read_routine);
        area = std::move(*read_area);
        routine = std::move(*read_routine);
    }
    Breakpoint parsed(const std::string& text) {
        auto breakpoint = Breakpoint::parse(text, *routine, *area);
        if (!breakpoint) {
            ADD_FAILURE() << breakpoint.error().message();
            return {};
        }
        return *breakpoint;
    }
    std::string error_of(const std::string& text) {
        const auto breakpoint = Breakpoint::parse(text, *routine, *area);
        return breakpoint ? "none" : breakpoint.error().what.english();
    }
    std::string again(const std::string& text) { return parsed(text).text(*routine, *area); }

    std::optional<SaveArea> area;
    std::optional<Routine> routine;
};

TEST_F(BreakpointText, every_kind_reads_its_own_example_and_prints_it_again) {
    EXPECT_EQ(breakpoint_kinds().size(), 8u);
    for (const BreakpointKind& kind : breakpoint_kinds()) {
        std::string example(kind.example);
        if (kind.kind == Kind::instruction) {
            example = "at:+0x8"; // where an instruction begins depends on the routine
        }
        EXPECT_EQ(parsed(example).kind, kind.kind);
        EXPECT_EQ(again(example), example);
        EXPECT_FALSE(kind.description.empty());
    }
}

TEST_F(BreakpointText, says_where_it_is) {
    EXPECT_EQ(parsed("macro:RESTORE_GUEST_GPRS").span, 2u);
    EXPECT_EQ(parsed("macro:2"), parsed("macro:RESTORE_GUEST_GPRS"));
    EXPECT_EQ(parsed("macro:sret").span, 3u);
    EXPECT_EQ(parsed("write:guest.a0"), parsed("write:guest_context.a0"));
    EXPECT_EQ(parsed("write:guest_context.a0").slot, *area->index_of("guest_context.a0"));
    EXPECT_EQ(parsed("guest:0x80000010").address, 0x80000010u);
    EXPECT_EQ(parsed("host:4096").address, 4096u);
    EXPECT_EQ(parsed("at:+0x0").address, routine->begin());
    const std::uint64_t second = routine->instructions()[1].address;
    EXPECT_EQ(parsed("at:" + std::to_string(second)), Breakpoint::at_instruction(second));
}

TEST_F(BreakpointText, words_come_in_any_order_and_are_printed_in_one) {
    const Breakpoint all = parsed("write:guest.a0 off once every 4 after 3 vcpu 1 hart 0 if cause "
                                  "== 23 && a7 >= 0x10 by code");
    EXPECT_EQ(all.writer, Breakpoint::Writer::other_code);
    EXPECT_EQ(all.condition, "cause == 23 && a7 >= 0x10");
    EXPECT_EQ(all.hart, 0u);
    EXPECT_EQ(all.vcpu, 1u);
    EXPECT_EQ(all.after, 3u);
    EXPECT_EQ(all.every, 4u);
    EXPECT_TRUE(all.one_shot);
    EXPECT_FALSE(all.enabled);
    const std::string text = all.text(*routine, *area);
    EXPECT_EQ(text, "write:guest_context.a0 by code if cause == 23 && a7 >= 0x10 hart 0 vcpu 1 "
                    "after 3 every 4 once off");
    EXPECT_EQ(parsed(text), all);
    EXPECT_EQ(again("entry vcpu 0xff60000000610100"), "entry vcpu 0xff60000000610100");
    EXPECT_EQ(again("  entry   if (a0 == 1 || world == guest)  hart 1 "),
              "entry if (a0 == 1 || world == guest) hart 1");
}

TEST_F(BreakpointText, errors_say_at_which_character) {
    const auto at = [](int n) { return HasSubstr("at character " + std::to_string(n) + " "); };
    EXPECT_THAT(error_of(""), at(1));
    EXPECT_THAT(error_of("exit"), testing::AllOf(at(1), HasSubstr("guest-exit")));
    EXPECT_THAT(error_of("entry:3"), testing::AllOf(at(6), HasSubstr("nothing behind entry")));
    EXPECT_THAT(error_of("macro"), testing::AllOf(at(6), HasSubstr("MACRO")));
    EXPECT_THAT(error_of("macro:SAVE"), testing::AllOf(at(7), HasSubstr("SAVE_HOST_GPRS")));
    EXPECT_THAT(error_of("macro:8"), at(7));
    EXPECT_THAT(error_of("write:a0"), testing::AllOf(at(7), HasSubstr("kvm_vcpu_arch")));
    EXPECT_THAT(error_of("guest:here"), at(7));
    EXPECT_THAT(error_of("guest:0x10000000000000000"), at(7));
    EXPECT_THAT(error_of("at:+1"), at(4));
    EXPECT_THAT(error_of("entry when a0"), testing::AllOf(at(7), HasSubstr("after")));
    EXPECT_THAT(error_of("entry hart"), at(11));
    EXPECT_THAT(error_of("entry hart 0x100000000"), at(12));
    EXPECT_THAT(error_of("entry every 0"), at(13));
    EXPECT_THAT(error_of("entry if a0 = 1"), testing::AllOf(at(13), HasSubstr("comparison")));
    EXPECT_THAT(error_of("entry if a0 == 1 && "), at(21));
    EXPECT_THAT(error_of("entry by code"), testing::AllOf(at(7), HasSubstr("belongs to write")));
    EXPECT_THAT(error_of("write:guest.a0 by me"), at(19));
    EXPECT_THAT(error_of("write:guest.hstatus by routine"),
                testing::AllOf(at(24), HasSubstr("does not write")));
}

TEST_F(BreakpointText, any_text_gives_a_breakpoint_or_an_error) {
    std::mt19937 random(7);
    const std::string seed = "write:guest.a0 if cause == 23 && (a0 < \"x\") hart 0 vcpu 1 after 9";
    for (int n = 0; n < 20000; ++n) {
        std::string text = seed.substr(0, random() % (seed.size() + 1));
        for (unsigned change = random() % 4; change > 0 && !text.empty(); --change) {
            text[random() % text.size()] = static_cast<char>(random());
        }
        const auto breakpoint = Breakpoint::parse(text, *routine, *area);
        if (breakpoint) {
            EXPECT_EQ(again(breakpoint->text(*routine, *area)), breakpoint->text(*routine, *area));
        } else {
            EXPECT_FALSE(breakpoint.error().what.empty());
        }
    }
}

TEST_F(BreakpointText, the_gutter_shows_it_at_its_instructions) {
    const auto places = [&](const std::string& text) {
        return parsed(text).places(*routine, *area);
    };
    using Places = std::vector<std::uint64_t>;
    EXPECT_EQ(places("entry"), Places{routine->begin()});
    EXPECT_EQ(places("guest-exit"), Places{routine->return_label()});
    EXPECT_EQ(places("guest-entry"),
              Places{routine->instructions()[routine->sret_index()].address});
    EXPECT_EQ(places("macro:sret"), places("guest-entry"));
    EXPECT_TRUE(places("guest:0x80000000").empty());
    EXPECT_TRUE(places("write:guest.hstatus").empty()) << "C code writes it in this variant";
    ASSERT_EQ(places("write:guest.a0").size(), 1u);
    const auto store = routine->index_of(places("write:guest.a0").front());
    ASSERT_TRUE(store);
    EXPECT_EQ(routine->instructions()[*store].mnemonic, "sd");
}

TEST(BreakpointHelp, the_page_and_the_help_have_the_programs_own_table) {
    std::ifstream file(SWITCHSCOPE_SOURCE_DIR "/docs/breakpoints.md");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    const std::string help = breakpoint_help();
    std::size_t rows = 0;
    for (const BreakpointKind& kind : breakpoint_kinds()) {
        const std::string colon = kind.argument.empty() ? "" : ":";
        const std::string text = std::string(kind.word) + colon + std::string(kind.argument);
        const std::string description(kind.description);
        EXPECT_THAT(page, HasSubstr("| `" + text + "` | " + description + " | `" +
                                    std::string(kind.example) + "` |\n"));
        EXPECT_THAT(help, HasSubstr("  " + text + " "));
        EXPECT_THAT(help, HasSubstr(description));
        ++rows;
    }
    for (const BreakpointWord& word : breakpoint_words()) {
        const std::string blank = word.argument.empty() ? "" : " ";
        const std::string text = std::string(word.word) + blank + std::string(word.argument);
        EXPECT_THAT(page,
                    HasSubstr("| `" + text + "` | " + std::string(word.description) + " |\n"));
        EXPECT_THAT(help, HasSubstr("  " + text + " "));
        ++rows;
    }
    // The page has no row more: those beginning with a word in code are these.
    std::size_t on_page = 0;
    for (std::size_t at = page.find("\n| `"); at != std::string::npos;
         at = page.find("\n| `", at + 1)) {
        ++on_page;
    }
    EXPECT_EQ(on_page, rows);
}

TEST(Breakpoint, counts_which_hits_stop) {
    Breakpoint third;
    third.after = 2;
    third.every = 3;
    std::string stops;
    for (std::uint64_t hits = 1; hits <= 9; ++hits) {
        stops += third.stops_at(hits) ? 'x' : '.';
    }
    EXPECT_EQ(stops, "..x..x..x");
    EXPECT_TRUE(Breakpoint().stops_at(1));
    EXPECT_TRUE(Breakpoint().stops_at(2));
}

TEST(BreakpointSetTest, gives_no_number_twice) {
    BreakpointSet set;
    EXPECT_EQ(set.add({}), 1);
    EXPECT_EQ(set.add({}), 2);
    EXPECT_TRUE(set.remove(2));
    EXPECT_FALSE(set.remove(2));
    EXPECT_EQ(set.add({}), 3);
    EXPECT_EQ(set.find(2), nullptr);
    ASSERT_NE(set.find(3), nullptr);
    EXPECT_EQ(set.entries().size(), 2u);
}

} // namespace
} // namespace switchscope

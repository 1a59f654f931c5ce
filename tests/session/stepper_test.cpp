// SPDX-License-Identifier: MIT
// The stepper on the real demo machine, held against the facts of the world switch (the table of
// the six macros).
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"
#include "core/model/explain.h"
#include "core/trace/timeline.h"
#include "tests/support/demo_session.h"

namespace switchscope {
namespace {

using test::demo;
using test::DemoRun;

struct SpanCount {
    std::string name;
    std::size_t steps;
    bool operator==(const SpanCount&) const = default;
    friend void PrintTo(const SpanCount& one, std::ostream* out) {
        *out << one.name << " x" << one.steps;
    }
};

/// The stretches of one switch, with how many steps each took.
std::vector<SpanCount> spans_of(const DemoRun& run, std::uint64_t switch_number) {
    std::vector<SpanCount> counts;
    const Step* last = nullptr;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        if (step.switch_number != switch_number || step.half == Half::none) {
            continue;
        }
        if (last == nullptr || begins_new_stretch(*last, step, Stride::macro)) {
            counts.push_back(
                {run.facts->routine.spans()[static_cast<std::size_t>(step.span)].name, 0});
        }
        ++counts.back().steps;
        last = &step;
    }
    return counts;
}

std::multiset<std::string> slots_written(const DemoRun& run, std::uint64_t switch_number,
                                         Half half) {
    std::multiset<std::string> slots;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        for (const Effect& effect : step.effects) {
            if (step.switch_number == switch_number && step.half == half &&
                step.kind == Step::Kind::instruction && effect.at.kind == LocationKind::slot) {
                slots.insert(location_name(effect.at, run.facts->area));
            }
        }
    }
    return slots;
}

const std::vector<std::string> saved_for_host{"ra", "sp", "gp", "tp", "s0", "s1",  "a1", "a2",
                                              "a3", "a4", "a5", "a6", "a7", "s2",  "s3", "s4",
                                              "s5", "s6", "s7", "s8", "s9", "s10", "s11"};

std::multiset<std::string> expected_host_slots(bool legacy) {
    std::multiset<std::string> slots{"host_context.sstatus", "host_stvec", "host_sscratch"};
    for (const std::string& name : saved_for_host) {
        slots.insert("host_context." + name);
    }
    if (legacy) {
        slots.insert({"host_context.hstatus", "host_scounteren"});
    }
    return slots;
}

std::multiset<std::string> expected_guest_slots(bool legacy) {
    std::multiset<std::string> slots{"guest_context.sstatus", "guest_context.sepc"};
    for (unsigned n = 1; n < gpr_count; ++n) {
        slots.insert("guest_context." + std::string(gpr_name(n)));
    }
    if (legacy) {
        slots.insert({"guest_context.hstatus", "guest_csr.scounteren"});
    }
    return slots;
}

/// The table of the six macros; `more` instructions more in each CSR block.
std::vector<SpanCount> six_macros(std::size_t more) {
    return {{"SAVE_HOST_GPRS", 23},     {"SAVE_HOST_AND_RESTORE_GUEST_CSRS", 11 + more},
            {"RESTORE_GUEST_GPRS", 31}, {"sret", 1},
            {"SAVE_GUEST_GPRS", 31},    {"SAVE_GUEST_AND_RESTORE_HOST_CSRS", 10 + more},
            {"RESTORE_HOST_GPRS", 23},  {"ret", 1}};
}

TEST(Stepper, macro_variant_is_131_instructions_in_six_macros) {
    DemoRun run(demo("macro"));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    EXPECT_EQ(spans_of(run, 0), six_macros(0));
    for (const MacroSpan& span : run.facts->routine.spans()) {
        EXPECT_EQ(span.named_by,
                  span.count == 1 ? MacroSpan::NamedBy::mnemonic : MacroSpan::NamedBy::source);
    }
}

TEST(Stepper, monolithic_variant_has_the_same_phases_named_by_their_shape) {
    DemoRun run(demo("monolithic"));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    EXPECT_EQ(spans_of(run, 0), six_macros(0));
    EXPECT_EQ(run.facts->routine.spans().front().named_by, MacroSpan::NamedBy::shape);
}

TEST(Stepper, legacy_variant_swaps_two_csrs_more) {
    DemoRun run(demo("legacy"));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    EXPECT_EQ(spans_of(run, 0), six_macros(6));
}

class EveryVariant : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Demo, EveryVariant, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(EveryVariant, each_slot_is_written_once_by_the_half_that_owns_it) {
    const bool legacy = GetParam() == std::string("legacy");
    DemoRun run(demo(GetParam()));
    for (std::uint64_t n = 0; n < 8; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
        EXPECT_EQ(slots_written(run, n, Half::host_to_guest), expected_host_slots(legacy));
        EXPECT_EQ(slots_written(run, n, Half::guest_to_host), expected_guest_slots(legacy));
    }
}

TEST_P(EveryVariant, full_reads_confirm_every_prediction) {
    DemoRun run(demo(GetParam(), "tour,oracle,paging"));
    for (int n = 0; n < 30; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    std::size_t verified = 0;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        EXPECT_FALSE(step.corrected)
            << "step " << n << ": " << instruction_text(step) << " at " << std::hex << step.pc;
        verified += step.verified ? 1u : 0u;
    }
    EXPECT_GE(verified, 30u * 9); // eight spans and the trap, each switch
    EXPECT_EQ(run.recording->state_at(run.recording->size()), run.session->state());
}

TEST_P(EveryVariant, the_host_finds_everything_as_it_left_it) {
    DemoRun run(demo(GetParam(), "tour,oracle,paging"));
    for (int n = 0; n < 12; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    Timeline timeline(*run.recording);
    for (std::uint64_t number = 0; number < 12; ++number) {
        const MachineState entry = timeline.state();
        ASSERT_EQ(entry.pc, run.facts->routine.begin());
        while (!(timeline.last_step() && timeline.last_step()->switch_number == number &&
                 timeline.last_step()->half == Half::guest_to_host &&
                 timeline.state().pc == entry.gprs[ra])) {
            ASSERT_TRUE(timeline.forward(Stride::instruction));
        }
        for (const std::string& name : saved_for_host) {
            const auto reg = *gpr_number(name);
            EXPECT_EQ(timeline.state().gprs[reg], entry.gprs[reg]) << name;
        }
        for (const auto number_of : {csr::stvec, csr::sscratch}) {
            EXPECT_EQ(timeline.state().value(Location::csr(number_of)),
                      entry.value(Location::csr(number_of)));
        }
        timeline.forward(Stride::world_switch);
    }
}

TEST(Stepper, the_guest_lane_shows_the_tours_own_register_values) {
    DemoRun run(demo("macro", "tour"));
    for (int n = 0; n < 3; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    const MachineState& state = run.session->state();
    for (unsigned n = s2; n <= s11; ++n) {
        const auto index = run.facts->area.index_of_gpr(SlotOwner::guest, n);
        ASSERT_TRUE(index);
        const auto value = state.value(Location::slot(0, *index));
        ASSERT_TRUE(value);
        EXPECT_EQ(*value & 0xff, 0x40u + n) << gpr_name(n);
    }
}

TEST(Stepper, strides_stop_where_they_say) {
    DemoRun run(demo("macro"));
    const auto& routine = run.facts->routine;
    ASSERT_EQ(run.session->state().pc, routine.begin());
    ASSERT_TRUE(run.advance(Stride::instruction));
    EXPECT_EQ(run.recording->size(), 1u);
    ASSERT_TRUE(run.advance(Stride::macro));
    EXPECT_EQ(run.recording->size(), 23u);
    ASSERT_TRUE(run.advance(Stride::half));
    EXPECT_EQ(run.session->state().world, World::guest);
    EXPECT_EQ(run.recording->size(), 66u);
    ASSERT_TRUE(run.advance(Stride::half));
    EXPECT_EQ(run.session->state().world, World::host);
    EXPECT_EQ(run.session->state().pc, routine.return_label());
    ASSERT_TRUE(run.advance(Stride::half));
    EXPECT_FALSE(routine.contains(run.session->state().pc));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    EXPECT_EQ(run.session->state().pc, routine.begin());
    EXPECT_EQ(run.recording->step(run.recording->size() - 1).kind, Step::Kind::run);
}

TEST(Stepper, steps_c_code_between_switches_too) {
    DemoRun run(demo("macro"));
    ASSERT_TRUE(run.advance(Stride::half) && run.advance(Stride::half) &&
                run.advance(Stride::half));
    const std::size_t before = run.recording->size();
    for (int n = 0; n < 40; ++n) {
        ASSERT_TRUE(run.advance(Stride::instruction));
    }
    EXPECT_EQ(run.recording->size(), before + 40);
    for (std::size_t n = before; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        EXPECT_EQ(step.half, Half::none);
        EXPECT_FALSE(step.corrected) << instruction_text(step);
    }
}

TEST(Stepper, a_cancelled_advance_stops_soon_and_can_go_on) {
    DemoRun run(demo("macro"));
    std::stop_source stop;
    struct StopAfter final : SessionListener {
        DemoRun& run;
        std::stop_source& stop;
        StopAfter(DemoRun& to, std::stop_source& source) : run(to), stop(source) {}
        void area_met(const MachineState::Area& area) override { run.area_met(area); }
        void stepped(const Step& step) override {
            run.stepped(step);
            if (run.recording->size() == 10) {
                stop.request_stop();
            }
        }
    } listener(run, stop);
    ASSERT_TRUE(run.session->advance(Stride::world_switch, listener, stop.get_token()));
    EXPECT_GE(run.recording->size(), 10u);
    EXPECT_LE(run.recording->size(), 12u);
    ASSERT_TRUE(run.advance(Stride::world_switch));
    EXPECT_EQ(run.session->state().pc, run.facts->routine.begin());
}

TEST(Stepper, every_exit_has_its_cause_even_when_it_is_the_last_one_again) {
    DemoRun run(demo("macro", "oracle", false)); // exits by ecall only
    for (int n = 0; n < 3; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    std::size_t exits = 0;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        if (step.trapped) {
            ++exits;
            EXPECT_THAT(explain(step, run.facts->routine, run.facts->area).english(),
                        testing::HasSubstr("ecall"));
        }
    }
    EXPECT_EQ(exits, 3u);
}

TEST(Stepper, a_guest_that_pulls_its_page_tables_from_under_its_feet_is_followed) {
    auto options = demo("macro", "paging", false);
    options.session.skip_switches =
        0; // it turns its paging on right at the start, and lands in its own handler
    DemoRun run(options);
    ASSERT_TRUE(run.advance(Stride::world_switch));
    std::size_t faults = 0;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        EXPECT_FALSE(step.corrected) << instruction_text(step);
        if (step.world == World::guest) {
            EXPECT_EQ(step.kind, Step::Kind::instruction);
        }
        if (step.trapped && step.world == World::guest && step.world_after == World::guest) {
            ++faults;
            EXPECT_EQ(step.pc_after,
                      run.session->state().value(Location::csr(csr::vstvec)).value_or(0));
        }
    }
    EXPECT_EQ(faults, 1u);
}

TEST(Stepper, interrupts_let_in_cut_no_switch_short) {
    auto options = demo("macro", "tour", true);
    options.session.interrupts_held_off = false;
    DemoRun run(options);
    ASSERT_TRUE(run.facts);
    EXPECT_FALSE(run.facts->interrupts_held_off);
    for (int n = 0; n < 40; ++n) {
        ASSERT_TRUE(run.advance(Stride::world_switch));
    }
    std::size_t interrupted = 0;
    std::map<std::uint64_t, std::size_t> executed;
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        interrupted += step.trapped && step.span >= 0 ? 1u : 0u;
        executed[step.switch_number] += step.span >= 0 && !step.trapped ? 1u : 0u;
    }
    EXPECT_GT(interrupted, 0u) << "the timer never struck: this test shows nothing";
    for (const auto& [number, count] : executed) {
        EXPECT_EQ(count, 131u) << "in switch " << number;
    }
}

TEST(Stepper, every_step_has_a_sentence) {
    DemoRun run(demo("legacy"));
    ASSERT_TRUE(run.advance(Stride::world_switch));
    for (std::size_t n = 0; n < run.recording->size(); ++n) {
        const Step& step = run.recording->step(n);
        const std::string sentence = explain(step, run.facts->routine, run.facts->area).english();
        EXPECT_FALSE(sentence.empty());
        EXPECT_EQ(sentence.back(), '.') << sentence;
        EXPECT_EQ(sentence.find("Nothing"), std::string::npos) << instruction_text(step);
    }
}

} // namespace
} // namespace switchscope

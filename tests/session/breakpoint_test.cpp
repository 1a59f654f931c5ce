// SPDX-License-Identifier: MIT
// Breakpoints on the real demo machine: each kind stops where it says, with the values that are
// there.
#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/machines/log_fifo.h"
#include "core/analysis/recording_check.h"
#include "core/isa/registers.h"
#include "tests/support/demo_session.h"

namespace switchscope {
namespace {

using test::demo;
using test::DemoRun;

/// A demo machine with breakpoints.
class Stops : public testing::Test {
  protected:
    void open(const app::DemoOptions& options) {
        run = std::make_unique<DemoRun>(options);
        ASSERT_TRUE(run->session);
        auto image = Image::open(*app::demo_image(options.variant));
        ASSERT_TRUE(image) << image.error().message();
        host = *image;
        auto guest_image = Image::open(SWITCHSCOPE_DEMO_DIR "/guest-tour.elf");
        ASSERT_TRUE(guest_image) << guest_image.error().message();
        guest = *guest_image;
    }
    /// Sets these and no others. Ids count from 1.
    void set(const std::vector<std::string>& texts) {
        BreakpointSet set;
        for (const std::string& text : texts) {
            auto breakpoint = Breakpoint::parse(text, run->facts->routine, run->facts->area);
            ASSERT_TRUE(breakpoint) << breakpoint.error().message();
            set.add(*breakpoint);
        }
        const auto taken = run->session->set_breakpoints(std::move(set));
        ASSERT_TRUE(taken) << taken.error().message();
    }
    /// The id of the breakpoint that stopped it; 0: none did.
    int go(std::stop_token cancel = {}) {
        const auto hit = run->session->run_to_breakpoint(*run, std::move(cancel));
        if (!hit) {
            ADD_FAILURE() << hit.error().message();
            return -1;
        }
        EXPECT_EQ(run->recording->state_at(run->recording->size()), now());
        return *hit ? (*hit)->id : 0;
    }
    const MachineState& now() const { return run->session->state(); }
    const Routine& routine() const { return run->facts->routine; }
    const Step& last() const { return run->recording->step(run->recording->size() - 1); }
    const BreakpointSet::Entry& entry(int id) const {
        return *run->session->breakpoints().find(id);
    }
    std::optional<std::uint64_t> slot(const std::string& path) const {
        return now().value(Location::slot(now().area, *run->facts->area.index_of(path)));
    }
    std::uint64_t host_symbol(const std::string& name) const {
        return host->find_symbol(name)->address;
    }
    std::uint64_t guest_symbol(const std::string& name) const {
        return guest->find_symbol(name)->address;
    }
    RecordingReport checked() const {
        return check_recording(*run->recording, run->facts->routine, run->facts->area);
    }
    /// The pc as a word of `kind:`.
    static std::string at(const std::string& kind, std::uint64_t address) {
        return kind + ":" + std::to_string(address);
    }

    std::unique_ptr<DemoRun> run;
    std::shared_ptr<const Image> host, guest;
};

TEST_F(Stops, at_the_routines_entry) {
    open(demo("macro", "tour", false));
    set({"entry"});
    for (int n = 1; n <= 3; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().pc, routine().begin());
        EXPECT_EQ(now().world, World::host);
        EXPECT_EQ(run->recording->size(), static_cast<std::size_t>(n)) << "one step a run";
        EXPECT_EQ(last().kind, Step::Kind::run);
    }
    EXPECT_EQ(entry(1).hits, 3u);
    EXPECT_EQ(entry(1).passed, 0u);
}

TEST_F(Stops, at_a_macro_and_at_an_instruction) {
    open(demo("macro", "tour", false));
    const std::uint64_t in_the_middle = routine().instructions()[40].address;
    set({"macro:SAVE_GUEST_GPRS", at("at", in_the_middle)});
    ASSERT_EQ(go(), 2);
    EXPECT_EQ(now().pc, in_the_middle);
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(now().pc, routine().return_label());
    ASSERT_EQ(go(), 2);
    // From the middle of the routine it is stepped as ever, and every step is right.
    const std::size_t before = run->recording->size();
    ASSERT_TRUE(run->advance(Stride::half));
    EXPECT_EQ(now().world, World::guest);
    EXPECT_EQ(run->recording->size() - before, routine().sret_index() - 40 + 1);
    for (std::size_t n = before; n < run->recording->size(); ++n) {
        EXPECT_FALSE(run->recording->step(n).corrected);
        EXPECT_EQ(run->recording->step(n).switch_number, 1u);
    }
}

TEST_F(Stops, in_a_half_that_is_stepped_from_its_beginning) {
    open(demo("macro", "tour", false));
    const std::uint64_t first_half = routine().instructions()[40].address;
    const std::uint64_t second_half = routine().instructions()[100].address;
    set({at("at", first_half), at("at", second_half), "write:guest_context.s5 by routine"});
    ASSERT_TRUE(run->advance(Stride::macro));
    for (int n = 0; n < 5; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().pc, first_half);
        ASSERT_EQ(go(), 3);
        EXPECT_EQ(last().kind, Step::Kind::instruction) << "the store itself";
        EXPECT_EQ(now().gprs[s5], slot("guest_context.s5"));
        ASSERT_EQ(go(), 2);
        EXPECT_EQ(now().pc, second_half);
    }
    ASSERT_TRUE(run->advance(Stride::half));
    // Nothing of the routine is missing, and each switch holds what it promises.
    const auto report = checked();
    EXPECT_EQ(report.switches, 5u);
    EXPECT_EQ(report.incomplete, 0u);
    EXPECT_TRUE(report.findings.empty());
    std::size_t in_routine = 0;
    for (std::size_t n = 0; n < run->recording->size(); ++n) {
        const Step& step = run->recording->step(n);
        EXPECT_FALSE(step.corrected) << n;
        EXPECT_TRUE(step.kind == Step::Kind::instruction || step.span < 0) << n;
        in_routine += step.kind == Step::Kind::instruction && step.span >= 0 ? 1u : 0u;
    }
    EXPECT_EQ(in_routine, 5 * routine().instructions().size());
}

TEST_F(Stops, elsewhere_and_steps_the_rest_of_the_half_it_began_in) {
    open(demo("macro", "tour", false));
    ASSERT_TRUE(run->advance(Stride::macro));
    set({"guest-exit", "entry"});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(now().pc, routine().return_label());
    EXPECT_EQ(run->recording->size(), routine().sret_index() + 2)
        << "the half, and one run of the guest";
    ASSERT_TRUE(run->advance(Stride::instruction));
    ASSERT_EQ(go(), 2);
    EXPECT_EQ(checked().switches, 1u);
}

/// With a condition the machine is let run through the routine: such a switch is not judged by what
/// was not seen of it.
TEST_F(Stops, with_a_condition_leave_a_gap_that_is_no_finding) {
    open(demo("macro", "tour,oracle", false));
    for (int n = 0; n < 6; ++n) {
        set({at("at", routine().instructions()[40].address) + " after " + std::to_string(n % 3)});
        ASSERT_EQ(go(), 1);
        ASSERT_TRUE(run->advance(Stride::macro));
        set({at("at", routine().instructions()[90].address) + " if gp != 1"});
        ASSERT_EQ(go(), 1);
        ASSERT_TRUE(run->advance(Stride::half));
    }
    ASSERT_TRUE(run->advance(Stride::world_switch));
    ASSERT_TRUE(run->advance(Stride::world_switch));
    const auto report = checked();
    EXPECT_EQ(report.switches, 1u) << "the last, which was stepped";
    EXPECT_TRUE(report.findings.empty());
}

TEST_F(Stops, on_the_guests_first_instruction) {
    open(demo("macro", "tour", false));
    set({"guest-entry"});
    for (int n = 0; n < 12; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().world, World::guest);
        EXPECT_EQ(now().pc, slot("guest_context.sepc"));
        EXPECT_EQ(now().gprs[s5], slot("guest_context.s5"));
        EXPECT_EQ(now().value(Location::csr(csr::sscratch)), now().areas[0].address);
        EXPECT_EQ(last().kind, Step::Kind::instruction) << "the sret is a step of its own";
        EXPECT_EQ(last().switch_number, static_cast<std::uint64_t>(n));
        EXPECT_FALSE(last().corrected);
    }
}

TEST_F(Stops, where_the_guest_has_trapped_with_a_cause) {
    open(demo("macro", "tour", false));
    set({"guest-exit if cause == 21", "guest-exit if cause == \"virtual instruction\""});
    for (const int id : {2, 1, 2, 1}) {
        const int hit = go();
        ASSERT_TRUE(hit == 1 || hit == 2) << id;
        EXPECT_EQ(now().pc, routine().return_label());
        EXPECT_EQ(now().value(Location::csr(csr::scause)), hit == 1 ? 21u : 22u);
    }
    // A lap of the tour has five exits, one of each cause of these.
    EXPECT_EQ(entry(1).hits, 2u);
    EXPECT_EQ(entry(2).hits, 2u);
    EXPECT_EQ(entry(1).hits + entry(1).passed, entry(2).hits + entry(2).passed);
}

TEST_F(Stops, where_a_slot_is_written_by_the_routine_or_by_c_code) {
    open(demo("macro", "tour", false));
    const auto& area = run->facts->area;
    const std::size_t a0_slot = *area.index_of("guest_context.a0");
    set({"write:guest_context.a0 by routine", "write:guest_context.a0 by code",
         "write:guest_context.a0"});
    // The routine writes it at each exit, the handler of SBI calls writes the answer, and the one
    // of loads the value.
    std::map<int, int> hits;
    for (int n = 0; n < 14; ++n) {
        const int id = go();
        ASSERT_GT(id, 0);
        ++hits[id];
        const bool in_routine = routine().contains(now().pc);
        EXPECT_EQ(id == 2, !in_routine) << std::hex << now().pc;
        // Behind the store: what the machine is read for, or what was stepped and holds against it.
        EXPECT_TRUE(last().verified || last().kind == Step::Kind::instruction);
        EXPECT_FALSE(last().corrected);
        EXPECT_TRUE(std::ranges::any_of(last().effects, [&](const Effect& effect) {
            return effect.at == Location::slot(0, a0_slot);
        })) << n;
    }
    EXPECT_GT(hits[1] + hits[3], 0);
    EXPECT_GT(hits[2], 0);
    EXPECT_EQ(entry(3).hits, entry(1).hits + entry(2).hits) << "anybody's are both";
}

TEST_F(Stops, where_a_slot_that_only_c_code_writes_gets_a_value) {
    open(demo("macro", "tour", false));
    // The SBI handler answers 0 in a0: the guest asked with something else there.
    set({"write:guest_context.a0 by code if guest_context.a0 == 0"});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(slot("guest_context.a0"), 0u);
    EXPECT_EQ(now().world, World::host);
    EXPECT_FALSE(routine().contains(now().pc));
    set({"write:guest_context.a0 by code if guest_context.a0 == 0x12345678", "entry after 40"});
    ASSERT_EQ(go(), 2);
    EXPECT_EQ(entry(1).hits, 0u);
    EXPECT_GT(entry(1).passed, 5u);
}

TEST_F(Stops, at_the_guests_address_and_not_at_the_firmwares) {
    open(demo("macro", "tour")); // with timer interrupts, which the firmware takes first
    const std::uint64_t mmio_store = guest_symbol("mmio_store");
    set({at("guest", mmio_store)});
    for (int n = 0; n < 4; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().pc, mmio_store);
        EXPECT_EQ(now().world, World::guest);
        EXPECT_EQ(now().value(Location::csr(csr::sepc)), std::nullopt)
            << "the guest's stands in front of it, and the host's was not seen since";
    }
    // The firmware's own code has the same addresses: its trap handler runs at every timer
    // interrupt.
    const std::uint64_t trap_vector = now().value(Location::csr(csr::mtvec)).value_or(0) & ~3ULL;
    ASSERT_NE(trap_vector, 0u);
    set({at("guest", trap_vector), at("host", trap_vector), "guest-exit after 2000"});
    ASSERT_EQ(go(), 3);
    EXPECT_EQ(entry(1).hits, 0u);
    EXPECT_EQ(entry(2).hits, 0u);
    EXPECT_GT(entry(1).passed, 0u) << "the timer never struck: this test shows nothing";
}

TEST_F(Stops, at_the_hosts_address_with_the_vcpu_that_was_switched_last) {
    open(demo("macro", "tour,oracle", false));
    const std::uint64_t handler = host_symbol("handle_exit");
    set({at("host", handler)});
    std::set<std::uint16_t> areas;
    for (std::uint64_t n = 0; n < 4; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().pc, handler);
        EXPECT_EQ(now().world, World::host);
        // handle_exit(vcpu, trap): the vCPU that a0 points at holds the save area in force.
        const auto area = now().areas[now().area].address;
        EXPECT_LT(area - now().gprs[a0], 4096u);
        areas.insert(now().area);
    }
    EXPECT_EQ(areas.size(), 2u) << "the guests take turns";
    ASSERT_TRUE(run->advance(Stride::world_switch));
    EXPECT_EQ(now().pc, routine().begin());
    ASSERT_TRUE(run->advance(Stride::instruction));
    EXPECT_EQ(last().switch_number, 4u);
}

TEST_F(Stops, with_one_vcpu_of_two) {
    open(demo("macro", "tour,oracle", false));
    set({"guest-exit vcpu 1"});
    for (int n = 0; n < 3; ++n) {
        ASSERT_EQ(go(), 1);
        EXPECT_EQ(now().area, 1u);
        EXPECT_EQ(now().areas[1].address, now().value(Location::csr(csr::sscratch)));
    }
    const std::string address = std::to_string(now().areas[0].address);
    set({"entry vcpu " + address});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(now().gprs[a0], now().areas[0].address);
    EXPECT_EQ(now().area, 0u);
}

TEST_F(Stops, with_conditions_on_registers_slots_counts_and_the_switch) {
    open(demo("macro", "tour", false));
    const std::uint64_t wait = guest_symbol("wait");
    const auto marker = slot("guest_context.s7");
    ASSERT_TRUE(marker);
    set({"guest-entry if s7 == " + std::to_string(*marker) + " && pc > " + std::to_string(wait)});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(now().gprs[s7], *marker);
    EXPECT_GT(now().pc, wait);
    set({"entry if switch == 40"});
    ASSERT_EQ(go(), 1);
    ASSERT_TRUE(run->advance(Stride::instruction));
    EXPECT_EQ(last().switch_number, 40u);
    set({"guest-exit after 3 every 2"});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(entry(1).hits, 4u);
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(entry(1).hits, 6u);
    ASSERT_TRUE(run->advance(Stride::instruction));
    EXPECT_EQ(last().switch_number, 45u);
}

TEST_F(Stops, on_its_hart_only) {
    open(demo("macro", "tour", false));
    set({"entry hart 1", "entry hart 0 after 5"});
    ASSERT_EQ(go(), 2);
    EXPECT_EQ(entry(1).hits, 0u);
    EXPECT_EQ(entry(1).passed, 6u);
}

TEST_F(Stops, no_more_once_it_has_done_so_or_is_off) {
    open(demo("macro", "tour", false));
    set({"macro:ret once", "entry off", "guest-exit after 10"});
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(now().pc, routine().instructions()[routine().ret_index()].address);
    EXPECT_EQ(run->session->breakpoints().find(1), nullptr);
    ASSERT_EQ(go(), 3);
}

TEST_F(Stops, are_refused_where_they_cannot_be) {
    open(demo("macro", "tour", false));
    set({"entry"});
    for (const auto change : {+[](Breakpoint& one) { one.condition = "a0 =="; },
                              +[](Breakpoint& one) {
                                  one.kind = Breakpoint::Kind::macro;
                                  one.span = 99;
                              },
                              +[](Breakpoint& one) {
                                  one.kind = Breakpoint::Kind::slot_write;
                                  one.slot = 9999;
                              },
                              +[](Breakpoint& one) {
                                  one.kind = Breakpoint::Kind::instruction;
                                  one.address = 3;
                              }}) {
        Breakpoint bad;
        change(bad);
        BreakpointSet set;
        set.add(bad);
        const auto taken = run->session->set_breakpoints(set);
        ASSERT_FALSE(taken);
        EXPECT_FALSE(taken.error().what.empty());
    }
    EXPECT_EQ(run->session->breakpoints().entries().size(), 1u) << "those before are still set";
    EXPECT_EQ(go(), 1);
}

TEST_F(Stops, soon_when_cancelled_even_if_the_condition_never_holds) {
    open(demo("macro", "tour"));
    set({"guest-exit if s3 == 0x123456789", "write:guest_context.sepc if pc == 1"});
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    std::jthread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    EXPECT_EQ(go(stop.get_token()), 0);
    const auto took = std::chrono::steady_clock::now() - asked;
    EXPECT_LT(took, std::chrono::milliseconds(200));
    EXPECT_GT(entry(1).passed, 10u);
    EXPECT_EQ(entry(1).hits, 0u);
    // The session can be used as before: nothing stops it any more but what strides need.
    for (int n = 0; n < 3; ++n) {
        ASSERT_TRUE(run->advance(Stride::world_switch));
        EXPECT_EQ(now().pc, routine().begin());
    }
    for (std::size_t n = 0; n < run->recording->size(); ++n) {
        EXPECT_FALSE(run->recording->step(n).corrected) << n;
    }
}

TEST_F(Stops, are_still_there_behind_a_trace_which_they_do_not_disturb) {
    auto options = demo("macro", "tour", false);
    options.for_block_trace = true;
    options.session.open_log = app::LogFifo::make;
    open(options);
    set({"guest-exit if cause == 22", "write:guest_context.sepc off"});
    ASSERT_EQ(go(), 1);
    TraceOptions tracing;
    tracing.switches = 50;
    const auto traced = run->session->trace(tracing, *run, {});
    ASSERT_TRUE(traced) << traced.error().message();
    EXPECT_EQ(traced->switches, 50u);
    EXPECT_EQ(traced->corrected, 0u);
    EXPECT_EQ(entry(1).hits, 1u);
    ASSERT_EQ(go(), 1);
    EXPECT_EQ(entry(1).hits, 2u);
    EXPECT_EQ(now().value(Location::csr(csr::scause)), 22u);
}

TEST_F(Stops, while_interrupts_are_let_in_or_held_off_as_one_likes) {
    open(demo("macro", "tour"));
    EXPECT_TRUE(run->session->interrupts_held_off());
    ASSERT_TRUE(run->session->set_interrupts_held_off(false));
    EXPECT_FALSE(run->session->interrupts_held_off());
    EXPECT_TRUE(run->facts->interrupts_held_off) << "what the session began with";
    set({"entry if switch == 60"});
    ASSERT_EQ(go(), 1);
    ASSERT_TRUE(run->advance(Stride::instruction));
    EXPECT_EQ(last().switch_number, 60u);
    // A timer interrupt comes within a few switches stepped with interrupts let in: the firmware is
    // seen.
    std::size_t firmware = 0;
    for (int n = 0; n < 20 && firmware == 0; ++n) {
        ASSERT_TRUE(run->advance(Stride::world_switch));
        for (std::size_t step = 0; step < run->recording->size(); ++step) {
            firmware += run->recording->step(step).world_after == World::firmware ? 1u : 0u;
        }
    }
    EXPECT_GT(firmware, 0u);
    ASSERT_TRUE(run->session->set_interrupts_held_off(true));
    set({"guest-exit"});
    ASSERT_EQ(go(), 1);
    const std::size_t before = run->recording->size();
    ASSERT_TRUE(run->advance(Stride::half));
    EXPECT_EQ(run->recording->size() - before, 65u) << "none comes in between";
}

class EveryVariant : public Stops, public testing::WithParamInterface<const char*> {};
INSTANTIATE_TEST_SUITE_P(Demo, EveryVariant, testing::Values("macro", "monolithic", "legacy"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(EveryVariant, counts_the_switches_that_pass_whatever_it_waits_for) {
    open(demo(GetParam(), "tour,oracle", false));
    // Each of these places is passed once in a switch.
    const std::pair<std::string, std::uint64_t> stages[] = {
        {"entry", 12}, // the session stands at the entry of switch 0 already
        {"guest-entry", 23},
        {"guest-exit", 34},
        {"macro:7", 45},
        {at("host", host_symbol("handle_exit")), 56},
        {"write:guest_context.sepc by routine", 68}};
    for (const auto& [where, number] : stages) {
        set({where + " after 11"});
        ASSERT_EQ(go(), 1) << where;
        EXPECT_EQ(entry(1).hits, 12u);
        ASSERT_TRUE(run->advance(Stride::instruction));
        EXPECT_EQ(last().switch_number, number) << where;
    }
}

} // namespace
} // namespace switchscope

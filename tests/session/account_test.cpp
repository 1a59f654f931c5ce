// SPDX-License-Identifier: MIT
// The account, fed with observations: no target, no machine.
#include "core/session/account.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/session/unobserved_runs.h"
#include "tests/session/demo_code.h"

namespace switchscope {
namespace {

using testing::Optional;

class Accounts : public test::DemoCode {
  protected:
    void SetUp() override {
        DemoCode::SetUp();
        ASSERT_TRUE(area && routine);
        account.emplace(*routine, *area);
        account->begin(at_entry());
    }
    const MachineState& state() const { return account->state(); }
    Observation seen(std::uint64_t pc, World world = World::host) const {
        return seen_at(state(), pc, world);
    }
    void run_to(const Observation& observation, const UnobservedRun& run = {}) {
        account->commit_run(observation, run, heard);
    }
    /// One step of the hart in force to `pc_after`, which changes nothing else.
    void step_to(std::uint64_t pc_after, World world_after = World::host) {
        Step step = account->describe();
        step.pc_after = pc_after;
        step.world_after = world_after;
        account->commit(step, heard);
    }
    /// A whole switch of the hart in force, from the entry to behind the `ret`.
    void switch_once() {
        step_to(0x1000, World::guest);
        step_to(routine->return_label());
        step_to(elsewhere());
    }
    const Step& last() const { return heard.steps.back(); }
    static bool changes(const Step& step, const Location& place) {
        return std::ranges::find(step.effects, place, &Effect::at) != step.effects.end();
    }

    std::optional<Account> account;
    test::Heard heard;
};

TEST_F(Accounts, a_run_is_the_difference_between_the_state_and_what_is_seen) {
    Observation now = seen(elsewhere());
    now.gprs[s3] = 42;
    set_csr(now, csr::sepc, 43);
    run_to(now);
    ASSERT_EQ(heard.steps.size(), 1u);
    EXPECT_EQ(last().kind, Step::Kind::run);
    EXPECT_TRUE(last().verified);
    EXPECT_EQ(last().pc, routine->begin());
    EXPECT_EQ(last().pc_after, elsewhere());
    const std::vector<Effect> both{{Location::gpr(s3), 0, 42, {}},
                                   {Location::csr(csr::sepc), csr::sepc, 43, {}}};
    EXPECT_EQ(last().effects, both);
    EXPECT_EQ(state().gprs[s3], 42u);
    EXPECT_EQ(state().pc, elsewhere());
}

TEST_F(Accounts, a_run_that_changed_nothing_is_a_step_only_where_somebody_wants_it) {
    UnobservedRun quiet;
    quiet.always_reported = false;
    run_to(seen(state().pc), quiet);
    EXPECT_TRUE(heard.steps.empty());
    run_to(seen(state().pc));
    EXPECT_EQ(heard.steps.size(), 1u);
    Observation moved = seen(elsewhere());
    run_to(moved, quiet);
    EXPECT_EQ(heard.steps.size(), 2u);
}

TEST_F(Accounts, a_hart_that_ran_is_up_to_date_once_it_was_read) {
    account->begin(at_entry(2));
    EXPECT_FALSE(account->has_run(0));
    account->machine_ran();
    EXPECT_TRUE(account->has_run(0) && account->has_run(1));
    run_to(seen(elsewhere()));
    EXPECT_FALSE(account->has_run(0));
    EXPECT_TRUE(account->has_run(1)) << "only the hart in force was read";
}

TEST_F(Accounts, numbers_count_the_entries_of_all_harts) {
    account->begin(at_entry(2));
    switch_once();
    ASSERT_TRUE(account->select_hart(1));
    run_to(seen(routine->begin()));
    step_to(address(1));
    EXPECT_EQ(last().switch_number, 1u);
    ASSERT_TRUE(account->select_hart(0));
    run_to(seen(routine->begin()));
    EXPECT_EQ(last().switch_number, 0u) << "C code counts with the switch that its hart was in";
    step_to(address(1));
    EXPECT_EQ(last().switch_number, 2u);
    EXPECT_EQ(account->numbers().entered(), 3u);
}

TEST_F(Accounts, entries_that_nobody_saw_have_numbers) {
    switch_once();
    UnobservedRun thrice;
    thrice.entries = 3;
    run_to(seen(routine->begin()), thrice);
    step_to(address(1));
    EXPECT_EQ(last().switch_number, 4u);
}

TEST_F(Accounts, a_run_keeps_the_save_area_unless_another_one_was_seen) {
    run_to(seen(elsewhere()));
    EXPECT_EQ(state().area, 0u);
    UnobservedRun other;
    other.area = 1;
    run_to(seen(elsewhere() + 4), other);
    EXPECT_EQ(last().area_before, 0u);
    EXPECT_EQ(last().area, 1u);
    EXPECT_EQ(state().area, 1u);
}

TEST_F(Accounts, a_guest_that_was_entered_unobserved_hides_what_the_host_had) {
    run_to(seen(0x8000'0000, World::guest));
    EXPECT_EQ(state().value(Location::csr(csr::sepc)), std::nullopt);
    EXPECT_EQ(state().value(Location::csr(csr::stvec)), std::nullopt);
    EXPECT_THAT(state().value(Location::csr(csr::vsepc)), Optional(std::uint64_t{csr::vsepc}));
    EXPECT_THAT(state().value(Location::csr(csr::hgatp)), Optional(std::uint64_t{csr::hgatp}));
}

TEST_F(Accounts, a_guest_that_was_stepped_into_keeps_what_the_host_had) {
    step_to(0x8000'0000, World::guest);
    run_to(seen(0x8000'0100, World::guest));
    EXPECT_THAT(state().value(Location::csr(csr::sepc)), Optional(std::uint64_t{csr::sepc}));
    UnobservedRun round;
    round.entries = 1;
    run_to(seen(0x8000'0200, World::guest), round);
    EXPECT_EQ(state().value(Location::csr(csr::sepc)), std::nullopt)
        << "the host ran in between, and nobody saw what it had then";
}

TEST_F(Accounts, a_written_place_is_an_effect_even_with_the_value_that_it_had) {
    UnobservedRun wrote;
    wrote.written = Location::slot(1, 0);
    run_to(seen(elsewhere()), wrote);
    const std::vector<Effect> same{{Location::slot(1, 0), 1, 1, {}}};
    EXPECT_EQ(last().effects, same);
}

TEST_F(Accounts, an_exit_always_has_its_cause) {
    step_to(0x8000'0000, World::guest);
    run_to(seen(routine->return_label()));
    EXPECT_TRUE(last().trapped);
    EXPECT_TRUE(changes(last(), Location::csr(csr::scause))) << "the same as before";
}

TEST_F(Accounts, an_interrupt_takes_the_hart_away_until_it_is_back_in_the_routine) {
    EXPECT_EQ(account->interrupted_at(), std::nullopt);
    step_to(address(1));
    Step interrupt = account->describe();
    interrupt.trapped = true;
    interrupt.pc_after = elsewhere();
    account->commit(interrupt, heard);
    EXPECT_THAT(account->interrupted_at(), Optional(address(1)));
    run_to(seen(elsewhere() + 8));
    EXPECT_THAT(account->interrupted_at(), Optional(address(1))) << "the handler runs";
    run_to(seen(address(1)));
    EXPECT_EQ(account->interrupted_at(), std::nullopt);
}

TEST_F(Accounts, that_lost_track_keep_the_state_and_the_numbers) {
    switch_once();
    run_to(seen(routine->begin()));
    Step interrupt = account->describe();
    interrupt.trapped = true;
    interrupt.pc_after = elsewhere();
    account->commit(interrupt, heard);
    const MachineState before = state();
    account->lose_track();
    EXPECT_EQ(state(), before);
    EXPECT_EQ(account->numbers().entered(), 1u);
    EXPECT_EQ(account->interrupted_at(), std::nullopt);
    EXPECT_TRUE(account->has_run(0));
}

TEST_F(Accounts, have_no_hart_that_was_never_read) {
    const auto none = account->select_hart(7);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().what.english(), "there is no hart 7 in this machine");
    EXPECT_EQ(state().hart, 0u);
}

/// Hart 0 had a vCPU and runs C code; hart 1 comes to the entry.
class Migration : public Accounts {
  protected:
    void SetUp() override {
        Accounts::SetUp();
        account->begin(at_entry(3));
        switch_once();
    }
    /// A hart comes to the entry with the save area of that index.
    void arrive(std::uint32_t hart, std::uint16_t area_index) {
        ASSERT_TRUE(account->select_hart(hart));
        UnobservedRun with;
        with.area = area_index;
        run_to(seen(routine->begin()), with);
    }
};

TEST_F(Migration, shows_when_another_hart_enters_with_the_same_vcpu) {
    arrive(1, 0);
    EXPECT_TRUE(account->took_vcpu_of(0));
}

TEST_F(Migration, is_none_with_another_vcpu) {
    arrive(1, 1);
    EXPECT_FALSE(account->took_vcpu_of(0));
}

TEST_F(Migration, is_none_while_the_hart_is_still_in_its_switch) {
    run_to(seen(routine->begin()));
    step_to(0x1000, World::guest);
    arrive(1, 0);
    EXPECT_FALSE(account->took_vcpu_of(0));
}

TEST_F(Migration, is_over_once_a_third_hart_has_entered_with_the_vcpu) {
    arrive(2, 0);
    switch_once();
    arrive(1, 0);
    EXPECT_FALSE(account->took_vcpu_of(0)) << "it was taken from hart 2";
    EXPECT_TRUE(account->took_vcpu_of(2));
}

/// What harts do between two looks at them.
class Runs : public Accounts {
  protected:
    void let_run() { account->machine_ran(); }
    UnobservedRuns runs() { return UnobservedRuns(*account, *routine); }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    UnobservedRun ended(UnobservedRuns& runs, std::size_t index, World world = World::host) {
        runs.end(world, index == none ? std::nullopt : std::optional(index));
        return runs.run();
    }
};

TEST_F(Runs, count_an_entry_when_a_place_comes_again) {
    UnobservedRuns watched = runs();
    let_run();
    watched.saw(40, 0);
    EXPECT_EQ(watched.switches_entered(false), 1u) << "the switch at whose entry the hart stood";
    watched.saw(100, 0);
    EXPECT_EQ(watched.switches_entered(false), 1u);
    watched.saw(40, 0);
    EXPECT_EQ(watched.switches_entered(false), 2u);
    watched.saw(40, 0);
    EXPECT_EQ(watched.switches_entered(false), 3u) << "the same place once more is another switch";
    EXPECT_TRUE(watched.has_entered(0));
}

TEST_F(Runs, do_not_count_the_entry_at_which_the_hart_stands) {
    UnobservedRuns watched = runs();
    let_run();
    watched.saw(0, 1);
    EXPECT_EQ(watched.switches_entered(true), 1u) << "the entry before it has executed";
    const UnobservedRun run = ended(watched, 0);
    EXPECT_EQ(run.entries, 0u);
    EXPECT_EQ(run.area, 1u);
}

TEST_F(Runs, that_end_in_front_of_the_last_place_went_round) {
    UnobservedRuns watched = runs();
    let_run();
    watched.saw(100, 0);
    EXPECT_EQ(ended(watched, none, World::guest).entries, 1u)
        << "the guest lies in front of the second half";
}

TEST_F(Runs, that_end_behind_the_routine_are_still_of_the_same_switch) {
    UnobservedRuns watched = runs();
    let_run();
    watched.saw(100, 0);
    EXPECT_EQ(ended(watched, none).entries, 0u);
}

TEST_F(Runs, begin_again_behind_a_step) {
    UnobservedRuns watched = runs();
    let_run();
    watched.saw(40, 1);
    watched.saw(40, 1);
    run_to(seen(address(40)), watched.run());
    watched.begin_again();
    EXPECT_FALSE(watched.has_entered(0));
    EXPECT_EQ(watched.area(), 1u);
    EXPECT_EQ(watched.switches_entered(false), account->numbers().entered());
}

} // namespace
} // namespace switchscope

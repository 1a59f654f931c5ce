// SPDX-License-Identifier: MIT
// How the stepper talks to a target: one round trip a step, and what it does when a step is none.
#include <gtest/gtest.h>

#include "core/session/followed_machine.h"
#include "core/session/stepper.h"
#include "tests/session/demo_code.h"
#include "tests/session/scripted_target.h"

namespace switchscope {
namespace {

using test::ScriptedTarget;

/// A hart in a page of `nop`s of the host.
class Stepping : public test::DemoCode {
  protected:
    static constexpr std::uint64_t nop = 0x00000013;

    void SetUp() override {
        DemoCode::SetUp();
        ASSERT_TRUE(area && routine);
        code = (elsewhere() & ~std::uint64_t{0xfff}) + 0x1000;
        for (std::uint64_t at = code; at < code + 0x1000; at += 4) {
            target.put_word(AddressSpace::current, at, nop, 4);
        }
        MachineState state;
        static_cast<HartState&>(state) = hart_at(code);
        state.csrs.clear();
        target.harts[0].pc = code;
        target.harts[0].gprs = state.gprs;
        account.emplace(*routine, *area);
        account->begin(std::move(state));
        machine.emplace(target, *routine, *area, std::nullopt, *account);
        stepper.emplace(*machine, *routine, *area, true);
    }
    static Stop reason(Stop::Reason reason) {
        Stop stop;
        stop.reason = reason;
        return stop;
    }
    /// Resumes that execute a `nop` each.
    void executes(int count) {
        for (int n = 0; n < count; ++n) {
            target.resumes.emplace_back([](ScriptedTarget& hart) {
                hart.harts[0].pc += 4;
                return reason(Stop::Reason::stepped);
            });
        }
    }
    /// A resume that leads somewhere else.
    void leads_to(std::uint64_t pc, Mode mode) {
        target.resumes.emplace_back([pc, mode](ScriptedTarget& hart) {
            hart.harts[0].pc = pc;
            hart.harts[0].mode = mode;
            return reason(Stop::Reason::stepped);
        });
    }
    /// A resume that ends at once.
    void ends(Stop::Reason why) {
        target.resumes.emplace_back([why](ScriptedTarget&) { return reason(why); });
    }
    std::size_t step(std::size_t limit) {
        const auto made = stepper->step(Stride::macro, limit, heard, {});
        EXPECT_TRUE(made) << (made ? "" : made.error().message());
        return made ? *made : 0;
    }
    std::size_t resumes_of(const std::vector<Request>& requests) const {
        return static_cast<std::size_t>(
            std::ranges::count(requests, Resume::step, &Request::resume));
    }

    ScriptedTarget target{{}};
    std::uint64_t code = 0;
    std::optional<Account> account;
    std::optional<FollowedMachine> machine;
    std::optional<Stepper> stepper;
    test::Heard heard;
};

TEST_F(Stepping, makes_one_round_trip_for_each_step) {
    executes(10);
    EXPECT_EQ(step(10), 10u);
    ASSERT_EQ(heard.steps.size(), 10u);
    EXPECT_EQ(heard.steps.back().pc_after, code + 40);
    // The code is read, the first instruction is resumed, and each is read back with the resume for
    // the next one.
    EXPECT_EQ(target.asked.size(), 1u + 1 + 10);
    EXPECT_EQ(resumes_of(target.asked), 10u);
    EXPECT_EQ(target.asked.back().resume, Resume::none) << "nothing runs ahead of the limit";
    EXPECT_EQ(target.modes_asked, 0);
}

TEST_F(Stepping, lets_nothing_run_ahead_while_interrupts_come_in) {
    stepper->set_interrupts_held_off(false);
    executes(4);
    EXPECT_EQ(step(4), 4u);
    EXPECT_EQ(target.asked.size(), 1u + 2 * 4);
}

TEST_F(Stepping, makes_a_step_again_that_executed_nothing) {
    ends(Stop::Reason::stepped);
    executes(3);
    EXPECT_EQ(step(3), 3u);
    ASSERT_EQ(heard.steps.size(), 3u);
    for (std::size_t n = 0; n < 3; ++n) {
        EXPECT_EQ(heard.steps[n].pc, code + 4 * n);
        EXPECT_FALSE(heard.steps[n].corrected);
    }
}

TEST_F(Stepping, gives_up_on_a_target_that_executes_nothing) {
    for (int n = 0; n < 3000; ++n) {
        ends(Stop::Reason::stepped);
    }
    const auto made = stepper->step(Stride::macro, 3, heard, {});
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().what.english().find("stays at"), std::string::npos);
}

// QEMU 10 and 11 show bits of mip in hvip, which come and go by themselves.
TEST_F(Stepping, answers_for_no_bits_that_are_not_the_csrs_own) {
    target.described.registers = {{"hvip", 0, 64}};
    target.harts[0].registers["hvip"] = 0;
    machine.emplace(target, *routine, *area, std::nullopt, *account);
    stepper.emplace(*machine, *routine, *area, true);
    MachineState state = account->state();
    state.csrs[csr::hvip] = 0;
    account->begin(std::move(state));
    constexpr std::uint64_t csrw_hvip_t0 = 0x64529073, csrr_t1_hvip = 0x64502373;
    target.put_word(AddressSpace::current, code + 4, csrw_hvip_t0, 4);
    target.put_word(AddressSpace::current, code + 8, csrr_t1_hvip, 4);
    const auto executes_one = [&](std::uint64_t shown, std::uint64_t loaded) {
        target.resumes.emplace_back([shown, loaded](ScriptedTarget& hart) {
            hart.harts[0].pc += 4;
            hart.harts[0].registers["hvip"] = shown;
            hart.harts[0].gprs[t1] = loaded;
            return reason(Stop::Reason::stepped);
        });
    };
    executes_one(0xa0, 0);
    executes_one(0x80, 0);
    executes_one(0x84, 0xa4);
    EXPECT_EQ(step(3), 3u);
    const auto catch_up = machine->account_for_run(heard, {});
    ASSERT_TRUE(catch_up) << catch_up.error().message();
    ASSERT_EQ(heard.steps.size(), 4u);
    for (std::size_t n = 0; n < 3; ++n) {
        EXPECT_FALSE(heard.steps[n].corrected) << n;
    }
    EXPECT_EQ(account->state().value(Location::csr(csr::hvip)), 0x4u);
    EXPECT_EQ(account->state().gprs[t1], 0xa4u) << "what the instruction found, with all bits";
}

TEST_F(Stepping, reports_a_wait_that_was_broken_off_as_a_run) {
    executes(2);
    ends(Stop::Reason::timed_out);
    EXPECT_EQ(step(10), 3u);
    ASSERT_EQ(heard.steps.size(), 3u);
    EXPECT_EQ(heard.steps[2].kind, Step::Kind::run);
    EXPECT_EQ(heard.steps[2].pc, code + 8);
}

TEST_F(Stepping, corrects_a_step_that_changed_another_register) {
    target.resumes.emplace_back([](ScriptedTarget& hart) {
        hart.harts[0].pc += 4;
        hart.harts[0].gprs[s5] = 99;
        return reason(Stop::Reason::stepped);
    });
    EXPECT_EQ(step(1), 1u);
    ASSERT_EQ(heard.steps.size(), 1u);
    EXPECT_TRUE(heard.steps[0].corrected);
    EXPECT_EQ(heard.steps[0].effects, (std::vector<Effect>{{Location::gpr(s5), 0, 99, {}}}));
    EXPECT_EQ(account->state().gprs[s5], 99u);
}

TEST_F(Stepping, reads_everything_where_the_hart_went_somewhere_else) {
    leads_to(0x8000'0000, {Privilege::machine, false});
    EXPECT_EQ(step(1), 1u);
    ASSERT_EQ(heard.steps.size(), 1u);
    EXPECT_EQ(heard.steps[0].kind, Step::Kind::instruction);
    EXPECT_TRUE(heard.steps[0].trapped);
    EXPECT_TRUE(heard.steps[0].verified);
    EXPECT_EQ(heard.steps[0].pc_after, 0x8000'0000u);
    EXPECT_EQ(heard.steps[0].world_after, World::firmware);
    EXPECT_EQ(target.modes_asked, 1);
}

TEST_F(Stepping, makes_a_run_of_a_trap_behind_which_an_instruction_ran_ahead) {
    leads_to(0x8000'0000, {Privilege::machine, false});
    executes(1);
    EXPECT_EQ(step(5), 1u);
    ASSERT_EQ(heard.steps.size(), 1u);
    EXPECT_EQ(heard.steps[0].kind, Step::Kind::run);
    EXPECT_TRUE(heard.steps[0].corrected);
    EXPECT_EQ(heard.steps[0].pc_after, 0x8000'0004u) << "where the hart really is";
    EXPECT_EQ(account->state().pc, 0x8000'0004u);
}

} // namespace
} // namespace switchscope

// SPDX-License-Identifier: MIT
// Logged blocks become steps, and the steps are in the account of the session at once.
#include "core/session/log_accounts.h"

#include <gtest/gtest.h>

#include "tests/session/demo_code.h"

namespace switchscope {
namespace {

class LoggedHarts : public test::DemoCode {
  protected:
    void SetUp() override {
        DemoCode::SetUp();
        ASSERT_TRUE(area && routine);
        account.emplace(*routine, *area);
        account->begin(at_entry(2));
    }
    void begin(TraceMode mode, std::uint64_t switches = 0) {
        log.emplace(*routine, *area, mode, *account, switches, heard);
    }
    /// A hart executes the block at `pc`, with the registers that it has in the beginning.
    void block(std::uint32_t hart, std::uint64_t pc) {
        LoggedRegisters registers;
        registers.hart = hart;
        registers.virtualized = false;
        registers.pc = pc;
        registers.gprs = hart_at(pc, hart, hart == 0 ? first_area : second_area).gprs;
        LoggedBlock logged{hart, pc, pc, 1, &registers};
        log->block(logged);
    }

    std::optional<Account> account;
    std::optional<LogAccounts> log;
    test::Heard heard;
};

TEST_F(LoggedHarts, are_in_the_account_as_soon_as_a_step_is_reported) {
    begin(TraceMode::instruction);
    block(0, address(0));
    EXPECT_TRUE(heard.steps.empty()) << "it stands there";
    block(0, address(1));
    block(0, address(2));
    ASSERT_EQ(heard.steps.size(), 2u);
    EXPECT_EQ(account->state().pc, address(2));
    MachineState replayed = at_entry(2);
    for (const Step& step : heard.steps) {
        EXPECT_FALSE(step.corrected);
        replayed.apply(step);
    }
    EXPECT_EQ(account->state(), replayed) << "the recording goes on from here";
    EXPECT_EQ(account->numbers().entered(), 1u);
}

TEST_F(LoggedHarts, number_their_switches_in_the_order_of_the_steps) {
    begin(TraceMode::instruction);
    block(0, address(0));
    block(1, address(0));
    block(1, address(1));
    block(0, address(1));
    std::vector<std::pair<std::uint32_t, std::uint64_t>> entered;
    for (const Step& step : heard.steps) {
        if (is_entry(step, *routine)) {
            entered.emplace_back(step.hart, step.switch_number);
        }
    }
    const std::vector<std::pair<std::uint32_t, std::uint64_t>> expected{{1, 0}, {0, 1}};
    EXPECT_EQ(entered, expected);
}

TEST_F(LoggedHarts, hold_a_half_back_in_block_mode_until_it_is_complete) {
    begin(TraceMode::block);
    block(0, address(0));
    block(0, address(1));
    EXPECT_TRUE(heard.steps.empty());
    EXPECT_EQ(account->state().pc, routine->begin());
}

TEST_F(LoggedHarts, stop_after_as_many_switches_as_are_wanted) {
    begin(TraceMode::instruction, 1);
    block(0, address(0));
    block(0, address(1));
    EXPECT_FALSE(log->done());
    block(1, address(0));
    EXPECT_FALSE(log->done()) << "another hart, with another vCPU";
    block(0, address(0));
    EXPECT_TRUE(log->done());
    const std::size_t before = heard.steps.size();
    block(0, address(1));
    EXPECT_EQ(heard.steps.size(), before);
}

} // namespace
} // namespace switchscope

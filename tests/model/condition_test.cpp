// SPDX-License-Identifier: MIT
#include "core/model/condition.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/isa/registers.h"

namespace switchscope {
namespace {

using testing::HasSubstr;

class ConditionTest : public testing::Test {
  protected:
    ConditionTest() {
        state.pc = 0x80000010;
        state.world = World::host;
        state.gprs[s3] = 0x5e53;
        state.csrs[csr::scause] = 23;
        state.csrs[csr::hgatp] = std::nullopt;
        state.areas.push_back({0x1000, std::nullopt, {7, 8}});
        state.areas.push_back({0x2000, std::nullopt, {70, std::nullopt}});
        exit.world = World::guest;
        exit.world_after = World::host;
        exit.switch_number = 41;
    }
    bool holds(const std::string& text, const Step& step) {
        const auto condition = Condition::parse(text, area);
        if (!condition) {
            ADD_FAILURE() << condition.error().message();
            return false;
        }
        return condition->holds(state, step);
    }
    bool holds(const std::string& text) { return holds(text, exit); }
    std::string error_of(const std::string& text) {
        const auto condition = Condition::parse(text, area);
        return condition ? "none" : condition.error().what.english();
    }

    SaveArea area{
        "kvm_vcpu_arch",
        0x40,
        {Slot{"host_context.ra", "host.ra", 0x10, 8, SlotOwner::host, std::uint8_t{ra}, {}},
         Slot{"guest_context.ra", "guest.ra", 0x20, 8, SlotOwner::guest, std::uint8_t{ra}, {}}}};
    MachineState state;
    Step exit, plain;
};

TEST_F(ConditionTest, compares_registers_slots_and_numbers) {
    EXPECT_TRUE(holds("s3 == 0x5e53"));
    EXPECT_TRUE(holds("x19==24147"));
    EXPECT_TRUE(holds("0x5e52 < s3"));
    EXPECT_FALSE(holds("s3 != 0x5e53"));
    EXPECT_TRUE(holds("pc >= 0x80000010 && pc <= 0x80000010"));
    EXPECT_TRUE(holds("host_context.ra == 7 && guest.ra == 8"));
    EXPECT_TRUE(holds("scause > 22"));
}

TEST_F(ConditionTest, uses_the_slots_of_the_vcpu_in_force) {
    state.area = 1;
    EXPECT_TRUE(holds("host.ra == 70"));
}

TEST_F(ConditionTest, an_unknown_value_makes_every_comparison_false) {
    EXPECT_FALSE(holds("hgatp == 0"));
    EXPECT_FALSE(holds("hgatp != 0"));
    state.area = 1;
    EXPECT_FALSE(holds("guest.ra != 0"));
}

TEST_F(ConditionTest, compares_causes_by_number_and_by_name) {
    EXPECT_TRUE(holds("cause == 23"));
    EXPECT_TRUE(holds("cause == \"" + trap_cause_name(23) + "\""));
    EXPECT_FALSE(holds("cause == \"something else\""));
    EXPECT_FALSE(holds("cause == 23", plain)) << "no exit, no cause";
    EXPECT_TRUE(holds("switch >= 41"));
    EXPECT_TRUE(holds("world == host"));
    EXPECT_FALSE(holds("world == guest"));
}

TEST_F(ConditionTest, and_binds_more_than_or_and_brackets_bind_most) {
    EXPECT_TRUE(holds("s3 == 1 && s3 == 2 || s3 == 0x5e53"));
    EXPECT_FALSE(holds("s3 == 1 && (s3 == 2 || s3 == 0x5e53)"));
    EXPECT_TRUE(holds("( ( s3 == 0x5e53 ) )"));
}

TEST_F(ConditionTest, a_wrong_condition_is_an_error_that_says_what_is_wanted_where) {
    EXPECT_THAT(error_of(""), HasSubstr("at character 1"));
    EXPECT_THAT(error_of("s3"), HasSubstr("at character 3 a comparison"));
    EXPECT_THAT(error_of("s3 == "), HasSubstr("a number, a register"));
    EXPECT_THAT(error_of("s3 == nothing"), HasSubstr("at character 7"));
    EXPECT_THAT(error_of("s3 == 0xzz"), HasSubstr("at character 7"));
    EXPECT_THAT(error_of("s3 == 0x12345678901234567"), HasSubstr("at character 7"));
    EXPECT_THAT(error_of("(s3 == 1"), HasSubstr("a closing bracket"));
    EXPECT_THAT(error_of("s3 == 1 s4 == 2"), HasSubstr("nothing, && or ||"));
    EXPECT_THAT(error_of("s3 == \"a\""), HasSubstr("`cause` on the other side of a text"));
    EXPECT_THAT(error_of("cause == \"a"), HasSubstr("a closing quote"));
    EXPECT_THAT(error_of(std::string(1000, '(')), HasSubstr("a smaller number of brackets"));
}

TEST_F(ConditionTest, any_text_is_a_condition_or_an_error) {
    std::mt19937 random(7);
    const std::string_view letters = "s3=<>&|()\"0x5e pcause.world\n!";
    for (int n = 0; n < 20000; ++n) {
        std::string text;
        for (auto length = random() % 30; length > 0; --length) {
            text += letters[random() % letters.size()];
        }
        if (const auto condition = Condition::parse(text, area)) {
            (void)condition->holds(state, exit);
        } else {
            EXPECT_FALSE(condition.error().what.empty());
        }
    }
}

} // namespace
} // namespace switchscope

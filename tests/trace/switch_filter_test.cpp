// SPDX-License-Identifier: MIT
// A filter picks whole switches out of steps that come in order, whichever hart made them.
#include "core/trace/switch_filter.h"

#include <string>

#include <gtest/gtest.h>

#include "core/isa/registers.h"

namespace switchscope {
namespace {

/// A step of a switch. Where it has a cause, it is the exit of the guest.
Step step_of(std::uint64_t number, std::uint32_t hart, std::uint16_t area,
             std::optional<std::uint64_t> cause = std::nullopt) {
    Step step;
    step.switch_number = number;
    step.hart = hart;
    step.area = step.area_before = area;
    step.half = Half::host_to_guest;
    if (cause) {
        step.world = World::guest;
        step.half = Half::none;
        step.effects.push_back({Location::csr(csr::scause), 0, cause, std::nullopt});
    }
    return step;
}

class Sieve : public testing::Test {
  protected:
    /// The numbers of the wanted steps. Expects that all steps are reported, in order.
    std::string wanted(const SwitchFilter& filter) {
        std::string numbers;
        std::size_t next = 0;
        SwitchSieve sieve(filter, [&](std::size_t n, const Step& step, bool is_wanted) {
            EXPECT_EQ(n, next++);
            EXPECT_EQ(step, steps.at(n));
            numbers += is_wanted ? std::to_string(n) : std::string();
        });
        for (const Step& step : steps) {
            sieve.next(step);
        }
        sieve.finish();
        EXPECT_EQ(next, steps.size());
        return numbers;
    }

    // Two harts take turns. Switch 2 has no exit.
    std::vector<Step> steps{step_of(0, 0, 0),     step_of(1, 1, 1),     step_of(0, 0, 0, 23),
                            step_of(1, 1, 1, 10), step_of(0, 0, 0),     step_of(2, 1, 0),
                            step_of(3, 0, 1),     step_of(3, 0, 1, 23), step_of(4, 1, 1)};
};

TEST_F(Sieve, lets_all_pass_or_those_of_a_hart_a_vcpu_a_range) {
    SwitchFilter filter;
    EXPECT_TRUE(filter.takes_all());
    EXPECT_EQ(wanted(filter), "012345678");
    filter.hart = 1;
    EXPECT_FALSE(filter.takes_all());
    EXPECT_EQ(wanted(filter), "1358");
    filter.vcpu = 1;
    EXPECT_EQ(wanted(filter), "138");
    filter.hart.reset();
    EXPECT_EQ(wanted(filter), "13678");
    filter.vcpu.reset();
    filter.range = SwitchRange::parse("1..2").value();
    EXPECT_EQ(wanted(filter), "135");
}

TEST_F(Sieve, a_cause_takes_the_whole_switch_that_it_ends) {
    SwitchFilter filter;
    ASSERT_TRUE(filter.set_cause("23"));
    EXPECT_EQ(wanted(filter), "02467") << "the C code behind it, too";
    filter.vcpu = 1;
    EXPECT_EQ(wanted(filter), "67");
    filter.vcpu.reset();
    ASSERT_TRUE(filter.set_cause(trap_cause_name(10)));
    EXPECT_EQ(wanted(filter), "13");
    ASSERT_TRUE(filter.set_cause("2"));
    EXPECT_EQ(wanted(filter), "");
}

TEST(SwitchFilterText, causes_have_numbers_and_names) {
    SwitchFilter filter;
    const std::uint64_t timer = 1ULL << 63 | 5;
    ASSERT_TRUE(filter.set_cause(trap_cause_name(timer)));
    EXPECT_EQ(filter.cause, timer);
    ASSERT_TRUE(filter.set_cause("0x17"));
    EXPECT_EQ(filter.cause, 23u);
    const auto none = filter.set_cause("boredom");
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().what.english().find("boredom"), std::string::npos);
}

TEST(SwitchFilterText, ranges_include_both_ends) {
    EXPECT_EQ(SwitchRange::parse("3")->last, 3u);
    EXPECT_EQ(SwitchRange::parse("3..7")->last, 7u);
    EXPECT_GT(SwitchRange::parse("3..")->last, 1ULL << 60);
    for (const char* wrong : {"", "..", "..3", "7..3", "a", "3..b", "3.5"}) {
        EXPECT_FALSE(SwitchRange::parse(wrong)) << wrong;
    }
}

} // namespace
} // namespace switchscope

// SPDX-License-Identifier: MIT
// Breakpoints and filters on the command line.
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace switchscope {
namespace {

using nlohmann::json;
using test::lines_of;
using test::Outcome;
using test::run;
using testing::HasSubstr;
using testing::Not;

TEST(BreakpointCommands, walk_runs_to_the_first_one_says_why_it_stopped_and_walks_from_there) {
    const Outcome walked =
        run({"walk", "--demo", "macro", "--no-timer", "--by", "half", "--break",
             "entry if switch == 1000000", "--break", "guest-exit if cause == 21 after 1"});
    EXPECT_EQ(walked.status, 0) << walked.errors;
    EXPECT_THAT(walked.output,
                HasSubstr("stopped by breakpoint 2 (guest-exit if cause == 21 after 1) at 0x"));
    EXPECT_THAT(walked.output, HasSubstr("in HS-mode on hart 0 with vCPU 0 (id 0, save area 0x"));
    EXPECT_THAT(walked.output, HasSubstr("hit 2 times"));
    EXPECT_THAT(walked.output, HasSubstr("guest-to-host"));
    EXPECT_THAT(walked.output, Not(HasSubstr("host-to-guest"))) << "it begins after it";
}

TEST(BreakpointCommands, a_wrong_breakpoint_is_an_error_with_its_character) {
    const Outcome walked = run({"walk", "--demo", "macro", "--break", "guest-exit if cause = 23"});
    EXPECT_EQ(walked.status, 2);
    EXPECT_THAT(walked.errors, HasSubstr("at character 21"));
    EXPECT_EQ(walked.output, "");
}

TEST(BreakpointCommands, a_recording_can_begin_at_one_and_be_filtered_by_vcpu_cause_and_number) {
    test::TemporaryDirectory folder;
    const std::string file = (folder / "a.swrec").string();
    const Outcome recorded =
        run({"record", "--demo", "macro", "--guests", "tour,oracle", "--no-timer", "-o", file,
             "--from", "entry if switch == 9", "--switches", "12"});
    ASSERT_EQ(recorded.status, 0) << recorded.errors;
    const auto numbers = [&](const std::vector<std::string>& filter) {
        std::vector<std::string> words{"replay", file, "--json"};
        words.insert(words.end(), filter.begin(), filter.end());
        const Outcome replayed = run(words);
        EXPECT_EQ(replayed.status, 0) << replayed.errors;
        std::map<std::uint64_t, std::set<std::uint64_t>> steps; // by vCPU
        for (const std::string& line : lines_of(replayed.output)) {
            const json step = json::parse(line);
            steps[step["vcpu"]].insert(step["n"].get<std::uint64_t>());
        }
        return steps;
    };
    const auto all = numbers({});
    ASSERT_EQ(all.size(), 2u);
    const auto one = numbers({"--switch", "9"});
    std::size_t in_one = 0;
    for (const auto& [vcpu, steps] : one) {
        in_one += steps.size();
    }
    EXPECT_GE(in_one, 131u);
    EXPECT_LT(in_one, 500u);
    const auto second = numbers({"--vcpu", "1"});
    EXPECT_GT(second.at(1).size(), 6u * 131u);
    EXPECT_TRUE(numbers({"--vcpu", "7"}).empty());
    EXPECT_TRUE(numbers({"--cause", "instruction access fault"}).empty());

    const Outcome info = run({"info", file, "--cause", "10"});
    EXPECT_EQ(info.status, 0) << info.errors;
    EXPECT_THAT(info.output, HasSubstr("  vCPU 0 (id "));
    EXPECT_THAT(info.output, HasSubstr("  vCPU 1 (id "));
    EXPECT_THAT(info.output, HasSubstr("selected: "));
    EXPECT_THAT(info.output, Not(HasSubstr("store guest-page fault")));
    const Outcome wrong = run({"info", file, "--cause", "boredom"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.errors, HasSubstr("boredom"));
}

} // namespace
} // namespace switchscope

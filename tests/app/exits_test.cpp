// SPDX-License-Identifier: MIT
// The command `exits`, as users call it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace switchscope {
namespace {

using nlohmann::json;
using test::Outcome;
using test::run;
using testing::HasSubstr;
using testing::Not;

class Exits : public testing::Test {
  protected:
    Outcome record(const std::string& guests, const std::string& switches) {
        return run({"record", "--demo", "macro", "--guests", guests, "-o", file, "--switches",
                    switches, "--no-timer"});
    }
    test::TemporaryDirectory folder;
    std::string file = (folder / "a.swrec").string();
};

TEST_F(Exits, are_printed_by_cause_and_subject) {
    const Outcome recorded = record("tour", "10");
    ASSERT_EQ(recorded.status, 0) << recorded.errors;
    EXPECT_THAT(recorded.output, HasSubstr("exits of the guest: 4 store guest-page fault, "));
    const Outcome printed = run({"exits", file});
    EXPECT_EQ(printed.status, 0) << printed.errors;
    for (const char* part :
         {"exits of the guest: 10", "4  40.0 %  store guest-page fault",
          "2  20.0 %  GPA 0x10000000, sd", "2  20.0 %  virtual instruction", "  wfi",
          "instructions watched: host 1310 (", "stretches that ran unobserved"}) {
        EXPECT_THAT(printed.output, HasSubstr(part));
    }
    EXPECT_EQ(printed.errors, "");
}

TEST_F(Exits, are_printed_as_json_for_each_hart_and_vcpu) {
    ASSERT_EQ(record("tour,oracle", "10").status, 0);
    const Outcome printed = run({"exits", file, "--json"});
    ASSERT_EQ(printed.status, 0) << printed.errors;
    const json all = json::parse(printed.output);
    EXPECT_EQ(all.at("exits"), 10);
    EXPECT_EQ(all.at("complete"), true);
    ASSERT_EQ(all.at("lanes").size(), 2u);
    std::uint64_t of_causes = 0, of_lanes = 0;
    for (const json& cause : all.at("causes")) {
        of_causes += cause.at("count").get<std::uint64_t>();
        EXPECT_TRUE(cause.at("scause").is_string());
    }
    for (const json& lane : all.at("lanes")) {
        of_lanes += lane.at("exits").get<std::uint64_t>();
        EXPECT_EQ(lane.at("hart"), 0);
    }
    EXPECT_EQ(of_causes, 10u);
    EXPECT_EQ(of_lanes, 10u);
    EXPECT_EQ(all.at("worlds").at("host").at("instructions"), 1310);
    const json one = json::parse(run({"exits", file, "--json", "--vcpu", "1"}).output);
    EXPECT_EQ(one.at("exits"), 5);
    EXPECT_EQ(one.at("lanes").size(), 1u);
}

TEST_F(Exits, of_an_unknown_hart_are_an_error_that_names_the_known_ones) {
    ASSERT_EQ(record("tour", "2").status, 0);
    const Outcome printed = run({"exits", file, "--hart", "3"});
    EXPECT_EQ(printed.status, 2);
    EXPECT_THAT(printed.errors, HasSubstr("hart 0 with vCPU 0"));
    EXPECT_EQ(printed.output, "");
    EXPECT_EQ(run({"exits", (folder / "none.swrec").string()}).status, 2);
}

TEST_F(Exits, are_in_the_lines_of_a_walk_in_which_the_guest_comes_back) {
    const Outcome walked = run({"walk", "--demo", "macro", "--switches", "5", "--no-timer"});
    EXPECT_THAT(walked.output, HasSubstr("exit: load guest-page fault at GPA 0x10000008: `ld a4, "
                                         "8(s0)`, 8 bytes"));
    EXPECT_THAT(walked.output, Not(HasSubstr("; trap\n")));
    const Outcome as_json =
        run({"walk", "--demo", "macro", "--switches", "5", "--no-timer", "--json"});
    std::vector<json> exits;
    for (const std::string& line : test::lines_of(as_json.output)) {
        const json step = json::parse(line);
        if (step.contains("exit")) {
            exits.push_back(step.at("exit"));
        }
    }
    ASSERT_EQ(exits.size(), 5u);
    const auto store = std::ranges::find_if(
        exits, [](const json& exit) { return exit.at("gpa") == "0x10000000"; });
    ASSERT_NE(store, exits.end());
    EXPECT_EQ(store->at("scause"), "0x17");
    EXPECT_EQ(store->at("bytes"), 8);
    EXPECT_EQ(store->at("value"), "0x5ea3");
    EXPECT_EQ(store->at("instruction"), "sd a3, 0(s0)");
    EXPECT_TRUE(store->at("extension").is_null());
}

} // namespace
} // namespace switchscope

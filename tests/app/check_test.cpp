// SPDX-License-Identifier: MIT
// The output of `check` and `compare` as text, JSON and SARIF, and their exit status.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include "app/commands/check_command.h"
#include "core/analysis/finding.h"
#include "tests/analysis/fixture.h"

namespace switchscope::app {
namespace {

using nlohmann::json;
using test::demo_elf;
using testing::HasSubstr;

struct Printed {
    Verdict verdict;
    std::string out, errors;
};

Printed check(const std::filesystem::path& image, ReportFormat format = ReportFormat::text) {
    SubjectOptions options;
    options.image = image;
    std::ostringstream out, errors;
    const Verdict verdict = check_command(options, format, out, errors);
    return {verdict, out.str(), errors.str()};
}

Printed compare(const std::filesystem::path& a, const std::filesystem::path& b, bool as_json) {
    SubjectOptions in_a, in_b;
    in_a.image = a;
    in_b.image = b;
    std::ostringstream out, errors;
    const Verdict verdict = compare_command(in_a, in_b, as_json, out, errors);
    return {verdict, out.str(), errors.str()};
}

/// The exit status that a shell gets.
int status_of(const std::string& arguments) {
    const int status = std::system(
        (std::string(SWITCHSCOPE_PROGRAM) + " " + arguments + " >/dev/null 2>/dev/null").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class FaultySwitch : public testing::Test {
  protected:
    void SetUp() override { make("LOST_CAUSE"); }
    void make(const std::string& what) {
        object_ = directory_ / "faulty switch.o";
        test::assemble("constructs.S", "-DWITH_" + what, object_);
    }
    test::TemporaryDirectory directory_;
    std::filesystem::path object_;
};

TEST(Check, proves_a_switch_and_prints_its_matrix) {
    const Printed printed = check(demo_elf("macro"));
    EXPECT_EQ(printed.verdict, Verdict::clean);
    EXPECT_THAT(printed.out, HasSubstr("proven: all 124 properties of a correct switch hold\n"));
    EXPECT_THAT(printed.out, testing::ContainsRegex(
                                 "\n  sstatus +\\+0x128 +\\+0x6e +\\+0x180 +\\+0x348 +\\+0x4e"));
    EXPECT_THAT(printed.out, testing::ContainsRegex("\n  t0 +- +- +- "));
    EXPECT_EQ(printed.errors, "");
}

TEST(Check, prints_json_where_names_of_files_are_not_utf_8) {
    const test::TemporaryDirectory directory;
    const std::filesystem::path image = directory / "latin\xe9.elf";
    std::filesystem::copy(demo_elf("macro"), image);
    const json printed = json::parse(check(image, ReportFormat::json).out);
    EXPECT_THAT(printed["image"].get<std::string>(), HasSubstr("latin\xef\xbf\xbd.elf"));
    EXPECT_TRUE(json::accept(check(image, ReportFormat::sarif).out));
    EXPECT_TRUE(json::accept(compare(image, image, true).out));
    EXPECT_EQ(compare(image, demo_elf("macro"), true).verdict, Verdict::clean);
}

TEST(Check, prints_json_where_names_in_dwarf_are_not_utf_8) {
    const test::TemporaryDirectory directory;
    const std::filesystem::path folder = directory / "latin\xe9";
    std::filesystem::create_directory(folder);
    const std::filesystem::path root = SWITCHSCOPE_SOURCE_DIR;
    std::filesystem::copy(root / "tests/analysis/fixtures/constructs.S", folder);
    const auto object = directory / "path.o";
    test::run_tool("riscv64-unknown-elf-gcc -march=rv64imac_zicsr -mabi=lp64 -g -DWITH_LOST_CAUSE "
                   "-I " +
                   test::quoted(root / "asm/switch") + " -I " +
                   test::quoted(std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / "generated") +
                   " -c " + test::quoted(folder / "constructs.S") + " -o " + test::quoted(object));
    const Printed printed = check(object, ReportFormat::json);
    EXPECT_EQ(printed.verdict, Verdict::findings);
    EXPECT_TRUE(json::accept(printed.out));
    EXPECT_THAT(printed.out, HasSubstr("latin\xef\xbf\xbd"));
    EXPECT_TRUE(json::accept(check(object, ReportFormat::sarif).out));
}

TEST(Check, says_which_debug_file_it_took) {
    const test::TemporaryDirectory directory;
    const auto image = directory / "vmlinux";
    test::run_tool("riscv64-unknown-elf-objcopy --strip-debug " + test::quoted(demo_elf("macro")) +
                   " " + test::quoted(image));
    std::filesystem::copy(demo_elf("macro"), directory / "vmlinux.debug");
    const Printed printed = check(image);
    EXPECT_EQ(printed.verdict, Verdict::clean);
    EXPECT_THAT(printed.out,
                HasSubstr("DWARF comes from " + (directory / "vmlinux.debug").string() +
                          ", found by its name.\n"));
    EXPECT_EQ(json::parse(check(image, ReportFormat::json).out)["debug_file"],
              (directory / "vmlinux.debug").string());
}

TEST(Check, finds_the_one_mistake_of_the_broken_variant) {
    const Printed printed = check(demo_elf("broken"), ReportFormat::json);
    EXPECT_EQ(printed.verdict, Verdict::findings);
    const json findings = json::parse(printed.out)["routines"][0]["findings"];
    ASSERT_EQ(findings.size(), 1U);
    const json& finding = findings.at(0);
    EXPECT_EQ(finding["id"], "host-register-lost:__kvm_riscv_switch_to:s4");
    EXPECT_EQ(finding["register"], "s4");
    EXPECT_THAT(finding["message"], HasSubstr("into which nothing has stored the host's s4"));
    EXPECT_EQ(finding["instruction"]["text"], "ld s4, 0xc0(a0)") << "where it shows";
    ASSERT_EQ(finding["related"].size(), 1U);
    EXPECT_EQ(finding["related"][0]["text"], "sd s3, 0xb8(a0)") << "where it is missing";
    EXPECT_EQ(finding["related"][0]["macro"], "SAVE_HOST_GPRS");
    EXPECT_THAT(check(demo_elf("broken")).out,
                HasSubstr("the known macro does something else: it does not store s4"));
}

TEST(Check, prints_the_same_as_json) {
    const json printed = json::parse(check(demo_elf("legacy"), ReportFormat::json).out);
    EXPECT_EQ(printed["proven"], true);
    const json& routine = printed["routines"].at(0);
    EXPECT_EQ(routine["name"], "__kvm_riscv_switch_to");
    EXPECT_EQ(routine["layout"], "dwarf");
    EXPECT_EQ(routine["instructions"], 143);
    EXPECT_EQ(routine["matrix"].size(), 63U);
    EXPECT_EQ(routine["findings"].size(), 0U);
}

TEST_F(FaultySwitch, is_reported_with_place_register_and_reason) {
    const Printed printed = check(object_);
    EXPECT_EQ(printed.verdict, Verdict::findings);
    EXPECT_THAT(printed.out, HasSubstr("error exit-cause-lost:__kvm_riscv_switch_to:scause\n"));
    EXPECT_THAT(printed.out, testing::ContainsRegex("  at constructs\\.S:[0-9]+ .*csrw scause"));
    EXPECT_THAT(printed.out, HasSubstr("After the switch scause holds"));

    const json as_json = json::parse(check(object_, ReportFormat::json).out);
    const json& finding = as_json["routines"][0]["findings"].at(0);
    EXPECT_EQ(as_json["proven"], false);
    EXPECT_EQ(finding["rule"], "exit-cause-lost");
    EXPECT_EQ(finding["register"], "scause");
    EXPECT_EQ(finding["half"], "guest-to-host");
    EXPECT_EQ(finding["instruction"]["text"], "csrw scause, zero");
    EXPECT_GT(finding["instruction"]["line"], 1);
}

TEST_F(FaultySwitch, is_a_sarif_log_that_follows_the_standard) {
    const Printed printed = check(object_, ReportFormat::sarif);
    EXPECT_EQ(printed.verdict, Verdict::findings);
    const json log = json::parse(printed.out);
    EXPECT_EQ(log["version"], "2.1.0");
    ASSERT_EQ(log["runs"].size(), 1U);
    const json& run = log["runs"][0];
    const json& driver = run["tool"]["driver"];
    EXPECT_EQ(driver["name"], "Switchscope");
    ASSERT_EQ(driver["rules"].size(), rules().size());
    std::set<std::string> ids;
    for (const json& rule : driver["rules"]) {
        EXPECT_TRUE(ids.insert(rule["id"]).second);
        EXPECT_FALSE(rule["shortDescription"]["text"].get<std::string>().empty());
    }
    ASSERT_EQ(run["results"].size(), 1U);
    const json& result = run["results"][0];
    EXPECT_EQ(driver["rules"].at(result["ruleIndex"].get<std::size_t>())["id"], result["ruleId"]);
    EXPECT_EQ(result["level"], "error");
    EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
    EXPECT_EQ(result["partialFingerprints"]["switchscope/v1"],
              "exit-cause-lost:__kvm_riscv_switch_to:scause");
    const json& place = result["locations"].at(0)["physicalLocation"];
    EXPECT_THAT(place["artifactLocation"]["uri"].get<std::string>(),
                testing::EndsWith("tests/analysis/fixtures/constructs.S"));
    EXPECT_GE(place["region"]["startLine"], 1);
    EXPECT_EQ(run["invocations"].at(0)["executionSuccessful"], true);
    EXPECT_THAT(run["artifacts"].at(0)["location"]["uri"].get<std::string>(),
                testing::AllOf(testing::StartsWith("file:///"), HasSubstr("faulty%20switch.o")));
}

TEST_F(FaultySwitch, with_a_branch_cannot_be_checked_and_the_log_says_so) {
    make("BRANCH");
    const Printed text = check(object_);
    EXPECT_EQ(text.verdict, Verdict::could_not_check);
    EXPECT_THAT(text.out, HasSubstr("not followed: a conditional branch"));
    EXPECT_THAT(text.out, testing::Not(HasSubstr("proven:")));
    const json log = json::parse(check(object_, ReportFormat::sarif).out);
    const json& invocation = log["runs"][0]["invocations"].at(0);
    EXPECT_EQ(invocation["executionSuccessful"], false);
    EXPECT_THAT(
        invocation["toolExecutionNotifications"].at(0)["message"]["text"].get<std::string>(),
        HasSubstr("a conditional branch"));
}

TEST(Check, of_another_file_is_an_error_that_says_what_to_pass) {
    const Printed printed = check(SWITCHSCOPE_PROGRAM);
    EXPECT_EQ(printed.verdict, Verdict::could_not_check);
    EXPECT_EQ(printed.out, "");
    EXPECT_THAT(printed.errors, HasSubstr("not for RISC-V"));
}

TEST(Compare, finds_that_macros_and_a_monolithic_body_are_the_same_code) {
    const Printed printed = compare(demo_elf("macro"), demo_elf("monolithic"), false);
    EXPECT_EQ(printed.verdict, Verdict::clean);
    EXPECT_THAT(printed.out, HasSubstr("same machine code: every instruction"));
    EXPECT_THAT(printed.out, testing::ContainsRegex("RESTORE_GUEST_GPRS +31 +31 +same machine"));
}

TEST(Compare, names_what_the_older_switch_does_in_addition) {
    const Printed printed = compare(demo_elf("macro"), demo_elf("legacy"), true);
    EXPECT_EQ(printed.verdict, Verdict::findings);
    const json compared = json::parse(printed.out);
    EXPECT_EQ(compared["likeness"], "different");
    std::set<std::string> places;
    for (const json& one : compared["routines"][0]["differences"]) {
        places.insert(one["place"]);
        EXPECT_TRUE(one["a"].is_null());
    }
    EXPECT_EQ(places.size(), 8U);
    EXPECT_TRUE(places.contains("guest-to-host: hstatus"));
}

TEST_F(FaultySwitch, ends_the_program_with_the_documented_status) {
    EXPECT_EQ(status_of("check " + test::quoted(demo_elf("macro"))), 0);
    EXPECT_EQ(status_of("check " + test::quoted(object_)), 1);
    EXPECT_EQ(status_of("check --json " + test::quoted(object_)), 1);
    EXPECT_EQ(status_of("check /nowhere"), 2);
    EXPECT_EQ(status_of("check --at zz " + test::quoted(object_)), 2);
    EXPECT_EQ(status_of("compare " + test::quoted(demo_elf("macro")) + " " +
                        test::quoted(demo_elf("legacy"))),
              1);
    EXPECT_EQ(status_of("compare " + test::quoted(demo_elf("macro")) + " " +
                        test::quoted(demo_elf("monolithic"))),
              0);
}

} // namespace
} // namespace switchscope::app

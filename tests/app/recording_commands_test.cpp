// SPDX-License-Identifier: MIT
// The commands on recording files, as users call them.
#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/isa/registers.h"
#include "core/trace/recording_file.h"
#include "tests/app/program.h"

namespace switchscope {
namespace {

using nlohmann::json;
using test::eventually;
using test::lines_of;
using test::Outcome;
using test::run;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
namespace fs = std::filesystem;

class RecordingCommands : public testing::Test {
  protected:
    void record(const std::string& switches = "3") {
        const Outcome recorded =
            run({"record", "--demo", "macro", "-o", file, "--switches", switches, "--no-timer"});
        ASSERT_EQ(recorded.status, 0) << recorded.errors;
        EXPECT_THAT(recorded.output, HasSubstr(switches + " world switches"));
    }

    test::TemporaryDirectory folder;
    std::string file = (folder / "a.swrec").string();
};

TEST_F(RecordingCommands, a_replay_prints_what_a_walk_of_the_same_machine_prints) {
    record();
    for (const std::vector<std::string>& how :
         {std::vector<std::string>{}, {"--by", "macro"}, {"--by", "half"}, {"--json"}}) {
        std::vector<std::string> walk{"walk", "--demo", "macro", "--switches", "3", "--no-timer"};
        std::vector<std::string> replay{"replay", file};
        walk.insert(walk.end(), how.begin(), how.end());
        replay.insert(replay.end(), how.begin(), how.end());
        const Outcome walked = run(walk), replayed = run(replay);
        EXPECT_EQ(replayed.status, 0);
        EXPECT_EQ(replayed.errors, "");
        EXPECT_GT(walked.output.size(), 100u);
        EXPECT_EQ(replayed.output, walked.output);
    }
}

TEST_F(RecordingCommands, info_prints_what_is_in_the_file) {
    record();
    std::ofstream(file + ".bookmarks") << "66 the guest is entered\n";
    const Outcome printed = run({"info", file});
    EXPECT_EQ(printed.status, 0);
    for (const char* part : {"Demo machine, macro variant", "__kvm_riscv_switch_to",
                             "131 instructions", "world switches: 3", "held off",
                             "exits of the guest: 3", "ended properly", "the guest is entered"}) {
        EXPECT_THAT(printed.output, HasSubstr(part));
    }
    EXPECT_THAT(printed.output, Not(HasSubstr("damage")));
}

TEST_F(RecordingCommands, exports_a_json_line_for_each_step_and_a_csv_line_for_each_effect) {
    record();
    const auto recording = RecordingFile::open(file);
    ASSERT_TRUE(recording);
    const Outcome as_json = run({"export", file, "--format", "json"});
    EXPECT_EQ(as_json.status, 0);
    const auto steps = lines_of(as_json.output);
    ASSERT_EQ(steps.size(), (*recording)->size());
    EXPECT_EQ(json::parse(steps.front()).at("effects").at(0).at("at"), "host_context.ra");

    const std::string csv = (folder / "a.csv").string();
    EXPECT_EQ(run({"export", file, "--format", "csv", "-o", csv}).status, 0);
    std::ifstream in(csv);
    const auto rows = lines_of({std::istreambuf_iterator<char>(in), {}});
    std::size_t expected = 1;
    for (std::size_t n = 0; n < (*recording)->size(); ++n) {
        expected += std::max<std::size_t>((*recording)->step(n).effects.size(), 1);
    }
    ASSERT_EQ(rows.size(), expected);
    EXPECT_EQ(rows[0], "n,switch,hart,world,half,macro,pc,text,at,before,after,from");
    EXPECT_THAT(rows[1], StartsWith("0,0,0,host,host-to-guest,SAVE_HOST_GPRS,0x"));
    EXPECT_THAT(rows[1], HasSubstr(",\"sd ra, 0x"));
}

TEST_F(RecordingCommands, repair_saves_what_is_intact_and_names_the_damage) {
    record("30");
    const auto size = static_cast<std::streamoff>(fs::file_size(file));
    {
        std::fstream both(file, std::ios::binary | std::ios::in | std::ios::out);
        both.seekp(size / 2);
        both.write("damage", 6);
    }
    EXPECT_THAT(run({"info", file}).output, HasSubstr("are damaged"));
    EXPECT_THAT(run({"replay", file, "--by", "half"}).errors, HasSubstr("damage: "));
    const std::string repaired = (folder / "b.swrec").string();
    const Outcome done = run({"repair", file, "-o", repaired});
    EXPECT_EQ(done.status, 0) << done.errors;
    EXPECT_THAT(done.output, HasSubstr("are missing"));
    const auto recording = RecordingFile::open(repaired);
    ASSERT_TRUE(recording);
    EXPECT_TRUE((*recording)->closed());
    EXPECT_TRUE((*recording)->damage().empty());
    EXPECT_GT((*recording)->size(), 1000u);
    const Outcome again = run({"repair", file, "-o", repaired});
    EXPECT_EQ(again.status, 2);
    EXPECT_THAT(again.errors, HasSubstr("is there already"));
}

TEST_F(RecordingCommands, a_file_that_is_no_recording_is_an_error_of_all_commands) {
    std::ofstream(file) << "anything else";
    for (const char* command : {"info", "replay", "export"}) {
        const Outcome refused = run({command, file});
        EXPECT_EQ(refused.status, 2);
        EXPECT_THAT(refused.errors, HasSubstr("is not a recording"));
        EXPECT_EQ(refused.output, "");
    }
    const Outcome kept = run({"record", "--demo", "macro", "-o", file, "--switches", "1"});
    EXPECT_EQ(kept.status, 2);
    EXPECT_THAT(kept.errors, HasSubstr("--force"));
    EXPECT_EQ(fs::file_size(file), 13u);
}

TEST_F(RecordingCommands, a_recording_ends_when_its_time_is_over) {
    const Outcome recorded = run({"record", "--demo", "legacy", "-o", file, "--seconds", "1"});
    EXPECT_EQ(recorded.status, 0) << recorded.errors;
    const auto recording = RecordingFile::open(file);
    ASSERT_TRUE(recording);
    EXPECT_TRUE((*recording)->closed());
    EXPECT_GT((*recording)->size(), 100u);
}

/// Starts a recorder, and ends it with `signal` when it has recorded something.
void end_by(int signal, const std::string& file, std::string* ending) {
    auto recorder = app::ChildProcess::start(
        {{SWITCHSCOPE_PROGRAM, "record", "--demo", "macro", "-o", file}, {}});
    ASSERT_TRUE(recorder) << recorder.error().message();
    ASSERT_TRUE(eventually([&] {
        const auto recording = RecordingFile::open(file);
        return recording && (*recording)->size() > 500;
    })) << recorder->errors();
    kill(recorder->pid(), signal);
    ASSERT_TRUE(eventually([&] { return !recorder->ending().empty(); }));
    *ending = recorder->ending().english();
}

TEST_F(RecordingCommands, a_recording_ends_with_the_step_of_its_condition) {
    for (const char* mode : {"step", "instruction"}) {
        const Outcome recorded = run({"record", "--demo", "macro", "-o", file, "--force", "--mode",
                                      mode, "--until", "cause == 23 && switch >= 2", "--no-timer"});
        ASSERT_EQ(recorded.status, 0) << recorded.errors;
        const auto opened = RecordingFile::open(file);
        ASSERT_TRUE(opened) << opened.error().message();
        const RecordingFile& recording = **opened;
        ASSERT_FALSE(recording.empty());
        const Step& last = recording.step(recording.size() - 1);
        EXPECT_EQ(last.world, World::guest) << mode;
        EXPECT_EQ(last.world_after, World::host);
        EXPECT_GE(last.switch_number, 2u);
        EXPECT_EQ(recording.state_at(recording.size()).value(Location::csr(csr::scause)), 23u);
        EXPECT_TRUE(recording.closed());
    }
    const Outcome wrong =
        run({"record", "--demo", "macro", "-o", file, "--force", "--until", "cause = 23"});
    EXPECT_EQ(wrong.status, 2);
    EXPECT_THAT(wrong.errors, HasSubstr("at character 7 a comparison"));
}

TEST_F(RecordingCommands, check_and_compare_take_recordings) {
    record("5");
    const Outcome checked = run({"check", file});
    EXPECT_EQ(checked.status, 0) << checked.output << checked.errors;
    EXPECT_THAT(checked.output, HasSubstr(": 5 world switches, 620 conditions checked\n"));
    EXPECT_THAT(checked.output, HasSubstr("host and guest are preserved"));
    EXPECT_EQ(json::parse(run({"check", "--json", file}).output)["preserved"], true);
    EXPECT_EQ(run({"check", "--sarif", file}).status, 2);

    const std::string other = (folder / "b.swrec").string();
    ASSERT_EQ(
        run({"record", "--demo", "macro", "-o", other, "--switches", "5", "--no-timer"}).status, 0);
    const Outcome same = run({"compare", file, other});
    EXPECT_EQ(same.status, 0) << same.output;
    EXPECT_THAT(same.output, HasSubstr("5 of the first 5 switches leave the same values behind"));
    ASSERT_EQ(
        run({"record", "--demo", "legacy", "-o", other, "--force", "--switches", "4", "--no-timer"})
            .status,
        0);
    const Outcome differ = run({"compare", file, other});
    EXPECT_EQ(differ.status, 1);
    EXPECT_THAT(differ.output, HasSubstr("host_scounteren: A not written, B 0x"));
    const Outcome mixed = run({"compare", file, "/nowhere/vmlinux"});
    EXPECT_EQ(mixed.status, 2);
    EXPECT_THAT(mixed.errors, HasSubstr("Compare two images, or two recordings."));
}

TEST_F(RecordingCommands, ctrl_c_ends_a_recording_properly) {
    std::string ending;
    ASSERT_NO_FATAL_FAILURE(end_by(SIGINT, file, &ending));
    EXPECT_EQ(ending, "exited with status 0");
    const auto recording = RecordingFile::open(file);
    ASSERT_TRUE(recording);
    EXPECT_TRUE((*recording)->closed());
    EXPECT_FALSE(fs::exists(file + ".tail"));
}

TEST_F(RecordingCommands, a_killed_recorder_leaves_all_but_the_step_in_flight) {
    std::string ending;
    ASSERT_NO_FATAL_FAILURE(end_by(SIGKILL, file, &ending));
    const auto recording = RecordingFile::open(file);
    ASSERT_TRUE(recording);
    EXPECT_FALSE((*recording)->closed());
    EXPECT_GT((*recording)->size(), 500u);
    EXPECT_THAT(run({"info", file}).output, HasSubstr("not ended"));
}

} // namespace
} // namespace switchscope

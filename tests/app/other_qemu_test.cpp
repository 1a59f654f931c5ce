// SPDX-License-Identifier: MIT
// The program with another QEMU than that on PATH, which the environment variable SWITCHSCOPE_QEMU
// names: .../qemu-system-riscv64, of any version. All that differs between QEMU 7.2, 10.0 and 11.1
// is used here.
#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands/record.h"
#include "app/commands/walk.h"
#include "app/machines/open_target.h"
#include "core/trace/memory_recording.h"
#include "core/trace/recording_file.h"
#include "tests/app/attach_to.h"
#include "tests/app/program.h"
#include "tests/support/listening_machine.h"

namespace switchscope {
namespace {

using test::ListeningMachine;
using test::Outcome;
using test::run;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

/// The steps at which the machine contradicted the account.
template <class Recording> std::vector<std::size_t> corrected_in(const Recording& recording) {
    std::vector<std::size_t> corrected;
    for (std::size_t n = 0; n < recording.size(); ++n) {
        if (recording.step(n).corrected) {
            corrected.push_back(n);
        }
    }
    return corrected;
}

class OtherQemu : public testing::Test {
  protected:
    void SetUp() override {
        const char* named = std::getenv("SWITCHSCOPE_QEMU");
        if (named == nullptr || *named == '\0') {
            GTEST_SKIP() << "SWITCHSCOPE_QEMU names no other QEMU: set it to the path of a "
                            "qemu-system-riscv64 to try the program with that one";
        }
        const std::filesystem::path program(named);
        ASSERT_EQ(program.filename(), "qemu-system-riscv64") << "it is found by this name";
        ASSERT_TRUE(std::filesystem::exists(program)) << named;
        path = program.parent_path().string() + ":" + std::getenv("PATH");
        setenv("PATH", path.c_str(), 1);
    }
    /// Records the demo machine and has the recording checked.
    void record_and_check(const std::string& variant, const std::string& mode,
                          const std::string& switches) {
        SCOPED_TRACE(variant + " " + mode);
        const std::string file = folder / (variant + "-" + mode + ".swrec");
        const Outcome recorded = run({"record", "--demo", variant, "--guests", "tour,oracle,paging",
                                      "--mode", mode, "--switches", switches, "-o", file});
        ASSERT_EQ(recorded.status, 0) << recorded.errors;
        EXPECT_THAT(recorded.output, HasSubstr(switches + " world switches"));
        const auto recording = RecordingFile::open(file);
        ASSERT_TRUE(recording) << recording.error().message();
        EXPECT_THAT(corrected_in(**recording), testing::IsEmpty());
        const Outcome checked = run({"check", file});
        EXPECT_EQ(checked.status, 0) << checked.output << checked.errors;
    }
    std::vector<std::string> machine_words(const std::string& cpu) const {
        const std::string image = app::demo_image("macro")->string();
        return {"--image",  image,  "--",       "qemu-system-riscv64",
                "-machine", "virt", "-cpu",     cpu,
                "-m",       "128M", "-bios",    "none",
                "-kernel",  image,  "-display", "none",
                "-serial",  "null"};
    }

    std::string path;
    test::TemporaryDirectory folder;
};

TEST_F(OtherQemu, has_all_that_the_doctor_looks_for) {
    const Outcome examined = run({"doctor", "--demo", "macro"});
    EXPECT_EQ(examined.status, 0) << examined.output;
    EXPECT_THAT(examined.output, HasSubstr("Everything works."));
    EXPECT_THAT(examined.output,
                testing::ContainsRegex("instruction log +by (one-insn|singlestep)"));
    EXPECT_THAT(examined.output, HasSubstr(path.substr(0, path.find(':'))));
}

TEST_F(OtherQemu, is_walked_half_by_half) {
    const Outcome walked =
        run({"walk", "--demo", "macro", "--by", "half", "--switches", "3", "--no-timer"});
    EXPECT_EQ(walked.status, 0) << walked.errors;
    EXPECT_EQ(walked.errors, "");
    EXPECT_THAT(walked.output, HasSubstr("host-to-guest"));
    EXPECT_THAT(walked.output, HasSubstr("guest-to-host"));
}

TEST_F(OtherQemu, is_stepped_without_a_contradiction) {
    record_and_check("macro", "step", "300");
    record_and_check("legacy", "step", "60");
}

TEST_F(OtherQemu, is_traced_without_a_contradiction) {
    record_and_check("macro", "block", "1000");
    record_and_check("legacy", "block", "300");
    record_and_check("macro", "instruction", "60");
    record_and_check("legacy", "instruction", "60");
}

TEST_F(OtherQemu, stops_at_breakpoints_and_writes) {
    for (const char* breakpoint :
         {"entry", "guest-entry", "guest-exit if cause == 10", "macro:SAVE_GUEST_GPRS",
          "write:guest_context.sepc", "write:guest_context.sepc by code"}) {
        SCOPED_TRACE(breakpoint);
        const Outcome walked =
            run({"walk", "--demo", "macro", "--by", "half", "--break", breakpoint});
        EXPECT_EQ(walked.status, 0) << walked.errors;
        EXPECT_THAT(walked.output, HasSubstr("stopped by breakpoint 1"));
    }
}

TEST_F(OtherQemu, is_launched_with_one_hart_or_two_and_any_cpu) {
    for (const char* cpu : {"rv64,h=true", "max"}) {
        for (const char* harts : {"1", "2"}) {
            SCOPED_TRACE(std::string(cpu) + " " + harts);
            std::vector<std::string> words{"walk", "--launch", "--by", "half", "--switches", "4"};
            const auto machine = machine_words(cpu);
            words.insert(words.end(), machine.begin(), machine.end());
            words.insert(words.end(), {"-smp", harts});
            const Outcome walked = run(words);
            if (walked.errors.find("does not support CPU model") != std::string::npos ||
                walked.errors.find("unable to find CPU model") != std::string::npos) {
                continue; // QEMU 7.2 has no `max`
            }
            EXPECT_EQ(walked.status, 0) << walked.errors;
            EXPECT_THAT(walked.errors, Not(HasSubstr("was reset")));
            EXPECT_THAT(walked.output, HasSubstr("guest-to-host"));
        }
    }
}

/// What is attached to it reports.
struct Listening final : SessionListener {
    void area_met(const MachineState::Area& area) override { recording->add_area(area); }
    void stepped(const Step& step) override { recording->append(step); }
    void noted(const Phrase& what) override { notes.push_back(what.english()); }
    std::unique_ptr<MemoryRecording> recording;
    std::vector<std::string> notes;
};

bool any_in_guest(Session& session) {
    const auto harts = session.harts();
    EXPECT_TRUE(harts) << harts.error().message();
    return harts && std::ranges::any_of(
                        *harts, [](const HartPlace& hart) { return hart.world == World::guest; });
}

TEST_F(OtherQemu, is_attached_to_while_it_runs_and_reset) {
    for (const char* harts : {"1", "2"}) {
        SCOPED_TRACE(harts);
        const auto machine =
            ListeningMachine::demo("macro", ListeningMachine::Over::unix_socket, {"-smp", harts});
        ASSERT_TRUE(machine);
        ASSERT_TRUE(machine->runs());
        const app::TargetSpec spec = test::attach_to(*machine, 30s);
        const auto began = std::chrono::steady_clock::now();
        auto opened = app::open_target(spec, {});
        ASSERT_TRUE(opened) << opened.error().message();
        EXPECT_LT(std::chrono::steady_clock::now() - began, 4s) << "nothing was waited for in vain";
        Listening heard;
        heard.recording = std::make_unique<MemoryRecording>((*opened)->state());
        ASSERT_TRUE(app::walk_switches(**opened, 3, heard, {}, [] {}));
        EXPECT_TRUE(heard.notes.empty());
        // QEMU does not clear V at a reset, and 10.0 and 11.1 even abort where a guest runs then.
        for (int n = 0; n < 100 && any_in_guest(**opened); ++n) {
            ASSERT_TRUE((*opened)->advance(Stride::macro, heard, {}));
        }
        ASSERT_FALSE(any_in_guest(**opened));
        machine->monitor("system_reset");
        const auto went = app::walk_switches(**opened, 20, heard, {}, [] {});
        ASSERT_TRUE(went) << went.error().message();
        EXPECT_EQ(heard.notes.size(), 1u);
        EXPECT_THAT(corrected_in(*heard.recording), testing::IsEmpty());
        opened->reset();
        EXPECT_TRUE(machine->runs_on());
    }
}

} // namespace
} // namespace switchscope

// SPDX-License-Identifier: MIT
// The program as users start it: what its commands print, and that no QEMU remains.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "app/machines/demo.h"
#include "app/machines/process.h"
#include "tests/app/program.h"
#include "tests/support/processes.h"

namespace switchscope {
namespace {

using nlohmann::json;
using test::eventually;
using test::is_running;
using test::lines_of;
using test::Outcome;
using test::qemus_below;
using test::run;
using testing::HasSubstr;
using namespace std::chrono_literals;

TEST(Program, lists_the_demo_variants_with_their_files) {
    const Outcome listed = run({"demo", "--list"});
    EXPECT_EQ(listed.status, 0);
    const auto lines = lines_of(listed.output);
    ASSERT_EQ(lines.size(), 4u);
    const char* variants[] = {"macro", "monolithic", "legacy", "broken"};
    for (std::size_t n = 0; n < 4; ++n) {
        const auto tab = lines[n].find('\t');
        ASSERT_NE(tab, std::string::npos);
        EXPECT_EQ(lines[n].substr(0, tab), variants[n]);
        const auto end = lines[n].find('\t', tab + 1);
        EXPECT_TRUE(std::filesystem::exists(lines[n].substr(tab + 1, end - tab - 1))) << lines[n];
        EXPECT_EQ(end != std::string::npos, variants[n] == std::string("broken"))
            << "the one that is broken on purpose says so: " << lines[n];
    }
}

TEST(Program, walks_a_switch_as_json_with_a_line_for_each_step) {
    const Outcome walked = run({"walk", "--demo", "macro", "--switches", "2", "--json"});
    ASSERT_EQ(walked.status, 0) << walked.errors;
    std::size_t n = 0, in_routine = 0;
    std::map<std::string, int> macros;
    for (const std::string& line : lines_of(walked.output)) {
        const json step = json::parse(line);
        EXPECT_EQ(step.at("n"), n++);
        EXPECT_EQ(step.at("hart"), 0);
        EXPECT_THAT(step.at("world").get<std::string>(),
                    testing::AnyOf("host", "guest", "firmware"));
        EXPECT_THAT(step.at("pc").get<std::string>(), testing::StartsWith("0x"));
        in_routine += step.at("half").is_null() ? 0u : 1u;
        if (!step.at("macro").is_null()) {
            ++macros[step.at("macro").get<std::string>()];
        }
        for (const json& effect : step.at("effects")) {
            EXPECT_TRUE(effect.contains("at") && effect.contains("before") &&
                        effect.contains("after") && effect.contains("from"));
        }
    }
    EXPECT_EQ(in_routine, 2u * 131u);
    EXPECT_EQ(macros, (std::map<std::string, int>{{"SAVE_HOST_GPRS", 46},
                                                  {"SAVE_HOST_AND_RESTORE_GUEST_CSRS", 22},
                                                  {"RESTORE_GUEST_GPRS", 62},
                                                  {"SAVE_GUEST_GPRS", 62},
                                                  {"SAVE_GUEST_AND_RESTORE_HOST_CSRS", 20},
                                                  {"RESTORE_HOST_GPRS", 46}}));
    const json first = json::parse(lines_of(walked.output).front());
    EXPECT_EQ(first.at("half"), "host-to-guest");
    EXPECT_EQ(first.at("macro"), "SAVE_HOST_GPRS");
    EXPECT_THAT(first.at("text").get<std::string>(), testing::StartsWith("sd ra, 0x"));
    EXPECT_EQ(first.at("effects").at(0).at("at"), "host_context.ra");
    EXPECT_EQ(first.at("effects").at(0).at("from"), "ra");
    EXPECT_EQ(first.at("effects").at(0).at("whose"), "host");
    EXPECT_EQ(first.at("effects").at(0).at("origin"), "the host's ra");
    const json restored = json::parse(lines_of(walked.output).at(34));
    EXPECT_EQ(restored.at("macro"), "RESTORE_GUEST_GPRS");
    EXPECT_EQ(restored.at("effects").at(0).at("whose"), "guest");
    EXPECT_EQ(restored.at("effects").at(0).at("origin"), "the guest's ra");
}

TEST(Program, walks_by_macro_and_half_as_text) {
    const Outcome by_macro = run({"walk", "--demo", "legacy", "--by", "macro"});
    EXPECT_EQ(by_macro.status, 0) << by_macro.errors;
    EXPECT_THAT(by_macro.output, HasSubstr("SAVE_HOST_GPRS"));
    EXPECT_THAT(by_macro.output, HasSubstr("wrote 23 slots"));
    const Outcome by_half = run({"walk", "--demo", "monolithic", "--by", "half"});
    EXPECT_EQ(by_half.status, 0) << by_half.errors;
    EXPECT_THAT(by_half.output, HasSubstr("guest-to-host"));
}

TEST(Program, an_unknown_variant_is_an_error_that_names_the_known_ones) {
    const Outcome refused = run({"walk", "--demo", "nonsense"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.errors, HasSubstr("monolithic"));
}

TEST(Program, a_missing_qemu_is_named_with_its_package) {
    const Outcome refused = run({"walk", "--demo", "macro"}, {"PATH=/nowhere"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.errors, HasSubstr("qemu-system-riscv64"));
    EXPECT_THAT(refused.errors, HasSubstr("apt install qemu-system-misc"));
}

TEST(Program, a_broken_demo_image_is_named) {
    std::string folder = (std::filesystem::temp_directory_path() / "switchscope-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    std::ofstream(folder + "/demo-macro.elf") << "not an ELF file";
    const Outcome refused = run({"walk", "--demo", "macro"}, {"SWITCHSCOPE_DEMO_DIR=" + folder});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.errors, HasSubstr("demo-macro.elf"));
    std::filesystem::remove_all(folder);
}

TEST(Program, without_a_display_the_window_command_says_how_to_go_on) {
    const Outcome refused =
        run({"demo", "macro"}, {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.errors, HasSubstr("walk --demo macro"));
    const Outcome file =
        run({"open", "boot.swrec"}, {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"});
    EXPECT_EQ(file.status, 2);
    EXPECT_THAT(file.errors, HasSubstr("switchscope replay boot.swrec"));
}

#ifdef SWITCHSCOPE_HAS_WINDOW
TEST(Program, with_a_display_that_nobody_serves_it_says_the_same) {
    const Outcome refused =
        run({"demo", "macro"}, {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DISPLAY=:77"});
    EXPECT_EQ(refused.status, 2) << refused.errors;
    EXPECT_THAT(refused.errors, HasSubstr("there is no display for the window (DISPLAY=:77: "));
    EXPECT_THAT(refused.errors, HasSubstr("walk --demo macro"));
    const Outcome nonsense = run({"demo", "macro"}, {"QT_QPA_PLATFORM=telepathy"});
    EXPECT_EQ(nonsense.status, 2) << nonsense.errors;
    EXPECT_THAT(nonsense.errors, HasSubstr("telepathy"));
}
#endif

TEST(Program, records_from_a_log_whatever_its_folder_is_called) {
    const test::TemporaryDirectory folder;
    for (const char* name : {"with space", "e%f", "quote\"d", "back\\slash", "it's"}) {
        SCOPED_TRACE(name);
        std::filesystem::create_directory(folder / name);
        const Outcome recorded =
            run({"record", "--demo", "macro", "--no-timer", "-o", folder / "t.swrec", "--force",
                 "--mode", "block", "--switches", "3"},
                {"XDG_RUNTIME_DIR", "TMPDIR=" + (folder / name).string()});
        EXPECT_EQ(recorded.status, 0) << recorded.errors;
        EXPECT_TRUE(std::filesystem::is_empty(folder / name)) << "nothing stays there";
    }
}

/// The program at work on something that never ends, with its QEMU.
class AtWork : public testing::Test {
  protected:
    void start(std::vector<std::string> command, const std::string& awaited) {
        auto child = app::ChildProcess::start({std::move(command), {}});
        ASSERT_TRUE(child) << child.error().message();
        program = std::make_unique<app::ChildProcess>(std::move(*child));
        ASSERT_TRUE(eventually([&] {
            return qemus_below(program->pid()).size() == 1 &&
                   program->output().find(awaited) != std::string::npos;
        })) << program->errors();
        qemu = *qemus_below(program->pid()).begin();
        ASSERT_TRUE(is_running(qemu));
    }
    void start_walk() {
        start({SWITCHSCOPE_PROGRAM, "walk", "--demo", "macro", "--switches", "1000000", "--by",
               "half"},
              "guest-to-host");
    }
    void start_window() {
        start({"/usr/bin/env", "QT_QPA_PLATFORM=offscreen", SWITCHSCOPE_PROGRAM, "demo", "macro"},
              "");
    }
    bool ends() {
        return eventually([&] { return !program->ending().empty(); });
    }
    bool qemu_goes() {
        return eventually([&] { return !is_running(qemu); });
    }

    std::unique_ptr<app::ChildProcess> program;
    pid_t qemu = -1;
};

TEST_F(AtWork, a_walk_interrupted_by_the_user_leaves_no_qemu) {
    ASSERT_NO_FATAL_FAILURE(start_walk());
    kill(program->pid(), SIGINT);
    EXPECT_TRUE(ends());
    EXPECT_EQ(program->ending().english(), "exited with status 130");
    EXPECT_TRUE(qemu_goes());
}

TEST_F(AtWork, a_killed_walk_leaves_no_qemu) {
    ASSERT_NO_FATAL_FAILURE(start_walk());
    kill(program->pid(), SIGKILL);
    EXPECT_TRUE(qemu_goes());
}

TEST_F(AtWork, a_walk_reports_that_qemu_died) {
    ASSERT_NO_FATAL_FAILURE(start_walk());
    kill(qemu, SIGKILL);
    EXPECT_TRUE(ends());
    EXPECT_EQ(program->ending().english(), "exited with status 2");
    EXPECT_THAT(program->errors(), HasSubstr("QEMU was killed by signal 9"));
    EXPECT_THAT(program->errors(), HasSubstr("Restart"));
}

#ifdef SWITCHSCOPE_HAS_WINDOW
TEST_F(AtWork, a_window_interrupted_by_the_user_leaves_no_qemu) {
    ASSERT_NO_FATAL_FAILURE(start_window());
    kill(program->pid(), SIGINT);
    EXPECT_TRUE(ends());
    EXPECT_EQ(program->ending().english(), "exited with status 0");
    EXPECT_TRUE(qemu_goes());
}

TEST_F(AtWork, a_killed_window_leaves_no_qemu) {
    ASSERT_NO_FATAL_FAILURE(start_window());
    kill(program->pid(), SIGKILL);
    EXPECT_TRUE(qemu_goes());
}
#endif

TEST(Program, a_finished_walk_leaves_no_qemu) {
    const auto before = qemus_below(getpid());
    {
        auto machine = app::start_demo_machine({});
        ASSERT_TRUE(machine) << machine.error().message();
        EXPECT_TRUE(is_running(machine->process->pid()));
    }
    EXPECT_EQ(qemus_below(getpid()), before);
}

} // namespace
} // namespace switchscope

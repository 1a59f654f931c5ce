// SPDX-License-Identifier: MIT
// Attaching to machines that were started elsewhere, leaving them, losing and finding them. All are
// real QEMUs.
#include <algorithm>
#include <csignal>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands/record.h"
#include "app/commands/walk.h"
#include "app/machines/open_target.h"
#include "app/machines/started_machine.h"
#include "core/trace/memory_recording.h"
#include "core/trace/recording_file.h"
#include "gdb/remote_target.h"
#include "tests/app/attach_to.h"
#include "tests/app/program.h"
#include "tests/support/listening_machine.h"
#include "tests/support/processes.h"

namespace switchscope {
namespace {

using test::attach_to;
using test::eventually;
using test::ListeningMachine;
using test::Outcome;
using test::run;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;
using Over = ListeningMachine::Over;

/// A session, and all that it reported.
struct Attached final : SessionListener {
    explicit Attached(const app::TargetSpec& spec) {
        auto opened = app::open_target(spec, {});
        if (!opened) {
            ADD_FAILURE() << opened.error().message();
            return;
        }
        session = std::move(*opened);
        recording = std::make_unique<MemoryRecording>(session->state());
    }
    void area_met(const MachineState::Area& area) override { recording->add_area(area); }
    void stepped(const Step& step) override { recording->append(step); }
    void noted(const Phrase& what) override { notes.push_back(what.english()); }

    bool at_entry() const {
        return session->state().pc == session->facts()->routine.begin() &&
               session->state().world == World::host;
    }

    std::unique_ptr<Session> session;
    std::unique_ptr<MemoryRecording> recording;
    std::vector<std::string> notes;
};

std::string step_mask_at(const std::string& address) {
    auto target = gdb::RemoteTarget::connect(address, {});
    const auto mask =
        target ? (*target)->client().ask("qqemu.sstep") : fail(verbatim("not connected"));
    if (target) {
        EXPECT_TRUE((*target)->leave(gdb::Parting::let_run));
    }
    return mask.value_or("");
}

class Attach : public testing::TestWithParam<Over> {};

TEST_P(Attach, to_a_running_machine_which_runs_on_afterwards) {
    const auto machine = ListeningMachine::demo("macro", GetParam());
    ASSERT_TRUE(machine);
    ASSERT_TRUE(machine->runs());
    {
        Attached attached(attach_to(*machine));
        ASSERT_TRUE(attached.session);
        EXPECT_FALSE(machine->runs());
        ASSERT_TRUE(app::walk_switches(*attached.session, 1, attached, {}, [] {}));
        std::size_t in_routine = 0;
        for (std::size_t n = 0; n < attached.recording->size(); ++n) {
            in_routine += attached.recording->step(n).half != Half::none ? 1u : 0u;
        }
        EXPECT_EQ(in_routine, 131u);
    }
    EXPECT_TRUE(machine->runs_on());
    Attached again(attach_to(*machine));
    EXPECT_TRUE(again.session);
}

TEST_P(Attach, to_a_halted_machine_which_runs_afterwards) {
    const auto machine = ListeningMachine::demo("legacy", GetParam(), {"-S"});
    ASSERT_TRUE(machine);
    {
        Attached attached(attach_to(*machine));
        ASSERT_TRUE(attached.session);
        EXPECT_TRUE(attached.at_entry());
    }
    EXPECT_TRUE(machine->runs_on());
}

INSTANTIATE_TEST_SUITE_P(Over, Attach, testing::Values(Over::unix_socket, Over::tcp),
                         [](const auto& one) { return one.param == Over::tcp ? "tcp" : "unix"; });

TEST(Detach, leaves_the_step_mask_as_it_was_found) {
    const auto machine = ListeningMachine::demo("macro");
    {
        auto target = gdb::RemoteTarget::connect(machine->address(), {});
        ASSERT_TRUE(target) << target.error().message();
        ASSERT_EQ((*target)->client().ask("Qqemu.sstep=1").value_or(""), "OK");
        ASSERT_TRUE((*target)->leave(gdb::Parting::let_run));
    }
    {
        Attached attached(attach_to(*machine));
        ASSERT_TRUE(attached.session);
        EXPECT_TRUE(attached.session->facts()->interrupts_held_off);
    }
    EXPECT_EQ(step_mask_at(machine->address()), "0x1");
}

TEST(Detach, leaves_the_machine_halted_where_that_is_asked_for) {
    const auto machine = ListeningMachine::demo("macro");
    app::TargetSpec spec = attach_to(*machine);
    spec.leave_halted = true;
    { ASSERT_TRUE(Attached(spec).session); }
    EXPECT_FALSE(machine->runs());
    machine->monitor("cont");
    EXPECT_TRUE(machine->runs_on()) << "no breakpoint is left";
}

TEST(Detach, happens_when_opening_fails_too) {
    const auto machine = ListeningMachine::demo("legacy");
    app::TargetSpec spec = attach_to(*machine);
    spec.image = *app::demo_image("macro");
    const auto refused = app::open_target(spec, {});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what.english(), HasSubstr("is not that of"));
    EXPECT_TRUE(machine->runs_on());
}

/// The program at work on a machine that it did not start.
class AttachedProgram : public testing::Test {
  protected:
    void SetUp() override {
        machine = ListeningMachine::demo("macro");
        ASSERT_TRUE(machine);
        auto child = app::ChildProcess::start(
            {{SWITCHSCOPE_PROGRAM, "walk", "--attach", machine->address(), "--image",
              machine->image().string(), "--switches", "1000000", "--by", "half"},
             {}});
        ASSERT_TRUE(child) << child.error().message();
        program = std::make_unique<app::ChildProcess>(std::move(*child));
        ASSERT_TRUE(eventually([&] {
            return program->output().find("guest-to-host") != std::string::npos;
        })) << program->errors();
    }
    bool ends() {
        return eventually([&] { return !program->ending().empty(); });
    }

    std::unique_ptr<ListeningMachine> machine;
    std::unique_ptr<app::ChildProcess> program;
};

TEST_F(AttachedProgram, detaches_when_the_user_interrupts_it) {
    kill(program->pid(), SIGINT);
    ASSERT_TRUE(ends());
    EXPECT_EQ(program->ending().english(), "exited with status 130");
    EXPECT_TRUE(machine->runs_on());
}

TEST_F(AttachedProgram, that_was_killed_leaves_a_machine_that_the_next_one_repairs) {
    kill(program->pid(), SIGKILL);
    ASSERT_TRUE(ends());
    EXPECT_FALSE(machine->runs());
    const Outcome walked = run({"walk", "--attach", machine->address(), "--image",
                                machine->image().string(), "--by", "half"});
    EXPECT_EQ(walked.status, 0) << walked.errors;
    EXPECT_TRUE(machine->runs_on());
}

TEST_F(AttachedProgram, reports_that_the_machine_died) {
    machine->end();
    ASSERT_TRUE(ends());
    EXPECT_EQ(program->ending().english(), "exited with status 2");
    EXPECT_THAT(program->errors(), HasSubstr("the connection to " + machine->address()));
    EXPECT_THAT(program->errors(), HasSubstr("Start the target again"));
}

TEST(WrongImage, is_an_error_that_says_where_it_differs) {
    const auto machine = ListeningMachine::demo("legacy");
    app::TargetSpec spec = attach_to(*machine);
    spec.image = *app::demo_image("macro");
    const auto refused = app::open_target(spec, {});
    ASSERT_FALSE(refused);
    const std::string& what = refused.error().what.english();
    EXPECT_THAT(what, HasSubstr("the code of __kvm_riscv_switch_to in the machine"));
    EXPECT_THAT(what, HasSubstr("demo-macro.elf"));
    EXPECT_THAT(what, testing::ContainsRegex("of the [0-9]+ bytes at 0x[0-9a-f]+ [0-9]+ differ, "
                                             "the first at \\+0x[0-9a-f]+"));
    EXPECT_THAT(refused.error().remedy.english(),
                HasSubstr("built together with the running kernel"));
}

TEST(Reset, of_a_stopped_machine_is_noticed_and_the_recording_goes_on) {
    const auto machine = ListeningMachine::demo("macro");
    Attached attached(attach_to(*machine));
    ASSERT_TRUE(attached.session);
    ASSERT_TRUE(attached.session->advance(Stride::macro, attached, {}));
    const std::size_t before = attached.recording->size();
    machine->monitor("system_reset");
    const auto went = attached.session->advance(Stride::macro, attached, {});
    ASSERT_TRUE(went) << went.error().message();
    ASSERT_EQ(attached.notes.size(), 1u);
    EXPECT_THAT(attached.notes.front(), HasSubstr("The machine was reset"));
    EXPECT_TRUE(attached.at_entry());
    EXPECT_EQ(attached.recording->step(before).world_after, World::firmware);
    EXPECT_EQ(attached.recording->step(attached.recording->size() - 1).kind, Step::Kind::run);
    ASSERT_TRUE(app::walk_switches(*attached.session, 2, attached, {}, [] {}));
    EXPECT_EQ(attached.recording->state_at(attached.recording->size()), attached.session->state());
}

TEST(Reset, of_a_machine_with_two_harts_is_told_once_and_the_walk_ends) {
    const auto machine = ListeningMachine::demo("macro", Over::unix_socket, {"-smp", "2"});
    app::TargetSpec spec = attach_to(*machine);
    spec.patience = 20s;
    Attached attached(spec);
    ASSERT_TRUE(attached.session);
    ASSERT_TRUE(app::walk_switches(*attached.session, 2, attached, {}, [] {}));
    const auto in_guest = [&] {
        const auto harts = attached.session->harts();
        return harts && std::ranges::any_of(*harts, [](const HartPlace& hart) {
                   return hart.world == World::guest;
               });
    };
    for (int n = 0; n < 100 && in_guest(); ++n) { // QEMU does not clear V at a reset
        ASSERT_TRUE(attached.session->advance(Stride::macro, attached, {}));
    }
    ASSERT_FALSE(in_guest());
    machine->monitor("system_reset");
    const auto went = app::walk_switches(*attached.session, 20, attached, {}, [] {});
    ASSERT_TRUE(went) << went.error().message();
    ASSERT_EQ(attached.notes.size(), 1u);
    EXPECT_THAT(attached.notes.front(), HasSubstr("The machine was reset"));
    EXPECT_EQ(attached.recording->state_at(attached.recording->size()), attached.session->state());
}

// With one thread for all harts, the second one makes its first step late.
TEST(Launch, with_a_hart_that_begins_late_ends_after_the_switches_that_were_asked_for) {
    const std::string image = app::demo_image("macro")->string();
    const Outcome walked = run({"walk",       "--launch",
                                "--image",    image,
                                "--by",       "half",
                                "--switches", "2",
                                "--skip",     "2",
                                "--",         "qemu-system-riscv64",
                                "-machine",   "virt",
                                "-cpu",       "rv64,h=true",
                                "-m",         "128M",
                                "-bios",      "none",
                                "-kernel",    image,
                                "-append",    "guests=tour timer=off quiet",
                                "-accel",     "tcg,thread=single",
                                "-smp",       "2",
                                "-display",   "none",
                                "-serial",    "null"});
    EXPECT_EQ(walked.status, 0) << walked.errors;
    EXPECT_THAT(walked.errors, Not(HasSubstr("was reset")));
    EXPECT_THAT(walked.output, testing::ContainsRegex("40[4-9] steps"));
}

TEST(Reset, of_a_running_machine_is_noticed_too) {
    const auto machine = ListeningMachine::demo("macro");
    Attached attached(attach_to(*machine));
    ASSERT_TRUE(attached.session);
    std::atomic<bool> ended = false;
    auto resetting = std::async(std::launch::async, [&] {
        while (!ended) {
            machine->monitor("system_reset");
            std::this_thread::sleep_for(20ms);
        }
    });
    Result<void> went;
    for (int n = 0; n < 400 && went && attached.notes.empty(); ++n) {
        went = attached.session->advance(Stride::world_switch, attached, {});
    }
    ended = true;
    resetting.get();
    // QEMU 7.2 does not clear V at a reset. Where the reset comes while a guest runs, the machine
    // cannot even fetch its first instruction.
    ASSERT_FALSE(attached.notes.empty()) << (went ? "" : went.error().message());
    EXPECT_THAT(attached.notes.front(), HasSubstr("The machine was reset"));
}

TEST(Reconnect, to_a_machine_that_was_started_again_goes_on_with_the_recording) {
    const auto machine = ListeningMachine::demo("macro");
    Attached attached(attach_to(*machine));
    ASSERT_TRUE(attached.session);
    EXPECT_TRUE(attached.session->can_reconnect());
    ASSERT_TRUE(app::walk_switches(*attached.session, 2, attached, {}, [] {}));
    machine->end();
    const auto lost = attached.session->advance(Stride::world_switch, attached, {});
    ASSERT_FALSE(lost);
    EXPECT_THAT(lost.error().what.english(), HasSubstr("the connection to " + machine->address()));
    const std::size_t before = attached.recording->size();
    const MachineState last = attached.session->state();
    EXPECT_EQ(attached.recording->state_at(before), last) << "what was reported is complete";
    const auto failed = attached.session->reconnect(attached, {});
    ASSERT_FALSE(failed) << "nobody is there";
    EXPECT_THAT(failed.error().what.english(), HasSubstr("cannot connect"));
    EXPECT_EQ(attached.session->state(), last);

    machine->start();
    const auto back = attached.session->reconnect(attached, {});
    ASSERT_TRUE(back) << back.error().message();
    ASSERT_EQ(attached.recording->size(), before + 1);
    EXPECT_EQ(attached.recording->step(before).kind, Step::Kind::run);
    EXPECT_TRUE(attached.at_entry());
    ASSERT_TRUE(app::walk_switches(*attached.session, 1, attached, {}, [] {}));
    EXPECT_EQ(attached.recording->state_at(attached.recording->size()), attached.session->state());
}

TEST(Silence, of_a_running_machine_ends_with_the_users_patience) {
    const auto machine = ListeningMachine::demo("macro");
    Attached attached(attach_to(*machine));
    ASSERT_TRUE(attached.session);
    kill(machine->process().pid(), SIGSTOP); // now it exists, but does not answer
    std::stop_source cancel;
    const auto start = std::chrono::steady_clock::now();
    auto canceller = std::async(std::launch::async, [&] {
        std::this_thread::sleep_for(300ms);
        cancel.request_stop();
    });
    const auto went = attached.session->advance(Stride::world_switch, attached, cancel.get_token());
    ASSERT_FALSE(went);
    EXPECT_THAT(went.error().what.english(), HasSubstr("did not"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 12s);
    kill(machine->process().pid(), SIGCONT);
    const auto back = attached.session->reconnect(attached, {});
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_TRUE(attached.at_entry());
}

TEST(Silence, of_a_new_connection_can_be_cancelled_at_once) {
    const test::TemporaryDirectory folder;
    const app::FileDescriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, (folder / "gdb").c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(listener.get(), 1), 0);
    app::TargetSpec spec;
    spec.kind = app::TargetSpec::Kind::attach;
    spec.address = "unix:" + (folder / "gdb").string();
    spec.image = *app::demo_image("macro");
    std::stop_source cancel;
    auto canceller = std::async(std::launch::async, [&] {
        std::this_thread::sleep_for(200ms);
        cancel.request_stop();
    });
    auto start = std::chrono::steady_clock::now();
    const auto cancelled = app::open_target(spec, cancel.get_token());
    ASSERT_FALSE(cancelled);
    EXPECT_THAT(cancelled.error().what.english(), HasSubstr("cancelled"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);

    spec.timeout = 1500ms;
    const auto silent = app::open_target(spec, {});
    ASSERT_FALSE(silent);
    EXPECT_THAT(silent.error().what.english(), HasSubstr("did not answer within 1500 ms"));
}

TEST(Launch, starts_any_qemu_and_steps_it) {
    const std::string image = app::demo_image("legacy")->string();
    const Outcome walked = run({"walk",     "--launch", "--image",  image,
                                "--by",     "macro",    "--",       "qemu-system-riscv64",
                                "-machine", "virt",     "-cpu",     "rv64,h=true",
                                "-m",       "128M",     "-bios",    "none",
                                "-kernel",  image,      "-display", "none",
                                "-serial",  "null"});
    EXPECT_EQ(walked.status, 0) << walked.errors;
    EXPECT_THAT(walked.output, HasSubstr("wrote 23 slots"));
}

TEST(Launch, is_recorded_in_every_mode) {
    const test::TemporaryDirectory folder;
    const std::string image = app::demo_image("macro")->string();
    for (const app::RecordMode& mode : app::record_modes()) {
        SCOPED_TRACE(mode.id);
        const auto file = folder / (std::string(mode.id) + ".swrec");
        const Outcome recorded =
            run({"record",     "--launch",    "--image",  image,
                 "-o",         file.string(), "--mode",   std::string(mode.id),
                 "--switches", "5",           "--",       "qemu-system-riscv64",
                 "-machine",   "virt",        "-cpu",     "rv64,h=true",
                 "-m",         "128M",        "-bios",    "none",
                 "-kernel",    image,         "-display", "none",
                 "-serial",    "null"});
        EXPECT_EQ(recorded.status, 0) << recorded.errors;
        EXPECT_THAT(recorded.output, HasSubstr("5 world switches"));
        EXPECT_TRUE(RecordingFile::open(file));
    }
}

TEST(Launch, of_a_qemu_that_fails_is_an_error_that_says_why) {
    const std::string image = app::demo_image("macro")->string();
    const Outcome refused = run({"walk", "--launch", "--image", image, "--", "qemu-system-riscv64",
                                 "-machine", "no-such-machine", "-display", "none"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.errors, HasSubstr("QEMU exited with status 1"));
    EXPECT_THAT(refused.errors, HasSubstr("unsupported machine type"));
}

TEST(QemuCommand, gets_a_gdb_server_and_is_halted) {
    const auto command = app::complete_qemu_command({"qemu", "-m", "1G"}, {}, 7);
    ASSERT_TRUE(command);
    EXPECT_THAT(*command, testing::ElementsAre("qemu", "-m", "1G", "-S", "-chardev",
                                               "socket,id=switchscope-gdb,fd=7", "-gdb",
                                               "chardev:switchscope-gdb"));
    const auto halted = app::complete_qemu_command({"qemu", "--S"}, {"0x10+1", true}, 7);
    ASSERT_TRUE(halted);
    EXPECT_THAT(*halted, Not(testing::Contains("-S")));
    EXPECT_EQ(halted->back(), "0x10+1");
}

TEST(QemuCommand, with_an_option_that_must_not_be_there_is_an_error_that_names_it) {
    for (const auto& [word, because] :
         std::vector<std::pair<std::string, std::string>>{{"-s", "gdb server"},
                                                          {"-gdb", "gdb server"},
                                                          {"--gdb", "gdb server"},
                                                          {"-daemonize", "detaches QEMU"}}) {
        const auto refused = app::complete_qemu_command({"qemu", word, "tcp::1234"}, {}, 7);
        ASSERT_FALSE(refused) << word;
        EXPECT_THAT(refused.error().what.english(), HasSubstr(because));
        EXPECT_FALSE(refused.error().remedy.empty());
    }
    EXPECT_TRUE(app::complete_qemu_command({"qemu", "-dfilter", "0x1"}, {}, 7));
    const auto traced = app::complete_qemu_command({"qemu", "-dfilter", "0x1"}, {{}, true}, 7);
    ASSERT_FALSE(traced);
    EXPECT_THAT(traced.error().what.english(), HasSubstr("-dfilter"));
    EXPECT_FALSE(app::complete_qemu_command({}, {}, 7));
}

} // namespace
} // namespace switchscope

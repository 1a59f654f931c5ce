// SPDX-License-Identifier: MIT
// The findings of `switchscope doctor` on this computer, in images and in machines, and its exit
// status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/commands/doctor.h"
#include "core/session/log_plan.h"
#include "tests/app/attach_to.h"
#include "tests/app/program.h"
#include "tests/support/listening_machine.h"

namespace switchscope {
namespace {

using nlohmann::json;
using test::attach_to;
using test::ListeningMachine;
using test::Outcome;
using test::run;
using testing::HasSubstr;
using testing::Not;

/// The check of that name. A failure where there is none.
app::Check find(const std::vector<app::Check>& checks, const std::string& name) {
    for (const app::Check& check : checks) {
        if (check.name == name) {
            return check;
        }
    }
    ADD_FAILURE() << "no check is called " << name << ":\n" << app::doctor_text(checks);
    return {};
}

TEST(Doctor, finds_no_problem_on_this_computer_and_the_demo_machine) {
    const Outcome printed = run({"doctor"}, {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"});
    EXPECT_EQ(printed.status, 0) << printed.output << printed.errors;
    for (const char* expected :
         {"QEMU emulator version", "log pipe", "there is none for the window", "66 instructions",
          "slots of struct kvm_vcpu_arch, from DWARF", "H extension", "physical memory",
          "step mask", "reached after", "Everything works."}) {
        EXPECT_THAT(printed.output, HasSubstr(expected));
    }
    EXPECT_THAT(printed.output, Not(HasSubstr("PROBLEM")));
}

TEST(Doctor, prints_json) {
    const Outcome printed = run({"doctor", "--demo", "legacy", "--json"});
    EXPECT_EQ(printed.status, 0) << printed.errors;
    const json report = json::parse(printed.output);
    EXPECT_EQ(report.at("verdict"), "ok");
    ASSERT_GT(report.at("checks").size(), 10u);
    for (const json& check : report.at("checks")) {
        EXPECT_THAT(check.at("level").get<std::string>(), testing::AnyOf("ok", "note"));
        EXPECT_NE(check.at("finding"), "");
        EXPECT_TRUE(check.contains("remedy") && check.contains("subject") &&
                    check.contains("name"));
    }
}

TEST(Doctor, without_qemu_names_the_package) {
    const Outcome printed = run({"doctor"}, {"PATH=/nowhere"});
    EXPECT_EQ(printed.status, 2);
    EXPECT_THAT(printed.output, HasSubstr("apt install qemu-system-misc"));
}

TEST(Doctor, reports_a_file_that_is_no_image) {
    const Outcome printed =
        run({"doctor", "--attach", "127.0.0.1:1", "--image", SWITCHSCOPE_PROGRAM});
    EXPECT_EQ(printed.status, 2);
    EXPECT_THAT(printed.output, HasSubstr("PROBLEM  file"));
}

TEST(Doctor, reports_a_machine_that_does_not_exist) {
    const Outcome printed = run(
        {"doctor", "--attach", "unix:/nowhere/gdb", "--image", app::demo_image("macro")->string()});
    EXPECT_EQ(printed.status, 2);
    EXPECT_THAT(printed.output, HasSubstr("cannot connect to unix:/nowhere/gdb"));
}

TEST(Doctor, gives_a_running_machine_the_options_for_its_log_and_lets_it_run) {
    const auto machine = ListeningMachine::demo("macro");
    const auto checks = app::examine(attach_to(*machine, {}), {});
    EXPECT_EQ(app::doctor_status(checks), 0) << app::doctor_text(checks);
    const auto image = Image::open(machine->image());
    const auto routine = Routine::from_image(**image);
    const app::Check log = find(checks, "block log");
    EXPECT_EQ(log.level, app::Check::Level::note);
    EXPECT_THAT(log.remedy, HasSubstr("-dfilter " + log_filter(*routine)));
    EXPECT_TRUE(machine->runs_on());

    const auto filtered = ListeningMachine::demo("macro", ListeningMachine::Over::tcp,
                                                 {"-dfilter", log_filter(*routine)});
    EXPECT_EQ(find(app::examine(attach_to(*filtered, {}), {}), "block log").level,
              app::Check::Level::ok);
    const auto elsewhere =
        ListeningMachine::demo("macro", ListeningMachine::Over::tcp, {"-dfilter", "0x1000+16"});
    EXPECT_EQ(find(app::examine(attach_to(*elsewhere, {}), {}), "block log").level,
              app::Check::Level::problem);
}

TEST(Doctor, ends_with_status_1_for_a_machine_with_another_kernel) {
    const auto machine = ListeningMachine::demo("legacy");
    app::TargetSpec spec = attach_to(*machine, {});
    spec.image = *app::demo_image("macro");
    const auto checks = app::examine(spec, {});
    EXPECT_EQ(app::doctor_status(checks), 1);
    EXPECT_THAT(find(checks, "world switch").finding, HasSubstr("is not that of"));
    EXPECT_TRUE(machine->runs_on());
}

TEST(Doctor, names_the_option_for_a_cpu_without_hypervisor_extension) {
    const auto machine = ListeningMachine::demo("macro", ListeningMachine::Over::unix_socket,
                                                {"-S", "-cpu", "rv64,h=false"});
    const auto checks = app::examine(attach_to(*machine, {}), {});
    EXPECT_EQ(app::doctor_status(checks), 2);
    EXPECT_THAT(find(checks, "H extension").remedy, HasSubstr("h=true"));
}

} // namespace
} // namespace switchscope

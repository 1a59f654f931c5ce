// SPDX-License-Identifier: MIT
#include "app/qemu_command.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace switchscope::app {

namespace {

/// QEMU takes its options with one dash or two.
bool is_option(std::string_view word, std::string_view name) {
    if (word.starts_with("--")) {
        word.remove_prefix(1);
    }
    return word.starts_with('-') && word.substr(1) == name;
}

bool has_option(const std::vector<std::string>& command, std::string_view name) {
    return std::ranges::any_of(command,
                               [&](const std::string& word) { return is_option(word, name); });
}

struct Refused {
    std::string_view option, because, remedy;
    bool only_when_traced;
};

constexpr std::array refused{
    Refused{"gdb", "opens a gdb server of its own, and QEMU has only one",
            "Leave it out: Switchscope opens it. Or start QEMU yourself and attach to that server.",
            false},
    Refused{"s", "opens a gdb server of its own, and QEMU has only one",
            "Leave it out: Switchscope opens it. Or start QEMU yourself and attach to port 1234.",
            false},
    Refused{"daemonize", "sends QEMU out of reach",
            "Leave it out, or start QEMU yourself and attach.", false},
    Refused{"dfilter", "confines the log that is to be traced",
            "Leave it out: what block mode needs is added. Or record with --mode step.", true},
};

constexpr const char* chardev = "switchscope-gdb";

} // namespace

Error missing_program(const std::string& name) {
    Error error{name + " was not found on PATH", {}};
    if (name == qemu_program) {
        error.remedy =
            "Install it: apt install qemu-system-misc (Debian 12) or qemu-system-riscv (newer).";
    }
    return error;
}

Result<std::vector<std::string>> complete_qemu_command(std::vector<std::string> command,
                                                       const QemuAdditions& additions) {
    if (command.empty()) {
        return fail("there is no command that starts the machine",
                    "Give it behind two dashes: -- qemu-system-riscv64 -machine virt ...");
    }
    for (const Refused& word : refused) {
        if ((additions.will_be_traced || !word.only_when_traced) &&
            has_option(command, word.option)) {
            return fail("the option -" + std::string(word.option) + " of " + command.front() + " " +
                            std::string(word.because),
                        std::string(word.remedy));
        }
    }
    if (!has_option(command, "S")) { // the first world switch must not go by unseen
        command.emplace_back("-S");
    }
    command.insert(command.end(),
                   {"-chardev",
                    std::string("socket,id=") + chardev + ",fd=" + std::to_string(additions.gdb_fd),
                    "-gdb", std::string("chardev:") + chardev});
    if (!additions.log_filter.empty()) {
        command.insert(command.end(), {"-dfilter", additions.log_filter});
    }
    return command;
}

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#include "app/machines/started_machine.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include <sys/socket.h>

#include "gdb/remote_target.h"
#include "gdb/transport.h"

namespace switchscope::app {

namespace {

/// Whether a word is that option, with one dash or two: QEMU accepts both.
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

/// An option that a command must not have. In `because`, %1 is the option and %2 the program.
struct RefusedOption {
    std::string_view option;
    English because, remedy;
    bool only_when_traced;
};

constexpr std::array refused_options{
    RefusedOption{"gdb", en("the option %1 of %2 opens another gdb server, and QEMU has only one"),
                  en("Leave it out: Switchscope opens the gdb server. Or start QEMU yourself and "
                     "attach to that server."),
                  false},
    RefusedOption{"s", en("the option %1 of %2 opens another gdb server, and QEMU has only one"),
                  en("Leave it out: Switchscope opens the gdb server. Or start QEMU yourself and "
                     "attach to port 1234."),
                  false},
    RefusedOption{"daemonize",
                  en("the option %1 of %2 detaches QEMU, so that Switchscope cannot end it"),
                  en("Leave it out, or start QEMU yourself and attach."), false},
    RefusedOption{"dfilter", en("the option %1 of %2 restricts the log that Switchscope traces"),
                  en("Leave it out: block mode adds the filter that it needs. Or record with "
                     "--mode step."),
                  true},
};

constexpr const char* chardev = "switchscope-gdb";

/// QEMU takes seconds to load on a busy computer.
constexpr std::chrono::milliseconds start_patience{60'000};

/// Adds to an error how the process ended, where it did: that may be its cause.
Error explain_ending(Error error, ChildProcess& machine) {
    // The connection breaks a moment before the process can be reaped.
    const Phrase ending = machine.ending(std::chrono::milliseconds(500));
    if (ending.empty() || error.what.english().find(ending.english()) != std::string::npos) {
        return error;
    }
    // How QEMU ended says more than that the connection ended, so the latter is left out.
    error.what = error.what.english().starts_with("the connection to ")
                     ? en("QEMU %1")(ending)
                     : en("QEMU %1 (%2)")(ending, error.what);
    error.remedy = en("Restart the machine to go on.");
    if (const std::string said = machine.errors(500); !said.empty()) {
        error.what = en("%1; it said: %2")(std::move(error.what),
                                           said.substr(0, said.find_last_not_of('\n') + 1));
    }
    return error;
}

} // namespace

Error missing_program(const std::string& name) {
    Error error{en("%1 was not found on PATH")(name), {}};
    if (name == qemu_program) {
        error.remedy = en("Install it: apt install qemu-system-misc (Debian 12) or "
                          "qemu-system-riscv (newer).");
    }
    return error;
}

Result<std::vector<std::string>> complete_qemu_command(std::vector<std::string> command,
                                                       const QemuAdditions& additions, int gdb_fd) {
    if (command.empty()) {
        return fail(en("there is no command that starts the machine"),
                    en("Give it after two dashes: -- qemu-system-riscv64 -machine virt ..."));
    }
    for (const RefusedOption& refused : refused_options) {
        if ((additions.will_be_traced || !refused.only_when_traced) &&
            has_option(command, refused.option)) {
            return fail(refused.because("-" + std::string(refused.option), command.front()),
                        refused.remedy);
        }
    }
    if (!has_option(command, "S")) { // it must not run before we are connected
        command.emplace_back("-S");
    }
    command.insert(command.end(),
                   {"-chardev",
                    std::string("socket,id=") + chardev + ",fd=" + std::to_string(gdb_fd), "-gdb",
                    std::string("chardev:") + chardev});
    if (!additions.log_filter.empty()) {
        command.insert(command.end(), {"-dfilter", additions.log_filter});
    }
    return command;
}

Result<StartedMachine> start_machine(std::vector<std::string> command,
                                     const QemuAdditions& additions) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail(en("cannot make a socket for the connection to QEMU: %1")(
            verbatim(std::strerror(errno))));
    }
    FileDescriptor ours(ends[0]);
    const FileDescriptor theirs(ends[1]);
    std::vector<std::string> completed =
        SWITCHSCOPE_TRY(complete_qemu_command(std::move(command), additions, theirs.get()));
    if (!find_program(completed.front())) {
        return fail(missing_program(completed.front()));
    }
    ChildProcess started =
        SWITCHSCOPE_TRY(ChildProcess::start({std::move(completed), {theirs.get()}}));
    return StartedMachine{std::make_shared<ChildProcess>(std::move(started)), std::move(ours)};
}

Result<Connection> connect_to(StartedMachine machine, std::stop_token cancel) {
    gdb::RemoteTargetOptions options;
    options.set_timeout(machine.timeout);
    options.client.start_timeout = start_patience; // where it ends, the connection does
    options.client.cancel = std::move(cancel);
    options.client.explain_end = [process = machine.process](Error error) {
        return explain_ending(std::move(error), *process);
    };
    const int fd = machine.gdb.release();
    auto target = SWITCHSCOPE_TRY(
        gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"), options));
    return Connection{std::move(target), std::move(machine.process)};
}

Result<std::unique_ptr<Session>> open_started(StartedMachine machine, const Image& image,
                                              LiveSessionOptions options, std::stop_token cancel) {
    const auto process = machine.process;
    Connection connection = SWITCHSCOPE_TRY(connect_to(std::move(machine), cancel));
    auto session = LiveSession::open(std::move(connection.target), image, std::move(options),
                                     process, std::move(cancel));
    if (!session) {
        return fail(explain_ending(session.error(), *process));
    }
    return std::unique_ptr<Session>(std::move(*session));
}

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#include "app/demo.h"

#include <cstdlib>

#include <sys/socket.h>

#include "app/log_fifo.h"
#include "app/process.h"
#include "core/image/image.h"
#include "core/session/log_account.h"
#include "gdb/remote_target.h"
#include "gdb/transport.h"

#ifndef SWITCHSCOPE_BUILD_DEMO_DIR
#define SWITCHSCOPE_BUILD_DEMO_DIR ""
#endif

namespace switchscope::app {

namespace {

constexpr const char* qemu = "qemu-system-riscv64";

Error missing_qemu() {
    return {std::string(qemu) + " was not found on PATH",
            "Install it: apt install qemu-system-misc (Debian 12) or qemu-system-riscv (newer)."};
}

Result<std::string> block_trace_filter(const std::filesystem::path& path,
                                       const LiveSessionOptions& session) {
    auto image = Image::open(path);
    if (!image) {
        return fail(image.error());
    }
    auto routine = Routine::from_image(**image, session.routine);
    if (!routine) {
        return fail(routine.error());
    }
    return log_filter(*routine);
}

/// Adds what became of QEMU to errors that come after its start.
class DemoSession final : public Session {
  public:
    DemoSession(std::unique_ptr<LiveSession> session, std::shared_ptr<ChildProcess> machine)
        : machine_(std::move(machine)), session_(std::move(session)) {}

    std::shared_ptr<const SessionFacts> facts() const override { return session_->facts(); }
    const MachineState& state() const override { return session_->state(); }
    Result<void> advance(Stride stride, SessionListener& listener,
                         std::stop_token cancel) override {
        auto result = session_->advance(stride, listener, cancel);
        return result ? result : Result<void>(fail(explain_ending(result.error(), *machine_)));
    }

    Result<TraceProgress> trace(const TraceOptions& options, SessionListener& listener,
                                std::stop_token cancel) override {
        auto traced = session_->trace(options, listener, std::move(cancel));
        return traced ? traced
                      : Result<TraceProgress>(fail(explain_ending(traced.error(), *machine_)));
    }

    Result<void> write(const Location& place, std::uint64_t value,
                       SessionListener& listener) override {
        return session_->write(place, value, listener);
    }
    Result<std::string> monitor(const std::string& command) override {
        return session_->monitor(command);
    }
    std::vector<Traffic> traffic(std::uint64_t from) const override {
        return session_->traffic(from);
    }

    static Error explain_ending(Error error, ChildProcess& machine) {
        // The connection ends a moment before the process can be reaped.
        const std::string ending = machine.ending(std::chrono::milliseconds(500));
        if (!ending.empty()) {
            error.what = "QEMU " + ending + " (" + error.what + ")";
            error.remedy = "Restart the demo machine to go on.";
            if (const std::string said = machine.errors(500); !said.empty()) {
                error.what += "; it said: " + said.substr(0, said.find_last_not_of('\n') + 1);
            }
        }
        return error;
    }

  private:
    std::shared_ptr<ChildProcess> machine_;
    std::unique_ptr<LiveSession> session_;
};

std::vector<std::string> qemu_command(const std::filesystem::path& image, int gdb_fd,
                                      const DemoOptions& options) {
    std::string words = options.guests.empty() ? "" : "guests=" + options.guests + " ";
    words += options.timer ? "timer=on" : "timer=off";
    // clang-format off
    return {qemu, "-machine", "virt", "-cpu", "rv64,h=true", "-m", "128M", "-bios", "none",
            "-kernel", image.string(), "-append", words,
            "-display", "none", "-monitor", "none", "-serial", "stdio", "-no-reboot",
            "-S", "-chardev", "socket,id=gdb,fd=" + std::to_string(gdb_fd), "-gdb", "chardev:gdb"};
    // clang-format on
}

} // namespace

const std::vector<DemoVariant>& demo_variants() {
    static const std::vector<DemoVariant> variants{
        {"macro", "Demo machine: macro",
         "The switch as six macros, as in Linux 6.13 and later (commit 8f57adac3916)."},
        {"monolithic", "Demo machine: monolithic",
         "The same instructions written out in one function: what the macros were cut from."},
        {"legacy", "Demo machine: legacy",
         "hstatus and scounteren swapped in the routine as well, as Linux 6.1 does."}};
    return variants;
}

Result<std::filesystem::path> demo_image(std::string_view id) {
    const std::string name = "demo-" + std::string(id) + ".elf";
    std::vector<std::filesystem::path> folders;
    if (const char* folder = std::getenv("SWITCHSCOPE_DEMO_DIR")) {
        folders.emplace_back(folder);
    }
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    if (!ignored) {
        folders.push_back(program.parent_path() / "../share/switchscope/demo");
        folders.push_back(program.parent_path() / "../demo");
    }
    folders.emplace_back(SWITCHSCOPE_BUILD_DEMO_DIR);
    for (const auto& folder : folders) {
        const auto candidate = folder / name;
        if (std::filesystem::exists(candidate, ignored)) {
            return std::filesystem::weakly_canonical(candidate, ignored);
        }
    }
    return fail("the demo machine's " + name + " was not found",
                "Build it with ./dev build, or set SWITCHSCOPE_DEMO_DIR to the folder it is in.");
}

Result<DemoMachine> start_demo_machine(const DemoOptions& options) {
    auto image = demo_image(options.variant);
    if (!image) {
        return fail(image.error());
    }
    if (!find_program(qemu)) {
        return fail(missing_qemu());
    }
    // One end for QEMU, one for us: nobody else can connect, and no file is left behind.
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail("no socket for the connection to QEMU could be made");
    }
    FileDescriptor ours(ends[0]);
    FileDescriptor theirs(ends[1]);
    auto command = qemu_command(*image, theirs.get(), options);
    if (options.for_block_trace) {
        auto filter = block_trace_filter(*image, options.session);
        if (!filter) {
            return fail(filter.error());
        }
        command.insert(command.end(), {"-dfilter", std::move(*filter)});
    }
    auto started = ChildProcess::start({std::move(command), {theirs.get()}});
    if (!started) {
        return fail(started.error());
    }
    return DemoMachine{std::make_shared<ChildProcess>(std::move(*started)), std::move(ours),
                       std::move(*image)};
}

Result<std::unique_ptr<Session>> open_demo(const DemoOptions& options, std::stop_token cancel) {
    auto machine = start_demo_machine(options);
    if (!machine) {
        return fail(machine.error());
    }
    auto image = Image::open(machine->image);
    if (!image) {
        return fail(image.error());
    }
    const int fd = machine->gdb.release();
    auto target = gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"));
    if (!target) {
        return fail(DemoSession::explain_ending(target.error(), *machine->process));
    }
    LiveSessionOptions session_options = options.session;
    if (!session_options.open_log) {
        session_options.open_log = LogFifo::make;
    }
    session_options.title = "Demo machine, " + options.variant + " variant";
    auto session = LiveSession::open(std::move(*target), **image, std::move(session_options),
                                     machine->process, std::move(cancel));
    if (!session) {
        return fail(DemoSession::explain_ending(session.error(), *machine->process));
    }
    return std::make_unique<DemoSession>(std::move(*session), machine->process);
}

std::vector<TargetChoice> DemoProvider::choices() const {
    std::vector<TargetChoice> choices;
    for (const DemoVariant& variant : demo_variants()) {
        choices.push_back(
            {std::string(variant.id), std::string(variant.name), std::string(variant.description)});
    }
    return choices;
}

Result<std::unique_ptr<Session>> DemoProvider::open(const std::string& choice_id,
                                                    std::stop_token cancel) {
    DemoOptions options = options_;
    options.variant = choice_id;
    return open_demo(options, std::move(cancel));
}

} // namespace switchscope::app

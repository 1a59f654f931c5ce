// SPDX-License-Identifier: MIT
#include "app/open_target.h"

#include <algorithm>
#include <utility>

#include <sys/socket.h>

#include "app/demo.h"
#include "app/log_fifo.h"
#include "app/machine_session.h"
#include "app/qemu_command.h"
#include "core/base/hex.h"
#include "core/image/image.h"
#include "core/session/log_account.h"
#include "gdb/remote_target.h"
#include "gdb/transport.h"

namespace switchscope::app {

namespace {

/// A kernel boots in seconds; on a busy computer, emulated, in a minute.
constexpr std::chrono::milliseconds boot_patience{180'000};

std::string quoted_word(const std::string& word) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+.,:/@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) {
        return word;
    }
    std::string quoted = "'";
    for (const char c : word) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

Result<std::shared_ptr<const Image>> open_image(const TargetSpec& spec) {
    if (spec.image.empty()) {
        return fail("there is no image of the kernel that runs in the machine",
                    "Give the vmlinux that was built together with it: --image vmlinux");
    }
    return Image::open(spec.image);
}

LiveSessionOptions session_options(const TargetSpec& spec) {
    LiveSessionOptions options = spec.session;
    options.title = spec.title();
    options.skip_switches = spec.skip.value_or(0);
    options.patience = spec.patience.value_or(boot_patience);
    if (!options.open_log) {
        options.open_log = LogFifo::make;
    }
    return options;
}

Result<std::unique_ptr<Session>> open_demo_spec(const TargetSpec& spec, std::stop_token cancel) {
    DemoOptions options;
    options.variant = spec.variant;
    options.guests = spec.guests;
    options.timer = spec.timer;
    options.for_block_trace = spec.traced == TraceMode::block;
    const LiveSessionOptions defaults = options.session;
    options.session = spec.session;
    options.session.skip_switches = spec.skip.value_or(defaults.skip_switches);
    options.session.patience = spec.patience.value_or(defaults.patience);
    return open_demo(options, std::move(cancel));
}

/// A log can only be read where the machine writes it.
Result<std::unique_ptr<LogSource>> no_remote_log(const std::string& address) {
    return fail("the machine at " + address +
                    " is on another computer, where it cannot write its log for us",
                "Record with --mode step, or run switchscope on that computer.");
}

Result<std::unique_ptr<Session>> open_attached(const TargetSpec& spec, std::stop_token cancel) {
    auto address = gdb::parse_address(spec.address);
    if (!address) {
        return fail(address.error());
    }
    auto image = open_image(spec); // before the machine is stopped
    if (!image) {
        return fail(image.error());
    }
    LiveSessionOptions options = session_options(spec);
    if (!address->is_this_computer()) {
        options.open_log = [where = address->text()] { return no_remote_log(where); };
    }
    gdb::RemoteTargetOptions connecting;
    connecting.parting = spec.leave_halted ? gdb::Parting::leave_halted : gdb::Parting::let_run;
    connecting.client.cancel = cancel;
    auto target = gdb::RemoteTarget::connect(spec.address, connecting);
    if (!target) {
        return fail(target.error());
    }
    auto session = LiveSession::open(std::move(*target), **image, std::move(options), nullptr,
                                     std::move(cancel));
    if (!session) {
        return fail(session.error());
    }
    return std::unique_ptr<Session>(std::move(*session));
}

Result<std::unique_ptr<Session>> open_launched(const TargetSpec& spec, std::stop_token cancel) {
    auto image = open_image(spec);
    if (!image) {
        return fail(image.error());
    }
    QemuAdditions additions;
    additions.will_be_traced = spec.traced.has_value();
    if (spec.traced == TraceMode::block) {
        auto code = find_switch_code(**image, spec.session);
        if (!code) {
            return fail(code.error());
        }
        additions.log_filter = log_filter(code->routine);
    }
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail("no socket for the connection to QEMU could be made");
    }
    FileDescriptor ours(ends[0]);
    FileDescriptor theirs(ends[1]);
    additions.gdb_fd = theirs.get();
    auto command = complete_qemu_command(spec.command, additions);
    if (!command) {
        return fail(command.error());
    }
    if (!find_program(command->front())) {
        return fail(missing_program(command->front()));
    }
    auto started = ChildProcess::start({std::move(*command), {theirs.get()}});
    if (!started) {
        return fail(started.error());
    }
    theirs = FileDescriptor(); // so that its end ends the connection
    const auto process = std::make_shared<ChildProcess>(std::move(*started));
    const int fd = ours.release();
    gdb::RemoteTargetOptions connecting;
    connecting.client.cancel = cancel;
    auto target =
        gdb::RemoteTarget::connect(gdb::make_fd_transport(fd, fd, "a private socket"), connecting);
    if (!target) {
        return fail(explain_ending(target.error(), *process));
    }
    auto session = LiveSession::open(std::move(*target), **image, session_options(spec), process,
                                     std::move(cancel));
    if (!session) {
        return fail(explain_ending(session.error(), *process));
    }
    return std::make_unique<StartedSession>(std::move(*session), process);
}

} // namespace

std::string TargetSpec::title() const {
    switch (kind) {
    case Kind::demo:
        return demo_title(variant);
    case Kind::attach:
        return address;
    case Kind::launch:
        return command.empty() ? "a machine" : std::filesystem::path(command.front()).filename();
    }
    return {};
}

std::string TargetSpec::words() const {
    std::string words;
    if (kind == Kind::demo) {
        words = "--demo " + variant;
    } else {
        words = kind == Kind::attach ? "--attach " + quoted_word(address) : "--launch";
        words += " --image " + quoted_word(image);
    }
    if (!session.sources.empty()) {
        words += " --source " + quoted_word(session.sources);
    }
    if (!session.symbols.empty()) {
        words += " --symbols " + quoted_word(session.symbols);
    }
    if (session.at) {
        words += " --at " + hex(*session.at);
    }
    if (kind == Kind::launch) {
        words += " --";
        for (const std::string& word : command) {
            words += " " + quoted_word(word);
        }
    }
    return words;
}

Result<std::unique_ptr<Session>> open_target(const TargetSpec& spec, std::stop_token cancel) {
    switch (spec.kind) {
    case TargetSpec::Kind::demo:
        return open_demo_spec(spec, std::move(cancel));
    case TargetSpec::Kind::attach:
        return open_attached(spec, std::move(cancel));
    case TargetSpec::Kind::launch:
        return open_launched(spec, std::move(cancel));
    }
    return fail("there is no target to open");
}

} // namespace switchscope::app

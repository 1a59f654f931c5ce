// SPDX-License-Identifier: MIT
#include "app/machines/open_target.h"

#include <algorithm>
#include <utility>

#include "app/machines/demo.h"
#include "app/machines/log_fifo.h"
#include "app/machines/started_machine.h"
#include "core/base/hex.h"
#include "core/image/image.h"
#include "core/session/log_plan.h"
#include "gdb/remote_target.h"
#include "gdb/transport.h"

namespace switchscope::app {

namespace {

/// A kernel boots within seconds, or within a minute in QEMU on a busy computer.
constexpr std::chrono::milliseconds boot_patience{180'000};

/// A machine that is started again needs a moment until it listens.
constexpr std::chrono::milliseconds reconnect_patience{3000};

/// One word of a command line, with quotes for the shell where it needs them.
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

std::chrono::milliseconds later_patience(const TargetSpec& spec, std::chrono::milliseconds first) {
    return spec.unlimited ? std::chrono::milliseconds(0) : first;
}

DemoOptions demo_options(const TargetSpec& spec) {
    DemoOptions options;
    options.variant = spec.variant;
    options.guests = spec.guests;
    options.timer = spec.timer;
    options.for_block_trace = spec.traced == TraceMode::block;
    options.timeout = spec.timeout;
    const LiveSessionOptions defaults = options.session;
    options.session = spec.session;
    options.session.skip_switches = spec.skip.value_or(defaults.skip_switches);
    options.session.patience = spec.patience.value_or(defaults.patience);
    options.session.later_patience = later_patience(spec, options.session.patience);
    return options;
}

/// A machine writes its log on its own computer. So there is no log from another computer.
Result<std::unique_ptr<LogSource>> no_remote_log(const std::string& address) {
    return fail(
        en("the machine at %1 is on another computer, so its log cannot be read here")(address),
        en("Record with --mode step, or run switchscope on that computer."));
}

Result<Connection> connect(const TargetSpec& spec, std::chrono::milliseconds retry_for,
                           std::stop_token cancel) {
    gdb::RemoteTargetOptions options;
    options.set_timeout(spec.timeout);
    options.retry_for = retry_for;
    options.parting = spec.leave_halted ? gdb::Parting::leave_halted : gdb::Parting::let_run;
    options.client.cancel = std::move(cancel);
    auto target = SWITCHSCOPE_TRY(gdb::RemoteTarget::connect(spec.address, options));
    return Connection{std::move(target), nullptr};
}

Result<StartedMachine> launch(const TargetSpec& spec, const KernelImages& images) {
    QemuAdditions additions;
    additions.will_be_traced = spec.traced.has_value();
    // QEMU takes the filter only as it starts, and where the kernel will lie is not known then.
    if (spec.traced == TraceMode::block && !images.has_to_be_found()) {
        const SwitchCode code = SWITCHSCOPE_TRY(find_switch_code(*images.kernel, spec.session));
        additions.log_filter = log_filter(code.routine);
    }
    StartedMachine machine = SWITCHSCOPE_TRY(start_machine(spec.command, additions));
    machine.timeout = spec.timeout;
    return machine;
}

KernelFinder finder_of(const TargetSpec& spec, const KernelImages& images) {
    KernelPlaceOptions options;
    options.routine = spec.session.routine;
    options.hart = spec.session.hart;
    options.offset = spec.kaslr_offset;
    options.sections = spec.sections;
    options.patience = spec.patience.value_or(boot_patience);
    options.waiting = spec.note;
    return {images, std::move(options)};
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
    for (const std::filesystem::path& module : modules) {
        words += " --module " + quoted_word(module);
    }
    for (const auto& [name, where] : sections) {
        words += " --section " + quoted_word(name + "=" + hex(where));
    }
    if (kaslr_offset) {
        words += " --kaslr-offset " + hex(*kaslr_offset);
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

Result<OpenedKernel> open_kernel(const TargetSpec& spec) {
    if (spec.kind == TargetSpec::Kind::demo) {
        const std::filesystem::path path = SWITCHSCOPE_TRY(demo_image(spec.variant));
        return OpenedKernel{{SWITCHSCOPE_TRY(Image::open(path)), nullptr}, {}};
    }
    KernelFiles files{spec.image, spec.modules, spec.session.routine,
                      !spec.session.at && spec.session.symbols.empty()};
    return open_kernel_files(files);
}

LiveSessionOptions session_options(const TargetSpec& spec) {
    if (spec.kind == TargetSpec::Kind::demo) {
        return demo_options(spec).session;
    }
    LiveSessionOptions options = spec.session;
    options.title = spec.title();
    options.skip_switches = spec.skip.value_or(0);
    options.patience = spec.patience.value_or(boot_patience);
    options.later_patience = later_patience(spec, options.patience);
    if (!options.open_log) {
        options.open_log = LogFifo::make;
    }
    if (spec.kind == TargetSpec::Kind::attach) {
        const auto address = gdb::parse_address(spec.address);
        if (address && !address->is_this_computer()) {
            options.open_log = [where = address->text()] { return no_remote_log(where); };
        }
        options.connect = [spec](std::stop_token cancel) {
            return connect(spec, reconnect_patience, std::move(cancel));
        };
    }
    return options;
}

LiveSessionOptions session_options(const TargetSpec& spec, const KernelImages& images,
                                   const KernelPlace& place) {
    LiveSessionOptions options = session_options(spec);
    if (!images.has_to_be_found()) {
        return options;
    }
    options.place = place.words().english();
    const auto finder = std::make_shared<const KernelFinder>(finder_of(spec, images));
    options.check_place = [finder, place](Target& target) { return finder->check(target, place); };
    options.find_again = [finder, place](Target& target, std::stop_token cancel) {
        return finder->find_again(target, place, std::move(cancel));
    };
    return options;
}

Result<Connection> connect_target(const TargetSpec& spec, const KernelImages& images,
                                  std::stop_token cancel) {
    if (spec.kind == TargetSpec::Kind::attach) {
        return connect(spec, std::chrono::milliseconds(0), std::move(cancel));
    }
    if (spec.kind == TargetSpec::Kind::launch) {
        StartedMachine machine = SWITCHSCOPE_TRY(launch(spec, images));
        return connect_to(std::move(machine), std::move(cancel));
    }
    DemoMachine machine = SWITCHSCOPE_TRY(start_demo_machine(demo_options(spec)));
    return connect_to({std::move(machine.process), std::move(machine.gdb), spec.timeout},
                      std::move(cancel));
}

Result<KernelPlace> find_kernel(const TargetSpec& spec, const KernelImages& images, Target& target,
                                std::stop_token cancel) {
    if (!images.has_to_be_found() && !spec.kaslr_offset) {
        return KernelPlace{images.kernel, {}, {}};
    }
    return finder_of(spec, images).find(target, std::move(cancel));
}

Result<std::unique_ptr<Session>> open_target(const TargetSpec& spec, std::stop_token cancel) {
    if (spec.kind == TargetSpec::Kind::demo) {
        return open_demo(demo_options(spec), std::move(cancel));
    }
    // The images come first: an error in one must not stop the machine.
    const OpenedKernel kernel = SWITCHSCOPE_TRY(open_kernel(spec));
    if (spec.note) {
        std::ranges::for_each(kernel.notes, spec.note);
    }
    if (spec.kind == TargetSpec::Kind::launch && !kernel.images.has_to_be_found()) {
        StartedMachine machine = SWITCHSCOPE_TRY(launch(spec, kernel.images));
        return open_started(std::move(machine), *kernel.images.kernel, session_options(spec),
                            std::move(cancel));
    }
    Connection connection = SWITCHSCOPE_TRY(connect_target(spec, kernel.images, cancel));
    const KernelPlace place =
        SWITCHSCOPE_TRY(find_kernel(spec, kernel.images, *connection.target, cancel));
    auto session = SWITCHSCOPE_TRY(LiveSession::open(
        std::move(connection.target), *place.image, session_options(spec, kernel.images, place),
        std::move(connection.keep_alive), std::move(cancel)));
    return std::unique_ptr<Session>(std::move(session));
}

} // namespace switchscope::app

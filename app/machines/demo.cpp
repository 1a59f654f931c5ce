// SPDX-License-Identifier: MIT
#include "app/machines/demo.h"

#include <algorithm>
#include <cstdlib>

#include "app/machines/log_fifo.h"
#include "app/machines/process.h"
#include "app/machines/started_machine.h"
#include "core/image/image.h"
#include "core/session/log_plan.h"

#ifndef SWITCHSCOPE_BUILD_DEMO_DIR
#define SWITCHSCOPE_BUILD_DEMO_DIR ""
#endif

namespace switchscope::app {

namespace {

Result<std::string> block_trace_filter(const std::filesystem::path& path,
                                       const LiveSessionOptions& session) {
    const auto image = SWITCHSCOPE_TRY(Image::open(path));
    const Routine routine = SWITCHSCOPE_TRY(Routine::from_image(*image, session.routine));
    return log_filter(routine);
}

std::vector<std::string> qemu_command(const std::filesystem::path& image,
                                      const DemoOptions& options) {
    std::string words = options.guests.empty() ? "" : "guests=" + options.guests + " ";
    words += options.paging.empty() ? "" : "paging=" + options.paging + " ";
    words += options.timer ? "timer=on" : "timer=off";
    // clang-format off
    return {qemu_program, "-machine", "virt", "-cpu", "rv64,h=true", "-m", "128M", "-bios", "none",
            "-kernel", image.string(), "-append", words,
            "-display", "none", "-monitor", "none", "-serial", "stdio", "-no-reboot"};
    // clang-format on
}

} // namespace

const std::vector<DemoVariant>& demo_variants() {
    static const std::vector<DemoVariant> variants{
        {"macro", en("Demo machine: macro"), en("Demo machine, macro variant"),
         en("The switch as six macros, as in Linux 6.13 and later (commit 8f57adac3916).")},
        {"monolithic", en("Demo machine: monolithic"), en("Demo machine, monolithic variant"),
         en("The same instructions written out in one function: what the macros were cut from.")},
        {"legacy", en("Demo machine: legacy"), en("Demo machine, legacy variant"),
         en("hstatus and scounteren swapped in the routine as well, as Linux 6.1 does.")},
        {"broken", en("Demo machine: broken"), en("Demo machine, broken variant"),
         en("Broken on purpose: the six macros with one line lost. The machine runs on all the "
            "same. "
            "Find the bug."),
         false}};
    return variants;
}

std::string demo_title(std::string_view id) {
    const auto variant = std::ranges::find(demo_variants(), id, &DemoVariant::id);
    return variant != demo_variants().end() ? std::string(variant->title.text()) : std::string(id);
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
    return fail(en("the demo machine's %1 was not found")(name),
                en("Build it with ./dev build, or set SWITCHSCOPE_DEMO_DIR to the folder it is "
                   "in."));
}

Result<DemoMachine> start_demo_machine(const DemoOptions& options) {
    std::filesystem::path image = SWITCHSCOPE_TRY(demo_image(options.variant));
    QemuAdditions additions;
    if (options.for_block_trace) {
        additions.log_filter = SWITCHSCOPE_TRY(block_trace_filter(image, options.session));
    }
    StartedMachine started =
        SWITCHSCOPE_TRY(start_machine(qemu_command(image, options), additions));
    return DemoMachine{std::move(started.process), std::move(started.gdb), std::move(image)};
}

Result<std::unique_ptr<Session>> open_demo(const DemoOptions& options, std::stop_token cancel) {
    DemoMachine machine = SWITCHSCOPE_TRY(start_demo_machine(options));
    const auto image = SWITCHSCOPE_TRY(Image::open(machine.image));
    LiveSessionOptions session_options = options.session;
    if (!session_options.open_log) {
        session_options.open_log = LogFifo::make;
    }
    session_options.title = demo_title(options.variant);
    return open_started({std::move(machine.process), std::move(machine.gdb), options.timeout},
                        *image, std::move(session_options), std::move(cancel));
}

} // namespace switchscope::app

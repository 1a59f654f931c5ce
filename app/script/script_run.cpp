// SPDX-License-Identifier: MIT
#include <algorithm>
#include <csignal>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string_view>

#include <sys/resource.h>
#include <unistd.h>

#include <QCoreApplication>

#include "app/cli.h"
#include "app/interrupt.h"
#include "app/pages/html_page.h"
#include "app/pages/svg_picture.h"
#include "app/script/script_command.h"
#include "app/script/script_host.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

namespace {

/// The last line of a script that used up everything at once: a single operation that no watchdog can stop.
[[noreturn]] void end_out_of_resources(int) {
    static constexpr std::string_view message =
        "switchscope: the script was stopped: it needs more memory or a deeper stack than it may "
        "have\nDoes a text or a list grow without end, or a function call itself?\n";
    const auto written = ::write(STDERR_FILENO, message.data(), message.size());
    static_cast<void>(written);
    ::_exit(failure);
}

/// Memory that the interpreter asks for at once is refused by the system; what the interpreter does then (abort, a
/// null pointer) ends the program with a sentence. The machine's process was started before and is not limited.
void confine_memory(std::uint64_t more) {
    std::set_terminate([] { end_out_of_resources(0); });
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP}) {
        std::signal(signal, end_out_of_resources);
    }
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    file >> pages;
    const rlim_t limit = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + more;
    const rlimit both{limit, limit};
    ::setrlimit(RLIMIT_AS, &both);
#else
    static_cast<void>(more);
#endif
}

Result<std::string> read_script(const std::filesystem::path& path) {
    constexpr std::size_t most = 4u << 20;
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file || text.size() > most) {
        return fail("cannot read the script " + path.string(),
                    text.size() > most ? "It is larger than 4 MB." : "Is the name right?");
    }
    return text;
}

Result<void> write_page(const Stage& stage, const ScriptOutcome& outcome,
                        const ScriptOptions& options) {
    auto excerpt = excerpt_of(stage.facts(), stage.recording());
    if (!excerpt) {
        return fail(excerpt.error());
    }
    excerpt->notes = outcome.notes;
    std::ranges::stable_sort(excerpt->notes, {}, &Note::position);
    excerpt->title = outcome.title;
    excerpt->language = options.language;
    const auto page = html_page(*excerpt);
    if (!page) {
        return fail(page.error());
    }
    std::ofstream out(options.html, std::ios::trunc | std::ios::binary);
    out << *page;
    return out.flush() ? Result<void>() : fail("writing " + options.html.string() + " failed");
}

Result<void> write_captures(const Stage& stage, const ScriptOutcome& outcome,
                            const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto excerpt = excerpt_of(stage.facts(), stage.recording());
    if (!excerpt) {
        return fail(excerpt.error());
    }
    for (const Capture& capture : outcome.captures) {
        const auto path = folder / (capture.name + ".svg");
        std::ofstream out(path, std::ios::trunc | std::ios::binary);
        out << svg_picture(scene_at(*excerpt, capture.position, capture.places), true);
        if (!out.flush()) {
            return fail("writing " + path.string() + " failed",
                        "May files be made in that folder?");
        }
    }
    return {};
}

int report_outcome(const ScriptOutcome& outcome) {
    for (const std::string& failed : outcome.failures) {
        std::cerr << failed << '\n';
    }
    if (outcome.error) {
        std::cerr << outcome.error->message() << '\n';
    } else {
        std::cout << outcome.expectations << " expectations, " << outcome.failures.size()
                  << " failed\n";
    }
    return outcome.status();
}

} // namespace

int run_script_command(int argc, char** argv, const ScriptOptions& options) {
    const auto source = read_script(options.script);
    if (!source) {
        return report(source.error());
    }
    InterruptWatch watch;
    std::unique_ptr<Stage> stage;
    std::unique_ptr<RecordingFile> recording;
    if (!options.recording.empty()) {
        auto opened = RecordingFile::open(options.recording);
        if (!opened) {
            return report(opened.error());
        }
        recording = std::move(*opened);
        stage = std::make_unique<Stage>(recording->facts(), *recording);
    } else {
        auto session = open_target(options.target, watch.token());
        if (!session) {
            return watch.interrupted() ? int{interrupted} : report(session.error());
        }
        stage = std::make_unique<Stage>(std::move(*session));
    }
    const QCoreApplication application(argc, argv);
    ScriptLimits limits;
    limits.whole_time = std::chrono::seconds(options.seconds);
    confine_memory(4 * limits.memory);
    const ScriptOutcome outcome = run_script(
        {*source, options.script.filename().string(), options.language}, *stage, limits,
        [](const std::string& line) { std::cout << line << '\n'; },
        [](const Error& error) {
            std::cout.flush();
            std::cerr << error.message() << std::endl;
            ::_exit(failure);
        });
    if (!outcome.error && !options.html.empty()) {
        if (const auto written = write_page(*stage, outcome, options); !written) {
            return report(written.error());
        }
    }
    if (!outcome.error && !options.captures.empty()) {
        const auto written = write_captures(*stage, outcome, options.captures);
        if (!written) {
            return report(written.error());
        }
    }
    return report_outcome(outcome);
}

} // namespace switchscope::app

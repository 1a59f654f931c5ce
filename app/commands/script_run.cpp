// SPDX-License-Identifier: MIT
#include <algorithm>
#include <csignal>
#include <exception>
#include <fstream>
#include <iostream>
#include <string_view>

#include <sys/resource.h>
#include <unistd.h>

#include <QCoreApplication>

#include "app/commands/cli.h"
#include "app/commands/interrupt.h"
#include "app/commands/script_command.h"
#include "app/pages/export.h"
#include "app/pages/html_page.h"
#include "app/pages/svg_picture.h"
#include "app/script/script_host.h"
#include "core/trace/recording_file.h"
#include "ui/base/words.h"

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

/// A script that was played, and where.
struct Played {
    std::shared_ptr<Stage> stage;
    ScriptOutcome outcome;
};

TargetSpec target_of(const ScriptPlay& play, const Script& script) {
    TargetSpec target = play.target;
    if (!play.target_given) {
        const ScriptHead head = read_script_head(script);
        target.variant = head.demo.empty() ? target.variant : head.demo;
        target.timer = false;
    }
    return target;
}

Result<std::shared_ptr<Stage>> open_stage(const ScriptPlay& play, const Script& script,
                                          const std::stop_token& cancel) {
    if (!play.recording.empty()) {
        auto opened = RecordingFile::open(play.recording);
        if (!opened) {
            return fail(opened.error());
        }
        const std::shared_ptr<RecordingFile> recording = std::move(*opened);
        return std::make_shared<Stage>(recording->facts(), recording);
    }
    auto session = open_target(target_of(play, script), cancel);
    return session ? Result<std::shared_ptr<Stage>>(std::make_shared<Stage>(std::move(*session)))
                   : fail(session.error());
}

/// What it prints goes to `out`.
Result<Played> play_script(const ScriptPlay& play, const std::stop_token& cancel,
                           std::ostream& out) {
    const auto script = read_script(play.script);
    if (!script) {
        return fail(script.error());
    }
    auto stage = open_stage(play, *script, cancel);
    if (!stage) {
        return fail(stage.error());
    }
    ScriptLimits limits;
    limits.whole_time = std::chrono::seconds(play.seconds);
    confine_memory(4 * limits.memory);
    ScriptOutcome outcome = run_script(
        *script, *stage, limits, [&out](const std::string& line) { out << line << '\n'; },
        [&out](const Error& error) {
            out.flush();
            std::cerr << error.message() << std::endl;
            ::_exit(failure);
        },
        cancel);
    return Played{std::move(*stage), std::move(outcome)};
}

/// What the script tells, over what happened or some of it.
Result<Excerpt> excerpt_of(const Played& played, const std::string& language,
                           const PageOptions& options = {}) {
    auto excerpt = chosen_excerpt(played.stage->facts(), played.stage->recording(), options);
    if (excerpt) {
        excerpt->notes = played.outcome.narration.notes;
        std::ranges::stable_sort(excerpt->notes, {}, &Note::position);
        excerpt->title = played.outcome.narration.title.in(language);
        excerpt->language = language;
        excerpt->words = ui::words_of(language);
    }
    return excerpt;
}

Result<void> write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::trunc | std::ios::binary);
    out << bytes;
    return out.flush() ? Result<void>()
                       : fail("writing " + path.string() + " failed",
                              "Is there room, and may files be made in that folder?");
}

Result<void> write_page(const Excerpt& excerpt, const std::filesystem::path& path) {
    const auto page = html_page(excerpt);
    return page ? write_file(path, *page) : fail(page.error());
}

Result<void> write_captures(const Excerpt& excerpt, const std::vector<Capture>& captures,
                            const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const Capture& capture : captures) {
        SWITCHSCOPE_TRY(
            write_file(folder / (capture.name + ".svg"),
                       svg_picture(scene_at(excerpt, capture.position, capture.places), true)));
    }
    return {};
}

/// `out`: for what is no failure.
int report_outcome(const ScriptOutcome& outcome, std::ostream& out) {
    for (const std::string& failed : outcome.failures) {
        std::cerr << failed << '\n';
    }
    if (outcome.error) {
        std::cerr << outcome.error->message() << '\n';
    } else {
        out << outcome.expectations << " expectations, " << outcome.failures.size() << " failed\n";
    }
    return outcome.status();
}

Result<void> write_what_was_asked(const Played& played, const ScriptOptions& options) {
    if (played.outcome.error || (options.html.empty() && options.captures.empty())) {
        return {};
    }
    const auto excerpt = excerpt_of(played, options.play.language);
    if (!excerpt) {
        return fail(excerpt.error());
    }
    if (!options.html.empty()) {
        SWITCHSCOPE_TRY(write_page(*excerpt, options.html));
    }
    return options.captures.empty()
               ? Result<void>()
               : write_captures(*excerpt, played.outcome.captures, options.captures);
}

} // namespace

int run_script_command(int argc, char** argv, const ScriptOptions& options) {
    InterruptWatch watch;
    const QCoreApplication application(argc, argv);
    const auto played = play_script(options.play, watch.token(), std::cout);
    if (watch.interrupted()) {
        return interrupted;
    }
    if (!played) {
        return report(played.error());
    }
    if (const auto written = write_what_was_asked(*played, options); !written) {
        return report(written.error());
    }
    return report_outcome(played->outcome, std::cout);
}

int run_script_export(int argc, char** argv, const ScriptPlay& play, const PageFormat& format,
                      const PageOptions& page, const std::filesystem::path& output) {
    InterruptWatch watch;
    const QCoreApplication application(argc, argv);
    // The terminal is for what is exported.
    std::ostream& prints = output.empty() ? std::cerr : std::cout;
    const auto played = play_script(play, watch.token(), prints);
    if (watch.interrupted()) {
        return interrupted;
    }
    if (!played) {
        return report(played.error());
    }
    if (!played->outcome.error) {
        const auto excerpt = excerpt_of(*played, play.language, page);
        const auto made = excerpt ? format.make(*excerpt, page) : fail(excerpt.error());
        if (!made) {
            return report(made.error());
        }
        if (output.empty()) {
            std::cout << *made;
        } else if (const auto written = write_file(output, *made); !written) {
            return report(written.error());
        }
    }
    return report_outcome(played->outcome, prints);
}

} // namespace switchscope::app

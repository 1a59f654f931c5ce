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

/// Ends the program where a single operation of a script used up all memory or stack. No watchdog
/// can stop that.
[[noreturn]] void end_out_of_resources(int) {
    static constexpr std::string_view message =
        "switchscope: the script was stopped: it needs more memory or a deeper stack than it may "
        "have\nDoes a text or a list grow without end, or a function call itself?\n";
    const auto written = ::write(STDERR_FILENO, message.data(), message.size());
    static_cast<void>(written);
    ::_exit(failure);
}

/// Limits the memory of this process to `more` bytes than it has now. The system then refuses too
/// large requests of the interpreter, which aborts or uses a null pointer. A handler turns that
/// into a message. The machine's process was started before and is not limited.
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

/// A script that was played, with its stage.
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
        const std::shared_ptr<RecordingFile> recording =
            SWITCHSCOPE_TRY(RecordingFile::open(play.recording));
        return std::make_shared<Stage>(recording->facts(), recording);
    }
    auto session = SWITCHSCOPE_TRY(open_target(target_of(play, script), cancel));
    return std::make_shared<Stage>(std::move(session));
}

/// Plays a script. `out` gets what it prints.
Result<Played> play_script(const ScriptPlay& play, const std::stop_token& cancel,
                           std::ostream& out) {
    const Script script = SWITCHSCOPE_TRY(read_script(play.script));
    std::shared_ptr<Stage> stage = SWITCHSCOPE_TRY(open_stage(play, script, cancel));
    ScriptLimits limits;
    limits.whole_time = std::chrono::seconds(play.seconds);
    confine_memory(4 * limits.memory);
    ScriptOutcome outcome = run_script(
        script, stage, limits, [&out](const std::string& line) { out << line << '\n'; },
        [&out](const Error& error) {
            out.flush();
            std::cerr << error.message() << std::endl;
            ::_exit(failure);
        },
        cancel);
    return Played{std::move(stage), std::move(outcome)};
}

/// The notes of the script, with all that happened or the part that `options` selects.
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
                       : fail(en("writing %1 failed")(path.string()),
                              en("Is there space, and may files be made in that folder?"));
}

Result<void> write_page(const Excerpt& excerpt, const std::filesystem::path& path) {
    const std::string page = SWITCHSCOPE_TRY(html_page(excerpt));
    return write_file(path, page);
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

/// Prints the outcome: failures and errors to stderr, the summary to `out`. Returns the exit
/// status.
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

/// Writes the page and the pictures that the options ask for.
Result<void> write_what_was_asked(const Played& played, const ScriptOptions& options) {
    if (played.outcome.error || (options.html.empty() && options.captures.empty())) {
        return {};
    }
    const Excerpt excerpt = SWITCHSCOPE_TRY(excerpt_of(played, options.play.language));
    if (!options.html.empty()) {
        SWITCHSCOPE_TRY(write_page(excerpt, options.html));
    }
    return options.captures.empty()
               ? Result<void>()
               : write_captures(excerpt, played.outcome.captures, options.captures);
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
    // Where the export goes to stdout, the script prints to stderr.
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

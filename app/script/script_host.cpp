// SPDX-License-Identifier: MIT
#include "app/script/script_host.h"

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

#include <unistd.h>

#include "app/script/script_functions.h"

namespace switchscope::app {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

std::uint64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t whole = 0, resident = 0;
    file >> whole >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Why a script was stopped.
enum class Stopped : std::uint8_t { no, own_time, whole_time, memory, cancelled };

Error stopped_error(Stopped why, const std::string& file, const ScriptLimits& limits) {
    switch (why) {
    case Stopped::memory:
        return {en("%1: the script was stopped: it needs more than %2 MB of memory")(
                    file, limits.memory >> 20),
                en("Does a text or a list grow without end?")};
    case Stopped::whole_time:
        return {en("%1: the script was stopped after %2 s")(file, limits.whole_time.count() / 1000),
                en("Give it more time with --seconds, or less to do.")};
    case Stopped::cancelled:
        return {en("%1: the script was stopped before its end")(file), {}};
    default:
        return {en("%1: the script was stopped: it does not come to an end (%2 ms without going "
                   "on)")(file, limits.own_time.count()),
                en("Does a loop never end?")};
    }
}

/// The execution of a script on a thread of its own. The thread shares this object, because it may
/// have to outlive the caller.
class ScriptRun {
  public:
    /// Makes the receiver of the calls, on the thread of the script.
    using MakeHost = std::function<std::unique_ptr<CallReceiver>(
        QJSEngine&, OwnTime&, const std::stop_token&, ScriptOutcome&)>;

    ScriptRun(Script script, MakeHost make_host)
        : script_(std::move(script)), file_(text_of(script_.file)),
          make_host_(std::move(make_host)) {}

    void execute();
    // The following are for other threads.
    void ended();
    void stop(Stopped why);
    bool ended_within(milliseconds time) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, time, [this] { return ended_; });
    }
    Clock::duration own_time() const { return own_time_.used(); }
    Stopped stopped() const { return stopped_; }
    ScriptOutcome take_outcome() { return std::move(outcome_); } ///< after it has ended

  private:
    void define_functions(QJSEngine& engine, CallReceiver& host);

    Script script_;
    QString file_;
    MakeHost make_host_;
    ScriptOutcome outcome_;
    OwnTime own_time_;
    std::stop_source cancel_;
    std::atomic<Stopped> stopped_ = Stopped::no;
    std::mutex mutex_; ///< protects the members after it
    std::condition_variable changed_;
    QJSEngine* engine_ = nullptr;
    bool ended_ = false;
};

void ScriptRun::define_functions(QJSEngine& engine, CallReceiver& host) {
    QJSEngine::setObjectOwnership(&host, QJSEngine::CppOwnership);
    QJSValue define = engine.evaluate(QStringLiteral("(function (host, index, stack) {\n"
                                                     "    return function (...words) {\n"
                                                     "        return host.call(index, words, "
                                                     "new Error().stack);\n"
                                                     "    };\n"
                                                     "})"),
                                      QString::fromLatin1(script_prelude_name));
    const QJSValue object = engine.newQObject(&host);
    const auto calls = script_calls();
    for (std::size_t n = 0; n < calls.size(); ++n) {
        engine.globalObject().setProperty(text_of(calls[n].name),
                                          define.call({object, static_cast<int>(n)}));
    }
}

void ScriptRun::execute() {
    QJSEngine engine;
    {
        const std::scoped_lock lock(mutex_);
        engine_ = &engine;
        engine.setInterrupted(stopped_ != Stopped::no);
    }
    {
        const auto host = make_host_(engine, own_time_, cancel_.get_token(), outcome_);
        define_functions(engine, *host);
        own_time_.resume();
        QStringList stack;
        const QJSValue result = engine.evaluate(text_of(script_.source), file_, 1, &stack);
        own_time_.pause();
        if (stopped_ == Stopped::no && (result.isError() || !stack.isEmpty())) {
            const QString own = result.property(QStringLiteral("stack")).toString();
            const QString trace = result.isError() ? own : stack.join(QLatin1Char('\n'));
            std::string where = place_in(trace, file_);
            // A syntax error has no stack frame, but a line number of its own.
            const QJSValue line = result.property(QStringLiteral("lineNumber"));
            if (where == file_.toStdString() && line.isNumber()) {
                where += ":" + std::to_string(line.toInt());
            }
            outcome_.error =
                Error{verbatim(where + ": " + result.toString().left(2000).toStdString()), {}};
        }
    }
    {
        const std::scoped_lock lock(mutex_);
        engine_ = nullptr;
    }
}

void ScriptRun::stop(Stopped why) {
    const std::scoped_lock lock(mutex_);
    stopped_ = why;
    cancel_.request_stop();
    if (engine_ != nullptr) {
        engine_->setInterrupted(true);
    }
}

void ScriptRun::ended() {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    changed_.notify_all();
}

/// Executes a script until it ends or exceeds a limit.
ScriptOutcome watch(const Script& script, ScriptRun::MakeHost make_host, const ScriptLimits& limits,
                    const std::function<void(const Error&)>& stuck, const std::stop_token& cancel) {
    constexpr milliseconds interval{10};
    constexpr milliseconds grace{400}; // until the interpreter must have stopped
    const auto run = std::make_shared<ScriptRun>(script, std::move(make_host));
    const std::uint64_t memory_before = resident_bytes();
    const auto began = Clock::now();
    std::thread thread([run] {
        run->execute();
        run->ended();
    });
    while (!run->ended_within(interval)) {
        Stopped why = Stopped::no;
        if (resident_bytes() > memory_before + limits.memory) {
            why = Stopped::memory;
        } else if (run->own_time() > limits.own_time) {
            why = Stopped::own_time;
        } else if (Clock::now() - began > limits.whole_time) {
            why = Stopped::whole_time;
        } else if (cancel.stop_requested()) {
            why = Stopped::cancelled;
        }
        if (why != Stopped::no) {
            run->stop(why);
            if (!run->ended_within(grace)) {
                const Error error = stopped_error(why, script.file, limits);
                stuck(error);
                thread.detach();
                ScriptOutcome outcome;
                outcome.error = error;
                outcome.left_running = true;
                return outcome;
            }
            break;
        }
    }
    thread.join();
    ScriptOutcome outcome = run->take_outcome();
    if (run->stopped() != Stopped::no) {
        outcome.error = stopped_error(run->stopped(), script.file, limits);
    }
    return outcome;
}

/// Takes the arguments of lesson(), where that is the first call, and ends the script.
class HeadReceiver final : public CallReceiver {
  public:
    HeadReceiver(QJSEngine& engine, ScriptHead& head) : engine_(engine), head_(head) {}

  private:
    QJSValue take(std::size_t index, const QJSValue& arguments, const QString&) override {
        if (!called_ && ScriptFunctions::is_lesson(index)) {
            ScriptFunctions::read_head(arguments, head_);
        }
        called_ = true;
        engine_.setInterrupted(true);
        engine_.throwError(QStringLiteral("the head is complete"));
        return {};
    }

    QJSEngine& engine_;
    ScriptHead& head_;
    bool called_ = false;
};

} // namespace

Result<Script> read_script(const std::filesystem::path& path) {
    constexpr std::size_t most = 4u << 20;
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file || text.size() > most) {
        return fail(en("cannot read the script %1")(path.string()),
                    text.size() > most ? en("It is larger than 4 MB.") : en("Is the name right?"));
    }
    return Script{std::move(text), path.filename().string()};
}

ScriptHead read_script_head(const Script& script) {
    const auto head = std::make_shared<ScriptHead>();
    const auto outcome = watch(
        script,
        [head](QJSEngine& engine, OwnTime&, const std::stop_token&, ScriptOutcome&) {
            return std::make_unique<HeadReceiver>(engine, *head);
        },
        {}, [](const Error&) {}, {});
    return outcome.left_running ? ScriptHead{} : *head;
}

ScriptOutcome run_script(const Script& script, const std::shared_ptr<Stage>& stage,
                         const ScriptLimits& limits,
                         const std::function<void(const std::string&)>& print,
                         const std::function<void(const Error&)>& stuck,
                         const std::stop_token& cancel) {
    return watch(
        script,
        [stage, print, file = text_of(script.file)](QJSEngine& engine, OwnTime& own_time,
                                                    const std::stop_token& stop,
                                                    ScriptOutcome& outcome) {
            return std::make_unique<ScriptFunctions>(engine, *stage, file, outcome, own_time, stop,
                                                     print);
        },
        limits, stuck, cancel);
}

} // namespace switchscope::app

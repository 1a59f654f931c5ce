// SPDX-License-Identifier: MIT
#include "app/script/script_host.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <cmath>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

#include <unistd.h>

#include <QJSEngine>
#include <QJSValue>
#include <QObject>

#include "app/step_text.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"

namespace switchscope::app {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Where the functions that scripts call come from, in the interpreter's stack traces.
const QString prelude_name = QStringLiteral("switchscope:functions");

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::uint64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t whole = 0, resident = 0;
    file >> whole >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Time that runs while it is not paused. One thread pauses it, any reads it.
class OwnTime {
  public:
    void pause() {
        const std::scoped_lock lock(mutex_);
        used_ += Clock::now() - since_;
        paused_ = true;
    }
    void resume() {
        const std::scoped_lock lock(mutex_);
        since_ = Clock::now();
        paused_ = false;
    }
    Clock::duration used() const {
        const std::scoped_lock lock(mutex_);
        return paused_ ? used_ : used_ + (Clock::now() - since_);
    }

  private:
    mutable std::mutex mutex_;
    Clock::duration used_{};
    Clock::time_point since_ = Clock::now();
    bool paused_ = true;
};

/// "lesson.js:12" out of an interpreter's stack trace ("function:12:5:file:///lesson.js" or "function@lesson.js:12",
/// innermost first): the first frame that is the script's own.
std::string place_in(const QString& stack, const QString& file) {
    for (const QString& frame : stack.split(QLatin1Char('\n'))) {
        const qsizetype at = frame.lastIndexOf(file);
        if (at < 0 || frame.contains(prelude_name)) {
            continue;
        }
        QString line;
        for (qsizetype n = at + file.size() + 1; n < frame.size() && frame.at(n).isDigit(); ++n) {
            line += frame.at(n);
        }
        return (file + (line.isEmpty() ? QString() : QLatin1Char(':') + line)).toStdString();
    }
    return file.toStdString();
}

} // namespace

/// What stands behind the functions of a script.
class ScriptHost : public QObject {
    Q_OBJECT
  public:
    ScriptHost(QJSEngine& engine, Stage& stage, QString file, QString language,
               ScriptOutcome& outcome, OwnTime& own_time, std::stop_token cancel,
               const std::function<void(const std::string&)>& print)
        : engine_(engine), stage_(stage), file_(std::move(file)), language_(std::move(language)),
          outcome_(outcome), own_time_(own_time), cancel_(std::move(cancel)), print_(print) {}

    using Value = Result<QJSValue>;
    struct Call {
        ScriptCall about;
        Value (ScriptHost::*run)();
    };
    static std::span<const Call> calls();

    /// Call number `index` of calls(), from where `stack` says.
    Q_INVOKABLE QJSValue call(int index, const QJSValue& arguments, const QString& stack) {
        arguments_ = arguments;
        stack_ = stack;
        const auto result = (this->*calls()[static_cast<std::size_t>(index)].run)();
        if (!result) {
            engine_.throwError(QJSValue::GenericError, text_of(result.error().message()));
            return {};
        }
        return *result;
    }

  private:
    QJSValue argument(quint32 n) const { return arguments_.property(n); }
    bool given(quint32 n) const { return !argument(n).isUndefined(); }
    /// A whole number, 0 at least.
    Result<std::size_t> count(quint32 n, std::size_t unless_given) const;
    Result<Location> place(quint32 n) const;
    /// A text, or the one in the language asked for out of {en: "...", zh: "..."}.
    QString words(quint32 n) const;
    QJSValue position() const { return {static_cast<double>(stage_.position())}; }
    Value forward(Stride stride, std::size_t times);
    static QJSValue value(std::optional<std::uint64_t> value) {
        return value ? QJSValue(text_of(hex(*value))) : QJSValue(QJSValue::NullValue);
    }
    QJSValue list(const std::vector<QJSValue>& items) const;
    void note(const QString& text, const std::vector<std::string>& places);

    Value step() {
        const auto times = count(0, 1);
        return times ? forward(Stride::instruction, *times) : Value(fail(times.error()));
    }
    Value macro() { return forward(Stride::macro, 1); }
    Value half() { return forward(Stride::half, 1); }
    Value world_switch() { return forward(Stride::world_switch, 1); }
    Value back();
    Value go_to();
    Value run_until();
    Value read();
    Value state();
    Value provenance();
    Value findings();
    Value exits();
    Value explanation();
    Value lesson();
    Value narrate();
    Value highlight();
    Value expect();
    Value capture();
    Value print();

    QJSEngine& engine_;
    Stage& stage_;
    QString file_, language_;
    ScriptOutcome& outcome_;
    OwnTime& own_time_;
    std::stop_token cancel_;
    const std::function<void(const std::string&)>& print_;
    QJSValue arguments_;
    QString stack_;
};

std::span<const ScriptHost::Call> ScriptHost::calls() {
    static constexpr std::array<Call, 19> table{{
        {{"step", "(count?: number): number", "Goes on by one instruction, or by `count`."},
         &ScriptHost::step},
        {{"macro", "(): number",
          "Goes on to the end of the macro, of the guest's run, or of the C code in between."},
         &ScriptHost::macro},
        {{"half", "(): number", "Goes on to the end of this half of the world switch."},
         &ScriptHost::half},
        {{"worldSwitch", "(): number", "Goes on to the entry of the next world switch."},
         &ScriptHost::world_switch},
        {{"back", "(count?: number): number", "Goes back by one instruction, or by `count`."},
         &ScriptHost::back},
        {{"goTo", "(position: number): number",
          "Goes to the moment after so many steps of the recording."},
         &ScriptHost::go_to},
        {{"runUntil", "(condition: Condition, most?: number): number",
          "Goes on, one step at least, until the condition holds; fails after `most` steps "
          "(100000)."},
         &ScriptHost::run_until},
        {{"read", "(place: Place): Value",
          "The value of a register, CSR or slot now; null: not available."},
         &ScriptHost::read},
        {{"state", "(): State", "Where everything stands now."}, &ScriptHost::state},
        {{"provenance", "(place: Place): Provenance",
          "Whose value a place holds and the steps that brought it there in this world switch."},
         &ScriptHost::provenance},
        {{"findings", "(): Finding[]",
          "What is wrong in the world switches that were complete by now."},
         &ScriptHost::findings},
        {{"exits", "(): Exit[]", "The guest's exits up to now."}, &ScriptHost::exits},
        {{"explain", "(): string", "What the last step means, in one sentence."},
         &ScriptHost::explanation},
        {{"lesson", "(title: Words): void", "Names what the script shows."}, &ScriptHost::lesson},
        {{"narrate", "(markdown: Words): void",
          "Says something at this moment: a note of the page that is exported."},
         &ScriptHost::narrate},
        {{"highlight", "(...places: Place[]): void", "Points at places, beside what is said here."},
         &ScriptHost::highlight},
        {{"expect", "(what: Condition | boolean, message?: string): boolean",
          "Notes a failure where something does not hold: a text is a condition, all else is a "
          "value."},
         &ScriptHost::expect},
        {{"capture", "(name: string): void", "Keeps a picture of this moment, called `name`."},
         &ScriptHost::capture},
        {{"print", "(...words: unknown[]): void", "Prints a line."}, &ScriptHost::print},
    }};
    return table;
}

Result<std::size_t> ScriptHost::count(quint32 n, std::size_t unless_given) const {
    if (!given(n)) {
        return unless_given;
    }
    const double number = argument(n).toNumber();
    if (!(number >= 0 && number <= 1e15) || number != std::floor(number)) {
        return fail("'" + argument(n).toString().left(40).toStdString() +
                    "' is not a number of steps");
    }
    return static_cast<std::size_t>(number);
}

Result<Location> ScriptHost::place(quint32 n) const {
    return stage_.place(argument(n).toString().left(80).toStdString());
}

QString ScriptHost::words(quint32 n) const {
    const QJSValue given = argument(n);
    if (!given.isObject()) {
        return given.toString();
    }
    const QJSValue wanted = given.property(language_);
    return (wanted.isUndefined() ? given.property(QStringLiteral("en")) : wanted).toString();
}

QJSValue ScriptHost::list(const std::vector<QJSValue>& items) const {
    QJSValue array = engine_.newArray(static_cast<uint>(items.size()));
    for (std::size_t n = 0; n < items.size(); ++n) {
        array.setProperty(static_cast<quint32>(n), items[n]);
    }
    return array;
}

ScriptHost::Value ScriptHost::forward(Stride stride, std::size_t times) {
    own_time_.pause();
    Result<void> went;
    for (std::size_t n = 0; n < times && went; ++n) {
        went = stage_.forward(stride, cancel_);
    }
    own_time_.resume();
    return went ? Value(position()) : fail(went.error());
}

ScriptHost::Value ScriptHost::back() {
    const auto times = count(0, 1);
    if (!times) {
        return fail(times.error());
    }
    for (std::size_t n = 0; n < *times; ++n) {
        SWITCHSCOPE_TRY(stage_.back());
    }
    return position();
}

ScriptHost::Value ScriptHost::go_to() {
    const auto to = count(0, 0);
    if (!to) {
        return fail(to.error());
    }
    SWITCHSCOPE_TRY(stage_.go_to(*to));
    return position();
}

ScriptHost::Value ScriptHost::run_until() {
    const auto most = count(1, 100000);
    if (!most) {
        return fail(most.error());
    }
    own_time_.pause();
    const auto went = stage_.run_until(argument(0).toString().toStdString(), *most, cancel_);
    own_time_.resume();
    return went ? Value(position()) : fail(went.error());
}

ScriptHost::Value ScriptHost::read() {
    const auto at = place(0);
    return at ? Value(value(stage_.state().value(*at))) : fail(at.error());
}

ScriptHost::Value ScriptHost::state() {
    const MachineState& now = stage_.state();
    const SessionFacts& facts = *stage_.facts();
    const Step* last = stage_.last_step();
    const Instruction* next = stage_.next_instruction();
    QJSValue object = engine_.newObject();
    const auto text = [&](const char* name, const std::string& words) {
        object.setProperty(QString::fromLatin1(name), text_of(words));
    };
    object.setProperty(QStringLiteral("position"), position());
    object.setProperty(QStringLiteral("size"), static_cast<double>(stage_.size()));
    object.setProperty(QStringLiteral("hart"), now.hart);
    object.setProperty(QStringLiteral("vcpu"), now.area);
    object.setProperty(QStringLiteral("switch"),
                       last != nullptr ? static_cast<double>(last->switch_number) : 0);
    text("pc", hex(now.pc));
    text("world", world_name(now.world));
    text("half", last != nullptr ? half_name(last->half) : "");
    text("macro", last != nullptr ? span_name(*last, facts.routine) : "");
    text("instruction", last != nullptr ? instruction_text(*last) : "");
    text("next", next != nullptr ? next->text() : "");
    QJSValue registers = engine_.newObject();
    for (unsigned n = 1; n < gpr_count; ++n) {
        registers.setProperty(text_of(gpr_name(n)), value(now.gprs[n]));
    }
    for (const auto& [number, held] : now.csrs) {
        registers.setProperty(text_of(csr_name(number)), value(held));
    }
    object.setProperty(QStringLiteral("registers"), registers);
    std::vector<QJSValue> changed;
    for (std::size_t n = 0; last != nullptr && n < last->effects.size(); ++n) {
        changed.emplace_back(text_of(location_name(last->effects[n].at, facts.area)));
    }
    object.setProperty(QStringLiteral("changed"), list(changed));
    return object;
}

ScriptHost::Value ScriptHost::provenance() {
    const auto at = place(0);
    if (!at) {
        return fail(at.error());
    }
    const Provenance found = stage_.provenance(*at);
    QJSValue object = engine_.newObject();
    object.setProperty(QStringLiteral("owner"), QString::fromLatin1(owner_name(found.owner)));
    object.setProperty(QStringLiteral("origin"), text_of(describe(found, stage_.facts()->area)));
    std::vector<QJSValue> steps;
    for (const std::size_t step : found.chain) {
        steps.emplace_back(static_cast<double>(step));
    }
    object.setProperty(QStringLiteral("steps"), list(steps));
    return object;
}

ScriptHost::Value ScriptHost::findings() {
    std::vector<QJSValue> found;
    for (const Finding& finding : stage_.findings()) {
        QJSValue object = engine_.newObject();
        object.setProperty(QStringLiteral("rule"), text_of(finding.rule->id));
        object.setProperty(QStringLiteral("id"), text_of(finding.id));
        object.setProperty(QStringLiteral("severity"),
                           QString::fromLatin1(severity_name(finding.rule->severity)));
        object.setProperty(QStringLiteral("message"), text_of(finding.message));
        object.setProperty(QStringLiteral("step"),
                           finding.step ? QJSValue(static_cast<double>(*finding.step))
                                        : QJSValue(QJSValue::NullValue));
        found.push_back(object);
    }
    return list(found);
}

ScriptHost::Value ScriptHost::exits() {
    std::vector<QJSValue> exits;
    for (const Stage::Exit& exit : stage_.exits()) {
        QJSValue object = engine_.newObject();
        object.setProperty(QStringLiteral("step"), static_cast<double>(exit.step));
        object.setProperty(QStringLiteral("switch"), static_cast<double>(exit.switch_number));
        object.setProperty(QStringLiteral("cause"), value(exit.cause));
        object.setProperty(QStringLiteral("name"),
                           exit.cause ? text_of(trap_cause_name(*exit.cause)) : QString());
        exits.push_back(object);
    }
    return list(exits);
}

ScriptHost::Value ScriptHost::explanation() {
    const Step* last = stage_.last_step();
    return QJSValue(last != nullptr
                        ? text_of(explain(*last, stage_.facts()->routine, stage_.facts()->area))
                        : QString());
}

ScriptHost::Value ScriptHost::lesson() {
    outcome_.title = words(0).left(200).toStdString();
    return QJSValue();
}

/// Notes of one moment are one note.
void ScriptHost::note(const QString& text, const std::vector<std::string>& places) {
    if (outcome_.notes.empty() || outcome_.notes.back().position != stage_.position()) {
        outcome_.notes.push_back({stage_.position(), {}, {}});
    }
    Note& note = outcome_.notes.back();
    note.text += (note.text.empty() || text.isEmpty() ? "" : "\n\n") + text.toStdString();
    note.places.insert(note.places.end(), places.begin(), places.end());
}

ScriptHost::Value ScriptHost::narrate() {
    const QString text = words(0);
    if (text.size() > 20000) {
        return fail("a note of " + std::to_string(text.size()) + " characters is too long",
                    "20000 are allowed.");
    }
    // Lines of a script are indented as its code is.
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines) {
        line = line.trimmed();
    }
    note(lines.join(QLatin1Char('\n')).trimmed(), {});
    return QJSValue();
}

ScriptHost::Value ScriptHost::highlight() {
    std::vector<std::string> names;
    const quint32 size = arguments_.property(QStringLiteral("length")).toUInt();
    for (quint32 n = 0; n < size; ++n) {
        const auto at = place(n);
        if (!at) {
            return fail(at.error());
        }
        names.push_back(location_name(*at, stage_.facts()->area));
    }
    note({}, names);
    return QJSValue();
}

ScriptHost::Value ScriptHost::expect() {
    ++outcome_.expectations;
    bool holds = argument(0).toBool();
    std::string text = place_in(stack_, file_) + ": ";
    if (argument(0).isString()) {
        const std::string condition = argument(0).toString().toStdString();
        const auto asked = stage_.holds(condition);
        if (!asked) {
            return fail(asked.error());
        }
        holds = *asked;
        text += condition + " does not hold: " + stage_.seen(condition);
    } else {
        text += "expected, but it is " + argument(0).toString().left(200).toStdString();
    }
    if (!holds) {
        text += ", after " + std::to_string(stage_.position()) + " steps";
        if (given(1)) {
            text += ": " + argument(1).toString().left(2000).toStdString();
        }
        outcome_.failures.push_back(std::move(text));
    }
    return QJSValue(holds);
}

ScriptHost::Value ScriptHost::capture() {
    const std::string name = argument(0).toString().left(80).toStdString();
    const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    });
    if (!plain) {
        return fail("'" + name + "' cannot name a picture",
                    "Use letters, digits, '-' and '_' only.");
    }
    const bool said =
        !outcome_.notes.empty() && outcome_.notes.back().position == stage_.position();
    outcome_.captures.push_back({name, stage_.position(),
                                 said ? outcome_.notes.back().places : std::vector<std::string>()});
    return QJSValue();
}

ScriptHost::Value ScriptHost::print() {
    QStringList words;
    const quint32 size = arguments_.property(QStringLiteral("length")).toUInt();
    for (quint32 n = 0; n < size; ++n) {
        words.push_back(argument(n).toString().left(10000));
    }
    print_(words.join(QLatin1Char(' ')).toStdString());
    return QJSValue();
}

namespace {

/// Why a script was stopped.
enum class Stopped : std::uint8_t { no, own_time, whole_time, memory };

Error stopped_error(Stopped why, const std::string& file, const ScriptLimits& limits) {
    switch (why) {
    case Stopped::memory:
        return {file + ": the script was stopped: it needs more than " +
                    std::to_string(limits.memory >> 20) + " MB of memory",
                "Does a text or a list grow without end?"};
    case Stopped::whole_time:
        return {file + ": the script was stopped after " +
                    std::to_string(limits.whole_time.count() / 1000) + " s",
                "Give it more time with --seconds, or less to do."};
    default:
        return {file + ": the script was stopped: it does not come to an end (" +
                    std::to_string(limits.own_time.count()) + " ms without going on)",
                "Does a loop never end?"};
    }
}

/// Runs on the script's thread, which ends with it.
class ScriptRun {
  public:
    ScriptRun(const Script& script, Stage& stage, ScriptOutcome& outcome,
              const std::function<void(const std::string&)>& print)
        : script_(script), file_(text_of(script.file)), stage_(stage), outcome_(outcome),
          print_(print) {}

    void run();
    // From another thread:
    void ended();
    void stop(Stopped why);
    bool ended_within(milliseconds time) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, time, [this] { return ended_; });
    }
    Clock::duration own_time() const { return own_time_.used(); }
    Stopped stopped() const { return stopped_; }

  private:
    void define_functions(QJSEngine& engine, ScriptHost& host);
    const Script& script_;
    QString file_;
    Stage& stage_;
    ScriptOutcome& outcome_;
    const std::function<void(const std::string&)>& print_;
    OwnTime own_time_;
    std::stop_source cancel_;
    std::atomic<Stopped> stopped_ = Stopped::no;
    std::mutex mutex_; ///< of the following
    std::condition_variable changed_;
    QJSEngine* engine_ = nullptr;
    bool ended_ = false;
};

void ScriptRun::define_functions(QJSEngine& engine, ScriptHost& host) {
    QJSEngine::setObjectOwnership(&host, QJSEngine::CppOwnership);
    QJSValue define = engine.evaluate(QStringLiteral("(function (host, index, stack) {\n"
                                                     "    return function (...words) {\n"
                                                     "        return host.call(index, words, "
                                                     "new Error().stack);\n"
                                                     "    };\n"
                                                     "})"),
                                      prelude_name);
    const QJSValue object = engine.newQObject(&host);
    const auto calls = ScriptHost::calls();
    for (std::size_t n = 0; n < calls.size(); ++n) {
        engine.globalObject().setProperty(text_of(calls[n].about.name),
                                          define.call({object, static_cast<int>(n)}));
    }
}

void ScriptRun::run() {
    QJSEngine engine;
    {
        const std::scoped_lock lock(mutex_);
        engine_ = &engine;
        engine.setInterrupted(stopped_ != Stopped::no);
    }
    {
        ScriptHost host(engine, stage_, file_, text_of(script_.language), outcome_, own_time_,
                        cancel_.get_token(), print_);
        define_functions(engine, host);
        own_time_.resume();
        QStringList stack;
        const QJSValue result = engine.evaluate(text_of(script_.source), file_, 1, &stack);
        own_time_.pause();
        if (stopped_ == Stopped::no && (result.isError() || !stack.isEmpty())) {
            const QString own = result.property(QStringLiteral("stack")).toString();
            const QString trace = result.isError() ? own : stack.join(QLatin1Char('\n'));
            std::string where = place_in(trace, file_);
            // A syntax error has no frame: it has its line with it.
            const QJSValue line = result.property(QStringLiteral("lineNumber"));
            if (where == file_.toStdString() && line.isNumber()) {
                where += ":" + std::to_string(line.toInt());
            }
            outcome_.error = Error{where + ": " + result.toString().left(2000).toStdString(), {}};
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

} // namespace

std::vector<ScriptCall> script_calls() {
    std::vector<ScriptCall> calls;
    for (const ScriptHost::Call& call : ScriptHost::calls()) {
        calls.push_back(call.about);
    }
    return calls;
}

ScriptOutcome run_script(const Script& script, Stage& stage, const ScriptLimits& limits,
                         const std::function<void(const std::string&)>& print,
                         const std::function<void(const Error&)>& stuck) {
    constexpr milliseconds look_every{10};
    constexpr milliseconds grace{400}; // to come to a point where it can be stopped
    ScriptOutcome outcome;
    ScriptRun run(script, stage, outcome, print);
    const std::uint64_t memory_before = resident_bytes();
    const auto began = Clock::now();
    std::thread thread([&run] {
        run.run();
        run.ended();
    });
    while (!run.ended_within(look_every)) {
        Stopped why = Stopped::no;
        if (resident_bytes() > memory_before + limits.memory) {
            why = Stopped::memory;
        } else if (run.own_time() > limits.own_time) {
            why = Stopped::own_time;
        } else if (Clock::now() - began > limits.whole_time) {
            why = Stopped::whole_time;
        }
        if (why != Stopped::no) {
            run.stop(why);
            if (!run.ended_within(grace)) {
                stuck(stopped_error(why, script.file, limits));
            }
            break;
        }
    }
    thread.join();
    if (run.stopped() != Stopped::no) {
        outcome.error = stopped_error(run.stopped(), script.file, limits);
    }
    return outcome;
}

} // namespace switchscope::app

#include "script_host.moc"

// SPDX-License-Identifier: MIT
#include "app/script/script_functions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

#include <QJSValueIterator>

#include "app/machines/demo.h"
#include "app/reports/step_text.h"
#include "core/base/hex.h"
#include "core/isa/registers.h"
#include "core/model/explain.h"

namespace switchscope::app {

namespace {

constexpr std::array<std::string_view, 2> script_languages{"en", "zh"};

/// A text without the indents of its lines, which are those of the code around it.
std::string without_indents(const QString& text) {
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines) {
        line = line.trimmed();
    }
    return lines.join(QLatin1Char('\n')).trimmed().toStdString();
}

} // namespace

std::string place_in(const QString& stack, const QString& file) {
    for (const QString& frame : stack.split(QLatin1Char('\n'))) {
        const qsizetype at = frame.lastIndexOf(file);
        if (at < 0 || frame.contains(QLatin1String(script_prelude_name))) {
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

std::span<const ScriptFunctions::Call> ScriptFunctions::calls() {
    static constexpr std::array<Call, 20> table{{
        {{"step", "(count?: number): number", "Goes on by one instruction, or by `count`."},
         &ScriptFunctions::step},
        {{"macro", "(): number",
          "Goes on to the end of the macro, of the guest's run, or of the C code in between."},
         &ScriptFunctions::macro},
        {{"half", "(): number", "Goes on to the end of this half of the world switch."},
         &ScriptFunctions::half},
        {{"worldSwitch", "(): number", "Goes on to the entry of the next world switch."},
         &ScriptFunctions::world_switch},
        {{"back", "(count?: number): number", "Goes back by one instruction, or by `count`."},
         &ScriptFunctions::back},
        {{"goTo", "(position: number): number",
          "Goes to the moment after so many steps of the recording."},
         &ScriptFunctions::go_to},
        {{"runUntil", "(condition: Condition, most?: number): number",
          "Goes on, one step at least, until the condition holds; fails after `most` steps "
          "(100000)."},
         &ScriptFunctions::run_until},
        {{"read", "(place: Place): Value",
          "The value of a register, CSR or slot now; null: not available."},
         &ScriptFunctions::read},
        {{"state", "(): State", "Where everything stands now."}, &ScriptFunctions::state},
        {{"provenance", "(place: Place): Provenance",
          "Whose value a place holds and the steps that brought it there in this world switch."},
         &ScriptFunctions::provenance},
        {{"findings", "(): Finding[]",
          "What is wrong in the world switches that were complete by now."},
         &ScriptFunctions::findings},
        {{"exits", "(): Exit[]", "The guest's exits up to now."}, &ScriptFunctions::exits},
        {{"explain", "(): string", "What the last step means, in one sentence."},
         &ScriptFunctions::explanation},
        {{"lesson", "(title: Words, about?: About): void",
          "Names what the script shows, and the demo machine that it is about; the first call."},
         &ScriptFunctions::lesson},
        {{"narrate", "(markdown: Words): void",
          "Says something at this moment: a note of the page that is exported."},
         &ScriptFunctions::narrate},
        {{"highlight", "(...places: Place[]): void", "Points at places, beside what is said here."},
         &ScriptFunctions::highlight},
        {{"predict", "(about: Prediction): void",
          "Asks what comes next, behind what is said here; a failure is noted where the answer is "
          "not true."},
         &ScriptFunctions::predict},
        {{"expect", "(what: Condition | boolean, message?: string): boolean",
          "Notes a failure where something does not hold: a text is a condition, all else is a "
          "value."},
         &ScriptFunctions::expect},
        {{"capture", "(name: string): void", "Keeps a picture of this moment, called `name`."},
         &ScriptFunctions::capture},
        {{"print", "(...words: unknown[]): void", "Prints a line; objects as JSON."},
         &ScriptFunctions::print},
    }};
    return table;
}

Result<std::size_t> ScriptFunctions::count(quint32 n, std::size_t unless_given) const {
    if (!given(n)) {
        return unless_given;
    }
    const double number = argument(n).toNumber();
    if (!(number >= 0 && number <= 1e15) || number != std::floor(number)) {
        return fail(
            en("'%1' is not a number of steps")(argument(n).toString().left(40).toStdString()));
    }
    return static_cast<std::size_t>(number);
}

Result<Location> ScriptFunctions::place(const QJSValue& name) const {
    return stage_.place(name.toString().left(80).toStdString());
}

Result<void> ScriptFunctions::only_keys(const QJSValue& of,
                                        std::initializer_list<const char*> known,
                                        const std::string& call) {
    QStringList names;
    for (const char* name : known) {
        names.push_back(QString::fromLatin1(name));
    }
    if (!of.isObject()) {
        return {};
    }
    for (QJSValueIterator each(of); each.next();) {
        if (!names.contains(each.name())) {
            return fail(en("%1 has no member '%2'")(call, each.name().left(40).toStdString()),
                        en("It takes: %1.")(names.join(QStringLiteral(", ")).toStdString()));
        }
    }
    return {};
}

Result<Words> ScriptFunctions::words(const QJSValue& given) {
    constexpr qsizetype most = 20000;
    Words words;
    const auto add = [&](const QString& language, const QString& text) -> Result<void> {
        if (text.size() > most) {
            return fail(en("a text of %1 characters is too long")(text.size()),
                        en("%1 are allowed.")(most));
        }
        words.add(language.toStdString(), without_indents(text));
        return {};
    };
    if (given.isUndefined() || given.isNull()) {
        return words;
    }
    if (!given.isObject()) {
        SWITCHSCOPE_TRY(add({}, given.toString()));
        return words;
    }
    for (QJSValueIterator each(given); each.next();) {
        if (std::ranges::find(script_languages, each.name().toStdString()) ==
            script_languages.end()) {
            return fail(en("there is no language '%1'")(each.name().left(40).toStdString()),
                        en("A text has `en` and `zh`, or is a plain string for all languages."));
        }
        SWITCHSCOPE_TRY(add(each.name(), each.value().toString()));
    }
    return words;
}

QJSValue ScriptFunctions::take(std::size_t index, const QJSValue& arguments, const QString& stack) {
    // Calls can be nested, because predict() calls functions of the script.
    const QJSValue outer_arguments = std::exchange(arguments_, arguments);
    const QString outer_stack = std::exchange(stack_, stack);
    const auto result = (this->*calls()[index].execute)();
    arguments_ = outer_arguments;
    stack_ = outer_stack;
    if (!result) {
        engine_.throwError(QJSValue::GenericError, text_of(result.error().message()));
        return {};
    }
    return *result;
}

QJSValue ScriptFunctions::list(const std::vector<QJSValue>& items) const {
    QJSValue array = engine_.newArray(static_cast<uint>(items.size()));
    for (std::size_t n = 0; n < items.size(); ++n) {
        array.setProperty(static_cast<quint32>(n), items[n]);
    }
    return array;
}

Result<void> ScriptFunctions::go(Stride stride, std::size_t times) {
    own_time_.pause();
    Result<void> went;
    for (std::size_t n = 0; n < times && went; ++n) {
        went = stage_.forward(stride, cancel_);
    }
    own_time_.resume();
    return went;
}

ScriptFunctions::Value ScriptFunctions::forward(Stride stride, std::size_t times) {
    SWITCHSCOPE_TRY(go(stride, times));
    return position();
}

ScriptFunctions::Value ScriptFunctions::back() {
    const std::size_t times = SWITCHSCOPE_TRY(count(0, 1));
    for (std::size_t n = 0; n < times; ++n) {
        SWITCHSCOPE_TRY(stage_.back());
    }
    return position();
}

ScriptFunctions::Value ScriptFunctions::go_to() {
    const std::size_t to = SWITCHSCOPE_TRY(count(0, 0));
    SWITCHSCOPE_TRY(stage_.go_to(to));
    return position();
}

ScriptFunctions::Value ScriptFunctions::run_until() {
    const std::size_t most = SWITCHSCOPE_TRY(count(1, 100000));
    own_time_.pause();
    auto went = stage_.run_until(argument(0).toString().toStdString(), most, cancel_);
    own_time_.resume();
    SWITCHSCOPE_TRY(std::move(went));
    return position();
}

ScriptFunctions::Value ScriptFunctions::read() {
    const Location at = SWITCHSCOPE_TRY(place(0));
    return value(stage_.state().value(at));
}

ScriptFunctions::Value ScriptFunctions::state() {
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

ScriptFunctions::Value ScriptFunctions::provenance() {
    const Location at = SWITCHSCOPE_TRY(place(0));
    const Provenance found = stage_.provenance(at);
    QJSValue object = engine_.newObject();
    object.setProperty(QStringLiteral("owner"), QString::fromLatin1(owner_name(found.owner)));
    object.setProperty(QStringLiteral("origin"),
                       text_of(describe(found, stage_.facts()->area).english()));
    std::vector<QJSValue> steps;
    for (const std::size_t step : found.chain) {
        steps.emplace_back(static_cast<double>(step));
    }
    object.setProperty(QStringLiteral("steps"), list(steps));
    return object;
}

ScriptFunctions::Value ScriptFunctions::findings() {
    std::vector<QJSValue> found;
    for (const Finding& finding : stage_.findings()) {
        QJSValue object = engine_.newObject();
        object.setProperty(QStringLiteral("rule"), text_of(finding.rule->id));
        object.setProperty(QStringLiteral("id"), text_of(finding.id));
        object.setProperty(QStringLiteral("severity"),
                           QString::fromLatin1(severity_name(finding.rule->severity)));
        object.setProperty(QStringLiteral("message"), text_of(finding.message.english()));
        object.setProperty(QStringLiteral("step"),
                           finding.step ? QJSValue(static_cast<double>(*finding.step))
                                        : QJSValue(QJSValue::NullValue));
        found.push_back(object);
    }
    return list(found);
}

ScriptFunctions::Value ScriptFunctions::exits() {
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

ScriptFunctions::Value ScriptFunctions::explanation() {
    const Step* last = stage_.last_step();
    return QJSValue(
        last != nullptr
            ? text_of(explain(*last, stage_.facts()->routine, stage_.facts()->area).english())
            : QString());
}

bool ScriptFunctions::is_lesson(std::size_t index) {
    return calls()[index].execute == &ScriptFunctions::lesson;
}

Result<void> ScriptFunctions::read_head(const QJSValue& arguments, ScriptHead& head) {
    head.title = SWITCHSCOPE_TRY(words(arguments.property(0)));
    const QJSValue about = arguments.property(1);
    SWITCHSCOPE_TRY(only_keys(about, {"demo"}, "lesson()"));
    const QJSValue demo = about.property(QStringLiteral("demo"));
    if (demo.isUndefined()) {
        return {};
    }
    head.demo = demo.toString().left(80).toStdString();
    if (std::ranges::find(demo_variants(), head.demo, &DemoVariant::id) == demo_variants().end()) {
        return fail(en("there is no demo machine called '%1'")(std::exchange(head.demo, {})),
                    en("`switchscope demo --list` shows their names."));
    }
    return {};
}

ScriptFunctions::Value ScriptFunctions::lesson() {
    ScriptHead head;
    SWITCHSCOPE_TRY(read_head(arguments_, head));
    outcome_.narration.title = std::move(head.title);
    return QJSValue();
}

Result<Note*> ScriptFunctions::note() {
    auto& notes = outcome_.narration.notes;
    if (notes.empty() || notes.back().position != stage_.position()) {
        notes.push_back({stage_.position(), {}, {}, {}});
    } else if (notes.back().question) {
        return fail(en("the note of this moment ends with its question"),
                    en("Go on, with step() or macro(), before the next note."));
    }
    return &notes.back();
}

ScriptFunctions::Value ScriptFunctions::narrate() {
    const Words text = SWITCHSCOPE_TRY(words(argument(0)));
    Note* here = SWITCHSCOPE_TRY(note());
    here->text.append(text);
    return QJSValue();
}

ScriptFunctions::Value ScriptFunctions::highlight() {
    std::vector<Location> places;
    const quint32 size = arguments_.property(QStringLiteral("length")).toUInt();
    for (quint32 n = 0; n < size; ++n) {
        const Location at = SWITCHSCOPE_TRY(place(n));
        places.push_back(at);
    }
    Note* here = SWITCHSCOPE_TRY(note());
    here->places.insert(here->places.end(), places.begin(), places.end());
    return QJSValue();
}

ScriptFunctions::Value ScriptFunctions::expect() {
    ++outcome_.expectations;
    bool holds = argument(0).toBool();
    std::string text = where();
    if (argument(0).isString()) {
        const std::string condition = argument(0).toString().toStdString();
        holds = SWITCHSCOPE_TRY(stage_.holds(condition));
        text += condition + " does not hold: " + stage_.seen(condition);
    } else {
        text += "expected, but it is " + argument(0).toString().left(200).toStdString();
    }
    if (!holds) {
        text += when();
        if (given(1)) {
            text += ": " + argument(1).toString().left(2000).toStdString();
        }
        outcome_.failures.push_back(std::move(text));
    }
    return QJSValue(holds);
}

ScriptFunctions::Value ScriptFunctions::capture() {
    const std::string name = argument(0).toString().left(80).toStdString();
    const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    });
    if (!plain) {
        return fail(en("'%1' cannot be the name of a picture")(name),
                    en("Use letters, digits, '-' and '_' only."));
    }
    const auto& notes = outcome_.narration.notes;
    const bool said = !notes.empty() && notes.back().position == stage_.position();
    outcome_.captures.push_back(
        {name, stage_.position(), said ? notes.back().places : std::vector<Location>()});
    return QJSValue();
}

/// An object as JSON; any other value as JavaScript converts it.
QString ScriptFunctions::shown(const QJSValue& value) const {
    if (value.isObject() && !value.isCallable() && !value.isError()) {
        const QJSValue json = engine_.globalObject().property(QStringLiteral("JSON"));
        const QJSValue text = json.property(QStringLiteral("stringify")).call({value});
        if (text.isString()) {
            return text.toString();
        }
    }
    return value.toString();
}

ScriptFunctions::Value ScriptFunctions::print() {
    QStringList words;
    const quint32 size = arguments_.property(QStringLiteral("length")).toUInt();
    for (quint32 n = 0; n < size; ++n) {
        words.push_back(shown(argument(n)).left(10000));
    }
    print_(words.join(QLatin1Char(' ')).toStdString());
    return QJSValue();
}

std::vector<ScriptCall> script_calls() {
    std::vector<ScriptCall> calls;
    for (const ScriptFunctions::Call& call : ScriptFunctions::calls()) {
        calls.push_back(call.about);
    }
    return calls;
}

} // namespace switchscope::app

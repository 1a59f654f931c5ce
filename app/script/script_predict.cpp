// SPDX-License-Identifier: MIT
// predict() asks the student a question. It compares the answer with what the machine does then.
#include <algorithm>
#include <array>
#include <utility>

#include <QJSValueIterator>

#include "app/script/script_functions.h"
#include "core/model/explain.h"

namespace switchscope::app {

namespace {

QJSValue member_of(const QJSValue& of, const char* name) {
    return of.property(QString::fromLatin1(name));
}

constexpr std::array<std::pair<const char*, Stride>, 4> strides{
    {{"step", Stride::instruction},
     {"macro", Stride::macro},
     {"half", Stride::half},
     {"worldSwitch", Stride::world_switch}}};

/// How far to go until the answer shows; none where it shows now.
Result<std::optional<Stride>> stride_of(const QJSValue& about) {
    const QJSValue after = member_of(about, "after");
    if (after.isUndefined()) {
        return std::nullopt;
    }
    for (const auto& [name, stride] : strides) {
        if (after.toString() == QLatin1String(name)) {
            return stride;
        }
    }
    return fail(
        en("'%1' is no value of `after`")(after.toString().left(40).toStdString()),
        en("Use 'step', 'macro', 'half' or 'worldSwitch'. Without `after` the question is about "
           "now."));
}

} // namespace

void ScriptFunctions::miss(const std::string& what) {
    outcome_.failures.push_back(where() + "predict: " + what + when());
}

/// Evaluates a claim: a condition, a value, or a function that returns one of these.
Result<ScriptFunctions::Truth> ScriptFunctions::truth_of(const QJSValue& claim) {
    if (claim.isCallable()) {
        const QJSValue said = claim.call();
        return said.isError()
                   ? Result<Truth>(fail(verbatim(said.toString().left(2000).toStdString())))
                   : truth_of(said);
    }
    if (!claim.isString()) {
        return Truth{claim.toBool(), "it is " + claim.toString().left(200).toStdString()};
    }
    const std::string condition = claim.toString().toStdString();
    const bool holds = SWITCHSCOPE_TRY(stage_.holds(condition));
    return Truth{holds, condition + ": " + stage_.seen(condition)};
}

Result<void> ScriptFunctions::read_choices(const QJSValue& about, Question& question) {
    const QJSValue choices = member_of(about, "choices");
    const quint32 size = member_of(choices, "length").toUInt();
    const QJSValue answer = member_of(about, "answer");
    constexpr quint32 most = 9; // the keys 1 to 9 choose them
    if (size < 2 || size > most) {
        return fail(en("a question has two to nine choices, not %1")(size));
    }
    if (!answer.isNumber() || !(answer.toNumber() >= 0 && answer.toNumber() < size)) {
        return fail(en("`answer` must be the number of the right choice, from 0"));
    }
    for (quint32 n = 0; n < size; ++n) {
        SWITCHSCOPE_TRY(only_keys(choices.property(n), {"text", "because", "holds"}, "a choice"));
        Words text = SWITCHSCOPE_TRY(words(member_of(choices.property(n), "text")));
        Words because = SWITCHSCOPE_TRY(words(member_of(choices.property(n), "because")));
        if (text.empty()) {
            return fail(en("choice %1 has no `text`")(n));
        }
        question.choices.push_back({std::move(text), n == answer.toUInt(), std::move(because)});
    }
    return {};
}

Result<void> ScriptFunctions::read_places(const QJSValue& about, Question& question) {
    const Location answer = SWITCHSCOPE_TRY(place(member_of(about, "answer")));
    question.places.push_back(answer);
    for (QJSValueIterator hint(member_of(about, "hints")); hint.next();) {
        const Location at = SWITCHSCOPE_TRY(place(QJSValue(hint.name())));
        Words text = SWITCHSCOPE_TRY(words(hint.value()));
        question.hints.push_back({at, std::move(text)});
    }
    return {};
}

/// Checks, at the moment at which the answer shows, that the right choice holds and no other does.
Result<void> ScriptFunctions::check_choices(const QJSValue& about, const Question& question) {
    const QJSValue choices = member_of(about, "choices");
    for (std::size_t n = 0; n < question.choices.size(); ++n) {
        const Question::Choice& choice = question.choices[n];
        const QJSValue claim = member_of(choices.property(static_cast<quint32>(n)), "holds");
        if (claim.isUndefined()) {
            if (choice.right) {
                return fail(en("the right choice needs `holds`"),
                            en("That is a condition, a value, or a function that returns one of "
                               "these."));
            }
            continue;
        }
        const Truth truth = SWITCHSCOPE_TRY(truth_of(claim));
        if (truth.holds != choice.right) {
            miss("choice " + std::to_string(n) + " (" + choice.text.in("en") + ")" +
                 (choice.right ? " is the answer, but does not hold: " + truth.seen
                               : " is not the answer, but holds"));
        }
    }
    return {};
}

Result<void> ScriptFunctions::check_place(const QJSValue& about, Question& question) {
    const Location stated = question.places.front();
    const std::string name = location_name(stated, stage_.facts()->area);
    if (const QJSValue claim = member_of(about, "holds"); !claim.isUndefined()) {
        const Truth truth = SWITCHSCOPE_TRY(truth_of(claim));
        if (!truth.holds) {
            miss("the answer " + name + " does not hold: " + truth.seen);
        }
        return {};
    }
    // Without a claim the answer is the place that the next step writes. Other places that it
    // writes are right, too.
    const Step* written = stage_.last_step();
    std::string places;
    for (std::size_t n = 0; written != nullptr && n < written->effects.size(); ++n) {
        const Location& at = written->effects[n].at;
        if (at != stated) {
            question.places.push_back(at);
        }
        places += (places.empty() ? "" : ", ") + location_name(at, stage_.facts()->area);
    }
    const bool stated_is =
        written != nullptr && std::ranges::any_of(written->effects, [&](const Effect& effect) {
            return effect.at == stated;
        });
    if (!stated_is) {
        miss("the answer " + name + " is not written next: " +
             (written == nullptr ? "" : "`" + instruction_text(*written) + "` writes ") +
             (places.empty() ? "nothing" : places));
    }
    return {};
}

ScriptFunctions::Value ScriptFunctions::predict() {
    const QJSValue about = argument(0);
    SWITCHSCOPE_TRY(only_keys(
        about, {"question", "choices", "answer", "hints", "after", "holds", "why"}, "predict()"));
    Question question;
    question.text = SWITCHSCOPE_TRY(words(member_of(about, "question")));
    question.why = SWITCHSCOPE_TRY(words(member_of(about, "why")));
    if (question.text.empty() || question.why.empty()) {
        return fail(en("a prediction needs a `question` and a `why`"),
                    verbatim("predict({ question: \"...\", answer: \"host.ra\", why: \"...\" })"));
    }
    const bool of_choices = !member_of(about, "choices").isUndefined();
    SWITCHSCOPE_TRY(of_choices ? read_choices(about, question) : read_places(about, question));
    std::optional<Stride> stride = SWITCHSCOPE_TRY(stride_of(about));
    SWITCHSCOPE_TRY(note());
    // The index, because functions of the script can make more notes.
    const std::size_t index = outcome_.narration.notes.size() - 1;
    const bool is_next = !of_choices && member_of(about, "holds").isUndefined();
    if (is_next && stride && *stride != Stride::instruction) {
        return fail(en("an answer that is not written by the next step needs `holds`"));
    }
    ++outcome_.expectations;
    const std::size_t origin = stage_.position();
    if (is_next) {
        stride = Stride::instruction;
    }
    if (stride) {
        SWITCHSCOPE_TRY(go(*stride, 1));
    }
    const auto checked = of_choices ? check_choices(about, question) : check_place(about, question);
    SWITCHSCOPE_TRY(stage_.go_to(origin));
    SWITCHSCOPE_TRY(checked);
    outcome_.narration.notes[index].question = std::move(question);
    return QJSValue();
}

} // namespace switchscope::app

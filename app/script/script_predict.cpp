// SPDX-License-Identifier: MIT
// predict(): a question, whose answer is held against what the machine does then.
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

/// How far to go until the answer shows; none: it shows now.
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
    return fail("'" + after.toString().left(40).toStdString() + "' is not how far a question looks",
                "'step', 'macro', 'half' and 'worldSwitch' are; without `after` it is about now.");
}

} // namespace

void ScriptFunctions::miss(const std::string& what) {
    outcome_.failures.push_back(where() + "predict: " + what + when());
}

/// A condition, a value, or a function that gives one of these.
Result<ScriptFunctions::Truth> ScriptFunctions::truth_of(const QJSValue& claim) {
    if (claim.isCallable()) {
        const QJSValue said = claim.call();
        return said.isError() ? Result<Truth>(fail(said.toString().left(2000).toStdString()))
                              : truth_of(said);
    }
    if (!claim.isString()) {
        return Truth{claim.toBool(), "it is " + claim.toString().left(200).toStdString()};
    }
    const std::string condition = claim.toString().toStdString();
    const auto holds = stage_.holds(condition);
    return holds ? Result<Truth>(Truth{*holds, condition + ": " + stage_.seen(condition)})
                 : fail(holds.error());
}

Result<void> ScriptFunctions::read_choices(const QJSValue& about, Question& question) {
    const QJSValue choices = member_of(about, "choices");
    const quint32 size = member_of(choices, "length").toUInt();
    const QJSValue answer = member_of(about, "answer");
    constexpr quint32 most = 9; // as many as there are keys for them
    if (size < 2 || size > most) {
        return fail("a question has two to nine choices, not " + std::to_string(size));
    }
    if (!answer.isNumber() || !(answer.toNumber() >= 0 && answer.toNumber() < size)) {
        return fail("`answer` is to be the number of the right choice, from 0");
    }
    for (quint32 n = 0; n < size; ++n) {
        SWITCHSCOPE_TRY(only_keys(choices.property(n), {"text", "because", "holds"}, "a choice"));
        auto text = words(member_of(choices.property(n), "text"));
        auto because = words(member_of(choices.property(n), "because"));
        if (!text || !because) {
            return fail((text ? because : text).error());
        }
        if (text->empty()) {
            return fail("choice " + std::to_string(n) + " has no `text`");
        }
        question.choices.push_back({std::move(*text), n == answer.toUInt(), std::move(*because)});
    }
    return {};
}

Result<void> ScriptFunctions::read_places(const QJSValue& about, Question& question) {
    const auto answer = place(member_of(about, "answer"));
    if (!answer) {
        return fail(answer.error());
    }
    question.places.push_back(*answer);
    for (QJSValueIterator hint(member_of(about, "hints")); hint.next();) {
        const auto at = place(QJSValue(hint.name()));
        auto text = words(hint.value());
        if (!at || !text) {
            return fail(at ? text.error() : at.error());
        }
        question.hints.push_back({*at, std::move(*text)});
    }
    return {};
}

/// At the moment at which the answer shows: the right one holds, and no other does.
Result<void> ScriptFunctions::check_choices(const QJSValue& about, const Question& question) {
    const QJSValue choices = member_of(about, "choices");
    for (std::size_t n = 0; n < question.choices.size(); ++n) {
        const Question::Choice& choice = question.choices[n];
        const QJSValue claim = member_of(choices.property(static_cast<quint32>(n)), "holds");
        if (claim.isUndefined()) {
            if (choice.right) {
                return fail("the right choice has to say what `holds` then",
                            "A condition, a value, or a function that gives one of these.");
            }
            continue;
        }
        const auto truth = truth_of(claim);
        if (!truth) {
            return fail(truth.error());
        }
        if (truth->holds != choice.right) {
            miss("choice " + std::to_string(n) + " (" + choice.text.in("en") + ")" +
                 (choice.right ? " is said to be right, and does not hold: " + truth->seen
                               : " holds, and is not said to be right"));
        }
    }
    return {};
}

Result<void> ScriptFunctions::check_place(const QJSValue& about, Question& question) {
    const Location stated = question.places.front();
    const std::string name = location_name(stated, stage_.facts()->area);
    if (const QJSValue claim = member_of(about, "holds"); !claim.isUndefined()) {
        const auto truth = truth_of(claim);
        if (!truth) {
            return fail(truth.error());
        }
        if (!truth->holds) {
            miss("the answer " + name + " is said to be right, and does not hold: " + truth->seen);
        }
        return {};
    }
    // What is written next: each place that is, for those who answer.
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
    auto text = words(member_of(about, "question"));
    auto why = words(member_of(about, "why"));
    if (!text || !why) {
        return fail((text ? why : text).error());
    }
    if (text->empty() || why->empty()) {
        return fail("a prediction needs a `question` and a `why`",
                    "predict({ question: \"...\", answer: \"host.ra\", why: \"...\" })");
    }
    Question question;
    question.text = std::move(*text);
    question.why = std::move(*why);
    const bool of_choices = !member_of(about, "choices").isUndefined();
    SWITCHSCOPE_TRY(of_choices ? read_choices(about, question) : read_places(about, question));
    auto stride = stride_of(about);
    if (!stride) {
        return fail(stride.error());
    }
    const auto here = note();
    if (!here) {
        return fail(here.error());
    }
    const std::size_t index = outcome_.narration.notes.size() - 1; // a function may tell more
    const bool is_next = !of_choices && member_of(about, "holds").isUndefined();
    if (is_next && *stride && **stride != Stride::instruction) {
        return fail("a place that is written later than next has to say what `holds` then");
    }
    ++outcome_.expectations;
    const std::size_t origin = stage_.position();
    if (is_next) {
        *stride = Stride::instruction;
    }
    if (*stride) {
        SWITCHSCOPE_TRY(go(**stride, 1));
    }
    const auto checked = of_choices ? check_choices(about, question) : check_place(about, question);
    SWITCHSCOPE_TRY(stage_.go_to(origin));
    SWITCHSCOPE_TRY(checked);
    outcome_.narration.notes[index].question = std::move(question);
    return QJSValue();
}

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <QJSEngine>
#include <QJSValue>
#include <QObject>
#include <QString>

#include "app/script/script.h"
#include "app/script/stage.h"
#include "core/base/hex.h"

namespace switchscope::app {

/// Time that runs while it is not paused. One thread pauses it, any reads it.
class OwnTime {
  public:
    void pause() {
        const std::scoped_lock lock(mutex_);
        used_ += std::chrono::steady_clock::now() - since_;
        paused_ = true;
    }
    void resume() {
        const std::scoped_lock lock(mutex_);
        since_ = std::chrono::steady_clock::now();
        paused_ = false;
    }
    std::chrono::steady_clock::duration used() const {
        const std::scoped_lock lock(mutex_);
        return paused_ ? used_ : used_ + (std::chrono::steady_clock::now() - since_);
    }

  private:
    mutable std::mutex mutex_;
    std::chrono::steady_clock::duration used_{};
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
    bool paused_ = true;
};

/// Where the functions that scripts call come from, in the interpreter's stack traces.
inline constexpr const char* script_prelude_name = "switchscope:functions";

/// "lesson.js:12" out of an interpreter's stack trace ("function:12:5:file:///lesson.js" or "function@lesson.js:12",
/// innermost first): the first frame that is the script's own.
std::string place_in(const QString& stack, const QString& file);

inline QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// What the calls of a script go to: one function for all of them, with the number of the call in script_calls().
class CallReceiver : public QObject {
    Q_OBJECT
  public:
    Q_INVOKABLE QJSValue call(int index, const QJSValue& arguments, const QString& stack) {
        return take(static_cast<std::size_t>(index), arguments, stack);
    }

  private:
    /// `stack`: from where it was called.
    virtual QJSValue take(std::size_t index, const QJSValue& arguments, const QString& stack) = 0;
};

/// What stands behind the functions of a script.
class ScriptFunctions final : public CallReceiver {
    Q_OBJECT
  public:
    ScriptFunctions(QJSEngine& engine, Stage& stage, QString file, ScriptOutcome& outcome,
                    OwnTime& own_time, std::stop_token cancel,
                    std::function<void(const std::string&)> print)
        : engine_(engine), stage_(stage), file_(std::move(file)), outcome_(outcome),
          own_time_(own_time), cancel_(std::move(cancel)), print_(std::move(print)) {}

    using Value = Result<QJSValue>;
    struct Call {
        ScriptCall about;
        Value (ScriptFunctions::*run)();
    };
    static std::span<const Call> calls();
    static bool is_lesson(std::size_t index);
    /// Of the arguments of lesson().
    static Result<void> read_head(const QJSValue& arguments, ScriptHead& head);

  private:
    QJSValue take(std::size_t index, const QJSValue& arguments, const QString& stack) override;
    QJSValue argument(quint32 n) const { return arguments_.property(n); }
    bool given(quint32 n) const { return !argument(n).isUndefined(); }
    /// A whole number, 0 at least.
    Result<std::size_t> count(quint32 n, std::size_t unless_given) const;
    Result<Location> place(quint32 n) const { return place(argument(n)); }
    Result<Location> place(const QJSValue& name) const;
    /// A text, or one for each language out of {en: "...", zh: "..."}. An Error where it is longer than a note may be.
    static Result<Words> words(const QJSValue& given);
    /// Fails on a member of `of` that is not among the `known`: a misspelt one would be left out in silence.
    static Result<void> only_keys(const QJSValue& of, std::initializer_list<const char*> known,
                                  const std::string& call);
    QString shown(const QJSValue& value) const;
    QJSValue position() const { return {static_cast<double>(stage_.position())}; }
    /// "lesson.js:12: ", of the call that is being made.
    std::string where() const { return place_in(stack_, file_) + ": "; }
    /// ", after 12 steps"
    std::string when() const { return ", after " + std::to_string(stage_.position()) + " steps"; }
    Result<void> go(Stride stride, std::size_t times);
    Value forward(Stride stride, std::size_t times);
    static QJSValue value(std::optional<std::uint64_t> value) {
        return value ? QJSValue(text_of(hex(*value))) : QJSValue(QJSValue::NullValue);
    }
    QJSValue list(const std::vector<QJSValue>& items) const;
    /// The note of the moment, begun where there is none yet. An Error behind its question.
    Result<Note*> note();

    // The parts of predict().
    struct Truth {
        bool holds = false;
        std::string seen; ///< where it does not: "a0 == 5: a0 is 0x17"
    };
    Result<Truth> truth_of(const QJSValue& claim);
    Result<void> read_choices(const QJSValue& about, Question& question);
    Result<void> read_places(const QJSValue& about, Question& question);
    Result<void> check_choices(const QJSValue& about, const Question& question);
    Result<void> check_place(const QJSValue& about, Question& question);
    void miss(const std::string& what);

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
    Value predict();
    Value expect();
    Value capture();
    Value print();

    QJSEngine& engine_;
    Stage& stage_;
    QString file_;
    ScriptOutcome& outcome_;
    OwnTime& own_time_;
    std::stop_token cancel_;
    std::function<void(const std::string&)> print_;
    QJSValue arguments_;
    QString stack_;
};

} // namespace switchscope::app

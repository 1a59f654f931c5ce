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

/// A clock that can be paused. One thread pauses it; any thread may read it.
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

/// The file name that the functions for scripts have in stack traces of the interpreter.
inline constexpr const char* script_prelude_name = "switchscope:functions";

/// The first frame of a stack trace that belongs to the script, as "lesson.js:12". The interpreter
/// writes one line for each frame, innermost first: "function:12:5:file:///lesson.js" or
/// "function@lesson.js:12".
std::string place_in(const QString& stack, const QString& file);

inline QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Receives the calls of a script: one function for all, with the index of the call in
/// script_calls().
class CallReceiver : public QObject {
    Q_OBJECT
  public:
    Q_INVOKABLE QJSValue call(int index, const QJSValue& arguments, const QString& stack) {
        return take(static_cast<std::size_t>(index), arguments, stack);
    }

  private:
    /// `stack` is the stack trace of the call.
    virtual QJSValue take(std::size_t index, const QJSValue& arguments, const QString& stack) = 0;
};

/// Implements the functions that scripts call.
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
        Value (ScriptFunctions::*execute)();
    };
    static std::span<const Call> calls();
    static bool is_lesson(std::size_t index);
    /// Reads the arguments of lesson().
    static Result<void> read_head(const QJSValue& arguments, ScriptHead& head);

  private:
    QJSValue take(std::size_t index, const QJSValue& arguments, const QString& stack) override;
    QJSValue argument(quint32 n) const { return arguments_.property(n); }
    bool given(quint32 n) const { return !argument(n).isUndefined(); }
    /// Argument `n` as a whole number from 0.
    Result<std::size_t> count(quint32 n, std::size_t unless_given) const;
    Result<Location> place(quint32 n) const { return place(argument(n)); }
    Result<Location> place(const QJSValue& name) const;
    /// A text, or the texts of {en: "...", zh: "..."}. An Error where one is too long for a note.
    static Result<Words> words(const QJSValue& given);
    /// An Error where `of` has a member that is not `known`. Without it a misspelt member would
    /// have no effect.
    static Result<void> only_keys(const QJSValue& of, std::initializer_list<const char*> known,
                                  const std::string& call);
    QString shown(const QJSValue& value) const;
    QJSValue position() const { return {static_cast<double>(stage_.position())}; }
    /// The place of the current call: "lesson.js:12: ".
    std::string where() const { return place_in(stack_, file_) + ": "; }
    /// ", after 12 steps"
    std::string when() const { return ", after " + std::to_string(stage_.position()) + " steps"; }
    Result<void> go(Stride stride, std::size_t times);
    Value forward(Stride stride, std::size_t times);
    static QJSValue value(std::optional<std::uint64_t> value) {
        return value ? QJSValue(text_of(hex(*value))) : QJSValue(QJSValue::NullValue);
    }
    QJSValue list(const std::vector<QJSValue>& items) const;
    /// The note of this moment, which is made where there is none. An Error where it ends with a
    /// question already.
    Result<Note*> note();

    // The parts of predict().
    struct Truth {
        bool holds = false;
        std::string seen; ///< the values: "a0 == 5: a0 is 0x17"
    };
    Result<Truth> truth_of(const QJSValue& claim);
    Result<void> read_choices(const QJSValue& about, Question& question);
    Result<void> read_places(const QJSValue& about, Question& question);
    Result<void> check_choices(const QJSValue& about, const Question& question);
    Result<void> check_place(const QJSValue& about, Question& question);
    /// Adds a failure of predict().
    void miss(const std::string& what);

    Value step() {
        const std::size_t times = SWITCHSCOPE_TRY(count(0, 1));
        return forward(Stride::instruction, times);
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

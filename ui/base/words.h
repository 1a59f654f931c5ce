// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <functional>
#include <string>
#include <utility>

#include <QString>

#include "core/base/error.h"

namespace switchscope::ui {

inline QString text_of(const std::string& text) {
    return QString::fromStdString(text);
}

/// A phrase of core/, in the language of the program.
QString text_of(const Phrase& phrase);

/// The title of a session, which recordings keep in English. It is translated where the program
/// made it up, and stays as it is where a user did.
QString title_text(const std::string& title);

/// What happened and, on a second line, what to do about it. Some errors have no second line.
QString text_of(const Error& error);

/// A text that stays on screen for a while. It keeps what makes the text and not the text itself,
/// which is made again when the program's language changes.
class ScreenText {
  public:
    ScreenText() = default; ///< says nothing
    ScreenText(const Phrase& phrase) : text_([phrase] { return text_of(phrase); }) {} // NOLINT
    template <std::invocable Words>
    requires std::convertible_to<std::invoke_result_t<Words>, QString> ScreenText(Words words)
        : text_(std::move(words)) {} // NOLINT: callers pass what makes the text

    QString text() const { return text_ ? text_() : QString(); }

  private:
    std::function<QString()> text_;
};

/// The translations of a language ("zh", "zh_CN"), for callers that know nothing of Qt. Null: there
/// are none.
Catalogue words_of(const std::string& language);

} // namespace switchscope::ui

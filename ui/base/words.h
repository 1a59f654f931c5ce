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

/// What core/ says, in the language of the program.
QString text_of(const Phrase& phrase);

/// The title of a session, which recordings keep as an English text: in the language of the program where the program has
/// given it itself.
QString title_text(const std::string& title);

/// What happened, and what to do on a line of its own where there is something.
QString text_of(const Error& error);

/// Something to say that stays on screen: asked for its text again when the language of the program changes.
class Said {
  public:
    Said() = default;                                                           ///< says nothing
    Said(const Phrase& phrase) : text_([phrase] { return text_of(phrase); }) {} // NOLINT
    template <std::invocable Words>
    requires std::convertible_to<std::invoke_result_t<Words>, QString> Said(Words words)
        : text_(std::move(words)) {} // NOLINT: what makes a text is something to say

    QString text() const { return text_ ? text_() : QString(); }

  private:
    std::function<QString()> text_;
};

/// The words of a language ("zh", "zh_CN"), for those who know nothing of Qt; null: there are none but the English.
Catalogue words_of(const std::string& language);

} // namespace switchscope::ui

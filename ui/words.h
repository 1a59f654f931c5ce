// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <QString>

#include "core/base/error.h"

namespace switchscope::ui {

inline QString text_of(const std::string& text) {
    return QString::fromStdString(text);
}

/// What core/ says, in the language of the program.
QString text_of(const Phrase& phrase);

/// What happened, and what to do on a line of its own where there is something.
QString text_of(const Error& error);

/// The words of a language ("zh", "zh_CN"), for those who know nothing of Qt; null: there are none but the English.
Catalogue words_of(const std::string& language);

} // namespace switchscope::ui

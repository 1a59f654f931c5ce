// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

namespace switchscope::ui {

struct FuzzyMatch {
    int score = 0;               ///< larger is better
    std::vector<qsizetype> at{}; ///< which letters of the text
};

/// Finds the letters of `pattern` in `text`, in their order and whatever their case. The score is
/// better for letters that begin words, and for letters next to each other. None: a letter is
/// missing. An empty pattern is in every text; blanks in the pattern are ignored.
std::optional<FuzzyMatch> fuzzy_match(const QString& pattern, const QString& text);

/// Where a word of `text` begins with all of `pattern`, whatever the case. None: nowhere, or the
/// pattern is empty.
std::optional<qsizetype> word_beginning(const QString& pattern, const QString& text);

} // namespace switchscope::ui

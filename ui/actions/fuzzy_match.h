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

/// The letters of `pattern` found in `text` in their order, whatever their case: better at the beginning of words and
/// next to each other. None where a letter is missing; an empty pattern is in every text. Spaces of the pattern are
/// left out.
std::optional<FuzzyMatch> fuzzy_match(const QString& pattern, const QString& text);

/// Where a word of `text` begins with `pattern` as it stands, whatever the case; none: nowhere, or the pattern is empty.
std::optional<qsizetype> word_beginning(const QString& pattern, const QString& text);

} // namespace switchscope::ui

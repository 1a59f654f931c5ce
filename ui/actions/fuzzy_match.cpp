// SPDX-License-Identifier: MIT
#include "ui/actions/fuzzy_match.h"

#include <algorithm>

namespace switchscope::ui {

namespace {

constexpr int per_letter = 1, begins_word = 8, follows = 5;

bool is_word_begin(const QString& text, qsizetype n) {
    return n == 0 || !text.at(n - 1).isLetterOrNumber();
}

/// Where a match may begin: at a word, or with all of the pattern in one piece. So "demo" is not in
/// "Order of Memory".
bool may_begin(const QString& text, const QString& folded, const QString& letters, qsizetype n) {
    return is_word_begin(text, n) || QStringView(folded).mid(n).startsWith(letters);
}

} // namespace

std::optional<FuzzyMatch> fuzzy_match(const QString& pattern, const QString& text) {
    QString letters = pattern.toCaseFolded();
    letters.remove(QLatin1Char(' '));
    const QString folded = text.toCaseFolded();
    if (folded.size() != text.size()) { // a letter folds into two: places are not known
        return folded.contains(letters) ? std::optional(FuzzyMatch{per_letter}) : std::nullopt;
    }
    // best[p][t]: the best score with pattern letter p on text letter t.
    constexpr int none = -1;
    const auto rows = static_cast<std::size_t>(letters.size());
    const auto columns = static_cast<std::size_t>(folded.size());
    if (rows == 0) {
        return FuzzyMatch{};
    }
    if (rows > columns) {
        return std::nullopt;
    }
    std::vector<std::vector<int>> best(rows, std::vector<int>(columns, none));
    std::vector<std::vector<std::size_t>> before(rows, std::vector<std::size_t>(columns, 0));
    for (std::size_t p = 0; p < rows; ++p) {
        std::size_t from = columns; // the best place of the letter before, left of t
        for (std::size_t t = 0; t < columns; ++t) {
            const auto at = static_cast<qsizetype>(t);
            const bool same = folded.at(at) == letters.at(static_cast<qsizetype>(p));
            const int bonus = per_letter + (is_word_begin(text, at) ? begins_word : 0);
            if (same && p == 0 && may_begin(text, folded, letters, at)) {
                best[p][t] = bonus;
            } else if (same && p > 0 && from < columns) {
                best[p][t] = best[p - 1][from] + bonus;
                before[p][t] = from;
                if (best[p - 1][t - 1] != none &&
                    best[p - 1][t - 1] + follows + bonus > best[p][t]) {
                    best[p][t] = best[p - 1][t - 1] + follows + bonus;
                    before[p][t] = t - 1;
                }
            }
            if (p > 0 && best[p - 1][t] != none &&
                (from == columns || best[p - 1][t] > best[p - 1][from])) {
                from = t;
            }
        }
    }
    const auto last = std::ranges::max_element(best.back());
    if (*last == none) {
        return std::nullopt;
    }
    FuzzyMatch match{*last, std::vector<qsizetype>(rows)};
    std::size_t t = static_cast<std::size_t>(last - best.back().begin());
    for (std::size_t p = rows; p-- > 0; t = before[p][t]) {
        match.at[p] = static_cast<qsizetype>(t);
    }
    return match;
}

std::optional<qsizetype> word_beginning(const QString& pattern, const QString& text) {
    const QString wanted = pattern.trimmed();
    for (qsizetype at = 0; !wanted.isEmpty(); ++at) {
        at = text.indexOf(wanted, at, Qt::CaseInsensitive);
        if (at < 0) {
            break;
        }
        if (is_word_begin(text, at) || text.at(at).script() == QChar::Script_Han) { // no blanks
            return at;
        }
    }
    return std::nullopt;
}

} // namespace switchscope::ui

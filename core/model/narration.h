// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/location.h"

namespace switchscope {

/// A text in one language, or the same in several.
class Words {
  public:
    Words() = default;
    /// The same in every language.
    Words(std::string text); // NOLINT(google-explicit-constructor): a plain text is one, too

    void add(std::string language, std::string text); ///< "en", "zh"
    /// In that language ("zh_CN" is "zh"); where it is not there in English, and else as it is there.
    const std::string& in(std::string_view language) const;
    bool empty() const { return by_language_.empty(); }
    /// One paragraph behind the other, in each language that either has.
    void append(const Words& more);

    bool operator==(const Words&) const = default;

  private:
    std::vector<std::pair<std::string, std::string>> by_language_; ///< "": in every one
};

/// What a student is asked at a moment. The answer is one of the choices or, where there are none, a place that is to
/// be pointed at.
struct Question {
    Words text; ///< Markdown, as all that follows
    struct Choice {
        Words text;
        bool right = false;
        Words because; ///< what is said to those who choose it; may be empty
    };
    std::vector<Choice> choices;
    std::vector<Location> places; ///< each is right; that of the author's first
    struct Hint {
        Location place;
        Words text;
    };
    std::vector<Hint> hints; ///< what is said to those who point at the wrong place
    Words why;               ///< why it is so; for those who have answered
};

/// What somebody has to say at a moment.
struct Note {
    std::size_t position = 0;     ///< of the recording: so many steps have executed
    Words text;                   ///< Markdown: paragraphs, lists, `code`, *emphasis*, **strong**
    std::vector<Location> places; ///< to point at
    std::optional<Question> question; ///< asked behind the text
};

/// What a script tells of a recording.
struct Narration {
    Words title;
    std::vector<Note> notes; ///< in the order in which they were made
};

} // namespace switchscope

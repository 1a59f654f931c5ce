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

/// A text of the author of a script, in one language or in several.
class Words {
  public:
    Words() = default;
    /// One text for every language.
    Words(std::string
              text); // NOLINT(google-explicit-constructor): so that scripts' plain texts convert

    void add(std::string language, std::string text); ///< "en", "zh"
    /// The text in `language`, where "zh_CN" is "zh". Without one it is the text for every
    /// language, then the English one, then the first one.
    const std::string& in(std::string_view language) const;
    bool empty() const { return by_language_.empty(); }
    /// Appends `more` as a paragraph of its own, in each language that one of the two has.
    void append(const Words& more);

    bool operator==(const Words&) const = default;

  private:
    std::vector<std::pair<std::string, std::string>> by_language_; ///< "" for every language
};

/// A question to the student at a moment. The answer is one of the choices. Where there are none,
/// the student picks a place in the lanes.
struct Question {
    Words text; ///< Markdown, like all other texts here
    struct Choice {
        Words text;
        bool right = false;
        Words because; ///< shown to students who choose it; may be empty
    };
    std::vector<Choice> choices;
    std::vector<Location> places; ///< the right places, the author's own first
    struct Hint {
        Location place;
        Words text;
    };
    std::vector<Hint> hints; ///< shown to students who choose this wrong place
    Words why;               ///< the explanation, shown after the answer
};

/// A note of the author at one moment of a recording.
struct Note {
    std::size_t position = 0;     ///< in the recording: the number of steps before it
    Words text;                   ///< Markdown: paragraphs, lists, `code`, *emphasis*, **strong**
    std::vector<Location> places; ///< that the note points at
    std::optional<Question> question; ///< asked after the text
};

/// The notes that a script made on a recording.
struct Narration {
    Words title;
    std::vector<Note> notes; ///< in the order in which they were made
};

} // namespace switchscope

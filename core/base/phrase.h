// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchscope {

class Phrase;

/// English for people, which the catalogues have in other languages: a whole sentence or clause, so that each language
/// can put it into its own order. Where it has holes (%1 to %9), it is called with what goes in there:
///
///     en("The host's %1 is saved in its slot, %2.")(gpr_name(rd), slot.label)
class English {
  public:
    constexpr English() = default; ///< says nothing

    constexpr std::string_view text() const { return text_; } ///< a zero stands behind it
    constexpr bool empty() const { return text_.empty(); }
    constexpr operator std::string_view() const { return text_; } // NOLINT: it is a text

    /// As many as there are holes: std::logic_error otherwise.
    template <class... Fillings> Phrase operator()(Fillings&&... fillings) const;

  private:
    constexpr explicit English(const char* text) : text_(text) {}
    friend consteval English en(const char* text);

    std::string_view text_;
};

/// The one way to English: `./dev translate` finds what stands here in the sources and puts it into the catalogues.
consteval English en(const char* text) {
    return English(text);
}

/// What a catalogue has for an English text; the same text where it has nothing.
using Catalogue = std::function<std::string(std::string_view english)>;

/// Something to say, in no language yet. Holes are filled with phrases: other clauses, or what is the same in every
/// language (names, numbers, code). No text in quotes turns into one by itself: that would be English without en().
class Phrase {
  public:
    Phrase() = default;                                   ///< says nothing
    Phrase(English english) : english_(english.text()) {} // NOLINT: English is a phrase
    Phrase(std::string name) : name_(std::move(name)) {}  // NOLINT: so is a name
    Phrase(std::string_view name) : name_(name) {}        // NOLINT
    Phrase(std::integral auto number) : name_(std::to_string(number)) {} // NOLINT: and a number

    bool empty() const { return english_.empty() && name_.empty(); }
    std::string english() const { return in(nullptr); }
    std::string in(const Catalogue& catalogue) const; ///< in its language; null: English

    bool operator==(const Phrase&) const = default;

  private:
    friend class English;
    void write(std::string& out, const Catalogue& catalogue) const;
    static void check_holes(std::string_view english, std::size_t fillings);

    std::string_view english_; ///< with holes; empty: it is a name
    std::string name_;
    std::vector<Phrase> fillings_; ///< %1 first
};

/// A text that is the same in every language: what a program printed, a line of somebody's file.
inline Phrase verbatim(std::string text) {
    return Phrase(std::move(text));
}

template <class... Fillings> Phrase English::operator()(Fillings&&... fillings) const {
    Phrase::check_holes(text_, sizeof...(fillings));
    Phrase phrase(*this);
    phrase.fillings_.reserve(sizeof...(fillings));
    (phrase.fillings_.emplace_back(std::forward<Fillings>(fillings)), ...);
    return phrase;
}

} // namespace switchscope

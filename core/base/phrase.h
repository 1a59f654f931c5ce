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

/// English for people. The catalogues translate it into other languages. It is a whole sentence or
/// clause, so that each language can order its words. Where it has holes (%1 to %9), it is called
/// with their fillings:
///
///     en("The host's %1 is saved in its slot, %2.")(gpr_name(rd), slot.label)
class English {
  public:
    constexpr English() = default; ///< says nothing

    constexpr std::string_view text() const { return text_; } ///< zero-terminated
    constexpr bool empty() const { return text_.empty(); }
    constexpr operator std::string_view() const { return text_; } // NOLINT: it is a text

    /// One filling for each hole. Another number throws std::logic_error.
    template <class... Fillings> Phrase operator()(Fillings&&... fillings) const;

  private:
    constexpr explicit English(const char* text) : text_(text) {}
    friend consteval English en(const char* text);

    std::string_view text_;
};

/// The only way to make English. `./dev translate` finds these calls in the sources and puts their
/// texts into the catalogues.
consteval English en(const char* text) {
    return English(text);
}

/// Returns the translation of an English text, or the same text where there is none.
using Catalogue = std::function<std::string(std::string_view english)>;

/// A text in no language yet. Its holes are filled with phrases: other clauses, or what is the same
/// in every language (names, numbers, code). A string literal does not become a phrase by itself:
/// that would be English without en().
class Phrase {
  public:
    Phrase() = default;                                   ///< says nothing
    Phrase(English english) : english_(english.text()) {} // NOLINT: English is a phrase
    Phrase(std::string name) : name_(std::move(name)) {}  // NOLINT: so is a name
    Phrase(std::string_view name) : name_(name) {}        // NOLINT
    Phrase(std::integral auto number) : name_(std::to_string(number)) {} // NOLINT: and a number

    bool empty() const { return english_.empty() && name_.empty(); }
    std::string english() const { return in(nullptr); }
    /// The text in the language of the catalogue; in English where that is null.
    std::string in(const Catalogue& catalogue) const;

    bool operator==(const Phrase&) const = default;

  private:
    friend class English;
    void write(std::string& out, const Catalogue& catalogue) const;
    static void check_holes(std::string_view english, std::size_t fillings);

    std::string_view english_; ///< with holes; empty where the phrase is a name
    std::string name_;
    std::vector<Phrase> fillings_; ///< in the order of the holes: %1 first
};

/// A phrase that is the same in every language, such as the output of a program or a line of a
/// file.
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

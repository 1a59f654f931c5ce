// SPDX-License-Identifier: MIT
#include "core/model/narration.h"

#include <algorithm>

namespace switchscope {

namespace {

constexpr std::string_view every_language;

} // namespace

Words::Words(std::string text) {
    add(std::string(every_language), std::move(text));
}

void Words::add(std::string language, std::string text) {
    by_language_.emplace_back(std::move(language), std::move(text));
}

const std::string& Words::in(std::string_view language) const {
    static const std::string nothing;
    const auto find = [this](std::string_view wanted) {
        return std::ranges::find(by_language_, wanted,
                                 [](const auto& one) { return std::string_view(one.first); });
    };
    for (const std::string_view wanted : {language, language.substr(0, language.find('_')),
                                          every_language, std::string_view("en")}) {
        if (const auto found = find(wanted); found != by_language_.end()) {
            return found->second;
        }
    }
    return by_language_.empty() ? nothing : by_language_.front().second;
}

void Words::append(const Words& more) {
    if (more.empty() || empty()) {
        by_language_.insert(by_language_.end(), more.by_language_.begin(), more.by_language_.end());
        return;
    }
    std::vector<std::string> languages;
    for (const Words* words : {static_cast<const Words*>(this), &more}) {
        for (const auto& [language, text] : words->by_language_) {
            if (std::ranges::find(languages, language) == languages.end()) {
                languages.push_back(language);
            }
        }
    }
    Words joined;
    for (const std::string& language : languages) {
        joined.add(language, in(language) + "\n\n" + more.in(language));
    }
    *this = std::move(joined);
}

} // namespace switchscope

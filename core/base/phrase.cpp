// SPDX-License-Identifier: MIT
#include "core/base/phrase.h"

#include <algorithm>
#include <stdexcept>

namespace switchscope {

namespace {

/// The number of the hole at the start of `text`, 1 to 9; 0 where there is none.
std::size_t hole_at_front(std::string_view text) {
    return text.size() >= 2 && text[0] == '%' && text[1] >= '1' && text[1] <= '9'
               ? static_cast<std::size_t>(text[1] - '0')
               : 0;
}

} // namespace

void Phrase::check_holes(std::string_view english, std::size_t fillings) {
    std::size_t highest = 0;
    for (std::size_t n = 0; n < english.size(); ++n) {
        highest = std::max(highest, hole_at_front(english.substr(n)));
    }
    if (highest != fillings) {
        throw std::logic_error(std::to_string(fillings) +
                               " fillings for the holes of: " + std::string(english));
    }
}

std::string Phrase::in(const Catalogue& catalogue) const {
    std::string out;
    write(out, catalogue);
    return out;
}

void Phrase::write(std::string& out, const Catalogue& catalogue) const {
    if (english_.empty()) {
        out += name_;
        return;
    }
    const std::string translated = catalogue ? catalogue(english_) : std::string();
    std::string_view text = catalogue ? std::string_view(translated) : english_;
    while (!text.empty()) {
        const std::size_t hole = hole_at_front(text);
        if (hole != 0 && hole <= fillings_.size()) {
            fillings_[hole - 1].write(out, catalogue);
            text.remove_prefix(2);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
}

} // namespace switchscope

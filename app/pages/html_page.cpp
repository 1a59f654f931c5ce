// SPDX-License-Identifier: MIT
#include "app/pages/html_page.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>

#include "app/pages/markup.h"
#include "app/pages/page_assets.h"
#include "app/pages/page_data.h"
#include "app/pages/palette.h"

namespace switchscope::app {

namespace {

std::string base64(const std::vector<unsigned char>& bytes) {
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve(bytes.size() / 3 * 4 + 4);
    for (std::size_t n = 0; n < bytes.size(); n += 3) {
        std::uint32_t group = std::uint32_t{bytes[n]} << 16;
        group |= n + 1 < bytes.size() ? std::uint32_t{bytes[n + 1]} << 8 : 0;
        group |= n + 2 < bytes.size() ? std::uint32_t{bytes[n + 2]} : 0;
        text += alphabet[group >> 18];
        text += alphabet[(group >> 12) & 63];
        text += n + 1 < bytes.size() ? alphabet[(group >> 6) & 63] : '=';
        text += n + 2 < bytes.size() ? alphabet[group & 63] : '=';
    }
    return text;
}

/// In the format of zlib (RFC 1950), which browsers call "deflate".
Result<std::vector<unsigned char>> deflated(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::vector<unsigned char> packed(size);
    const std::vector<unsigned char> bytes(text.begin(), text.end());
    if (compress2(packed.data(), &size, bytes.data(), bytes.size(), Z_BEST_COMPRESSION) != Z_OK) {
        return fail(en("the data of the page could not be compressed"),
                    en("There may be too little memory: close other programs, or export fewer "
                       "world switches."));
    }
    packed.resize(size);
    return packed;
}

/// The template with each "{{name}}" replaced. It goes through the template once, so braces in a
/// value stay as they are.
std::string filled(std::string_view page,
                   const std::vector<std::pair<std::string_view, std::string>>& fields) {
    std::string text;
    while (true) {
        const std::size_t open = page.find("{{");
        const std::size_t close = page.find("}}", open);
        text += page.substr(0, open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            return text;
        }
        const std::string_view name = page.substr(open + 2, close - open - 2);
        for (const auto& [field, value] : fields) {
            if (field == name) {
                text += value;
            }
        }
        page.remove_prefix(close + 2);
    }
}

} // namespace

Result<std::string> html_page(const Excerpt& excerpt) {
    const std::size_t steps = excerpt.end - excerpt.begin;
    if (steps > most_page_steps) {
        return fail(en("a page of %1 steps is more than a browser can show")(steps),
                    en("Choose some of the world switches, such as --switches 0..999."));
    }
    const auto packed = SWITCHSCOPE_TRY(deflated(page_data(excerpt)));
    const std::string title = excerpt.title.empty() ? excerpt.facts->title : excerpt.title;
    return filled(page_assets::page_html,
                  {{"title", escaped_markup(title)},
                   {"style", palette_css() + std::string(page_assets::page_css)},
                   {"script", std::string(page_assets::page_js)},
                   {"data", base64(packed)}});
}

} // namespace switchscope::app

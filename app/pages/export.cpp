// SPDX-License-Identifier: MIT
#include "app/pages/export.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "app/pages/html_page.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

namespace {

Result<std::string> make_html(const Excerpt& excerpt, const PageOptions&) {
    return html_page(excerpt);
}

constexpr std::array formats{
    PageFormat{"html", "a page to step through in a browser", make_html},
};

} // namespace

std::span<const PageFormat> page_formats() {
    return formats;
}

const PageFormat* find_page_format(std::string_view id) {
    const auto* const found = std::ranges::find(formats, id, &PageFormat::id);
    return found == formats.end() ? nullptr : found;
}

Result<std::string> export_page(const std::filesystem::path& file, const PageFormat& format,
                                const PageOptions& options, std::ostream& warnings) {
    const auto recording = RecordingFile::open(file);
    if (!recording) {
        return fail(recording.error());
    }
    for (const Damage& damage : (*recording)->damage()) {
        warnings << "damage: " << damage.what << '\n';
    }
    Result<Excerpt> excerpt = fail("");
    if (options.switches.empty()) {
        excerpt = excerpt_of((*recording)->facts(), **recording);
    } else if (const auto range = SwitchRange::parse(options.switches)) {
        excerpt = excerpt_of((*recording)->facts(), **recording, *range);
    } else {
        excerpt = fail(range.error());
    }
    return excerpt ? format.make(*excerpt, options) : fail(excerpt.error());
}

} // namespace switchscope::app

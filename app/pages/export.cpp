// SPDX-License-Identifier: MIT
#include "app/pages/export.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "app/pages/html_page.h"
#include "app/pages/markdown.h"
#include "app/pages/raster.h"
#include "app/pages/scene.h"
#include "app/pages/svg_picture.h"
#include "core/trace/recording_file.h"

namespace switchscope::app {

namespace {

Result<std::string> make_html(const Excerpt& excerpt, const PageOptions&) {
    return html_page(excerpt);
}

/// With the places that are pointed at then.
Scene scene_with_note(const Excerpt& excerpt, std::size_t position) {
    const auto note = std::ranges::find(excerpt.notes, position, &Note::position);
    return scene_at(excerpt, position,
                    note == excerpt.notes.end() ? std::vector<Location>() : note->places);
}

Result<Scene> chosen_scene(const Excerpt& excerpt, const PageOptions& options) {
    const std::size_t position = options.step.value_or(excerpt.end);
    if (position < excerpt.begin || position > excerpt.end) {
        return fail("there is no step " + std::to_string(position),
                    "Give one from " + std::to_string(excerpt.begin) + " to " +
                        std::to_string(excerpt.end) + ".");
    }
    return scene_with_note(excerpt, position);
}

Result<std::string> make_svg(const Excerpt& excerpt, const PageOptions& options) {
    const auto scene = chosen_scene(excerpt, options);
    return scene ? Result<std::string>(svg_picture(*scene, !options.light)) : fail(scene.error());
}

Result<std::string> make_png(const Excerpt& excerpt, const PageOptions& options) {
    const auto svg = make_svg(excerpt, options);
    return svg ? png_of(*svg, options.scale) : fail(svg.error());
}

Result<std::string> make_markdown(const Excerpt& excerpt, const PageOptions&) {
    return markdown_tables(excerpt);
}

/// The first stretch of the excerpt that the macro of this name makes, as positions in front of each step and behind
/// the last one.
Result<std::vector<std::size_t>> positions_of(const Excerpt& excerpt, const std::string& name) {
    const auto& spans = excerpt.facts->routine.spans();
    std::vector<std::size_t> positions;
    for (std::size_t n = excerpt.begin; n < excerpt.end; ++n) {
        const Step& step = excerpt.recording->step(n);
        const bool in_it =
            step.span >= 0 && step.world == World::host &&
            (name.empty() || spans.at(static_cast<std::size_t>(step.span)).name == name);
        const bool same =
            positions.empty() || step.span == excerpt.recording->step(positions.front()).span;
        if (in_it && same) {
            positions.push_back(n);
        } else if (!positions.empty()) {
            break;
        }
    }
    if (positions.empty()) {
        std::string known;
        for (const MacroSpan& span : spans) {
            known += (known.empty() ? "" : ", ") + span.name;
        }
        return fail("the recording has no step of a macro called '" + name + "'",
                    "The routine has " + known + ".");
    }
    positions.push_back(positions.back() + 1);
    return positions;
}

Result<std::string> make_gif(const Excerpt& excerpt, const PageOptions& options) {
    const auto positions = positions_of(excerpt, options.macro);
    if (!positions) {
        return fail(positions.error());
    }
    std::vector<Image32> images;
    for (const std::size_t position : *positions) {
        auto image = rasterized(svg_picture(scene_with_note(excerpt, position), !options.light),
                                options.scale);
        if (!image) {
            return fail(image.error());
        }
        images.push_back(std::move(*image));
    }
    constexpr int hundredths = 40;
    return gif_of(images, hundredths);
}

constexpr std::array formats{
    PageFormat{"svg", "a picture of one moment", make_svg},
    PageFormat{"png", "the same in pixels", make_png},
    PageFormat{"gif", "a macro, animated", make_gif},
    PageFormat{"markdown", "tables, a row an instruction", make_markdown},
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

Result<Excerpt> chosen_excerpt(std::shared_ptr<const SessionFacts> facts,
                               const Recording& recording, const PageOptions& options) {
    if (options.switches.empty()) {
        return excerpt_of(std::move(facts), recording);
    }
    const auto range = SwitchRange::parse(options.switches);
    return range ? excerpt_of(std::move(facts), recording, *range) : fail(range.error());
}

Result<std::string> export_page(const std::filesystem::path& file, const PageFormat& format,
                                const PageOptions& options, std::ostream& warnings) {
    const auto recording = RecordingFile::open(file);
    if (!recording) {
        return fail(recording.error());
    }
    for (const Damage& damage : (*recording)->damage()) {
        warnings << "damage: " << damage.what.english() << '\n';
    }
    const auto excerpt = chosen_excerpt((*recording)->facts(), **recording, options);
    return excerpt ? format.make(*excerpt, options) : fail(excerpt.error());
}

} // namespace switchscope::app

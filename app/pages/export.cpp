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
#include "core/trace/timeline.h"

namespace switchscope::app {

namespace {

Result<std::string> make_html(const Excerpt& excerpt, const PageOptions&) {
    return html_page(excerpt);
}

/// The scene of a moment with the places that its note points at.
Scene scene_with_note(const Excerpt& excerpt, std::size_t position,
                      std::optional<std::uint32_t> hart = std::nullopt) {
    const auto note = std::ranges::find(excerpt.notes, position, &Note::position);
    return scene_at(excerpt, position,
                    note == excerpt.notes.end() ? std::vector<Location>() : note->places, hart);
}

Result<Scene> chosen_scene(const Excerpt& excerpt, const PageOptions& options) {
    const std::size_t position = options.step.value_or(excerpt.end);
    if (position < excerpt.begin || position > excerpt.end) {
        return fail(en("there is no step %1")(position),
                    en("Give one from %1 to %2.")(excerpt.begin, excerpt.end));
    }
    return scene_with_note(excerpt, position);
}

Result<std::string> make_svg(const Excerpt& excerpt, const PageOptions& options) {
    const Scene scene = SWITCHSCOPE_TRY(chosen_scene(excerpt, options));
    return svg_picture(scene, !options.light);
}

Result<std::string> make_png(const Excerpt& excerpt, const PageOptions& options) {
    const std::string svg = SWITCHSCOPE_TRY(make_svg(excerpt, options));
    return png_of(svg, options.scale);
}

Result<std::string> make_markdown(const Excerpt& excerpt, const PageOptions&) {
    return markdown_tables(excerpt);
}

/// A macro as one hart executes it: the positions in front of its first step and behind each of its
/// steps.
struct Played {
    std::uint32_t hart = 0;
    std::vector<std::size_t> positions;
};

/// The first stretch of the excerpt in which a hart executes the macro of this name; without a
/// name, any macro. Steps that other harts make meanwhile are no part of it.
Result<Played> first_time(const Excerpt& excerpt, const std::string& name) {
    const auto& spans = excerpt.facts->routine.spans();
    std::optional<Step> before; // of the stretch
    Played played;
    for (std::size_t n = excerpt.begin; n < excerpt.end; ++n) {
        const Step& step = excerpt.recording->step(n);
        if (before && step.hart != before->hart) {
            continue;
        }
        if (before && begins_new_stretch(*before, step, Stride::macro)) {
            break;
        }
        const bool in_it =
            step.span >= 0 && step.world == World::host &&
            (name.empty() || spans.at(static_cast<std::size_t>(step.span)).name == name);
        if (!in_it) {
            continue;
        }
        if (!before) {
            played = {step.hart, {n}};
        }
        played.positions.push_back(n + 1);
        before = step;
    }
    if (!before) {
        std::string known;
        for (const MacroSpan& span : spans) {
            known += (known.empty() ? "" : ", ") + span.name;
        }
        return fail(en("the recording has no step of a macro called '%1'")(name),
                    en("The routine has %1.")(known));
    }
    return played;
}

Result<std::string> make_gif(const Excerpt& excerpt, const PageOptions& options) {
    const Played played = SWITCHSCOPE_TRY(first_time(excerpt, options.macro));
    std::vector<Image32> images;
    for (const std::size_t position : played.positions) {
        const Scene scene = scene_with_note(excerpt, position, played.hart);
        images.push_back(
            SWITCHSCOPE_TRY(rasterized(svg_picture(scene, !options.light), options.scale)));
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
    const SwitchRange range = SWITCHSCOPE_TRY(SwitchRange::parse(options.switches));
    return excerpt_of(std::move(facts), recording, range);
}

Result<std::string> export_page(const std::filesystem::path& file, const PageFormat& format,
                                const PageOptions& options, std::ostream& warnings) {
    const auto recording = SWITCHSCOPE_TRY(RecordingFile::open(file));
    for (const Damage& damage : recording->damage()) {
        warnings << "damage: " << damage.what.english() << '\n';
    }
    const Excerpt excerpt =
        SWITCHSCOPE_TRY(chosen_excerpt(recording->facts(), *recording, options));
    return format.make(excerpt, options);
}

} // namespace switchscope::app

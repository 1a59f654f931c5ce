// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/pages/excerpt.h"

namespace switchscope::app {

/// What to show of a recording, and which moment of it.
struct PageOptions {
    std::string switches; ///< as SwitchRange::parse() takes it; empty: all of them
    std::optional<std::size_t>
        step;           ///< of a picture: after so many steps; none: after the last one
    std::string macro;  ///< of an animation: the macro to play; empty: the first one
    bool light = false; ///< of a picture: on a light ground instead of a dark one
    double scale = 1;   ///< of a picture in pixels
};

/// A format for people to look at. The help of the command `export` is made of these.
struct PageFormat {
    std::string_view id;
    std::string_view description;
    /// The same excerpt and options give the same bytes.
    Result<std::string> (*make)(const Excerpt& excerpt, const PageOptions& options);
};
std::span<const PageFormat> page_formats();
const PageFormat* find_page_format(std::string_view id);

/// The part of a recording that the options name. An Error where it does not have that.
Result<Excerpt> chosen_excerpt(std::shared_ptr<const SessionFacts> facts,
                               const Recording& recording, const PageOptions& options);
/// A recording file in one of these formats. Damage in the file is reported on `warnings`.
Result<std::string> export_page(const std::filesystem::path& file, const PageFormat& format,
                                const PageOptions& options, std::ostream& warnings);

} // namespace switchscope::app

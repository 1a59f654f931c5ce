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

/// What of a recording, and which moment of it.
struct PageOptions {
    std::string switches;            ///< as SwitchRange::parse() takes it; empty: all
    std::optional<std::size_t> step; ///< pictures: after so many steps; none: after the last one
    std::string macro;               ///< animations: the macro to play; empty: the first one
    bool light = false;              ///< pictures: on white, not on black
    double scale = 1;                ///< pictures of pixels
};

/// A format for people to look at; the command's help comes from here.
struct PageFormat {
    std::string_view id;
    std::string_view description;
    /// The same excerpt and options give the same bytes.
    Result<std::string> (*make)(const Excerpt& excerpt, const PageOptions& options);
};
std::span<const PageFormat> page_formats();
const PageFormat* find_page_format(std::string_view id);

/// What the options say of a recording.
Result<Excerpt> chosen_excerpt(std::shared_ptr<const SessionFacts> facts,
                               const Recording& recording, const PageOptions& options);
/// A recording file in one of these formats. Damage is told on `warnings`.
Result<std::string> export_page(const std::filesystem::path& file, const PageFormat& format,
                                const PageOptions& options, std::ostream& warnings);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace switchscope::app {

/// Pixels, row by row from the top, 0xffrrggbb each.
struct Image32 {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels;
    std::uint32_t pixel(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
    }
};

/// An SVG image as pixels, by librsvg with the fonts that are installed: the same bytes on the same system.
Result<Image32> rasterized(const std::string& svg, double scale);
/// A PNG file.
Result<std::string> png_of(const std::string& svg, double scale);
/// A GIF file that shows the images in turn, `hundredths` of a second each and the last one four times as long, again
/// and again. All are of one size; colours beyond 256 become the nearest of those.
Result<std::string> gif_of(const std::vector<Image32>& images, int hundredths);

} // namespace switchscope::app

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace switchscope::app {

/// An image: pixels row by row from the top, 0xffrrggbb each.
struct Image32 {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels;
    std::uint32_t pixel(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(x)];
    }
};

/// An SVG image in pixels, drawn by librsvg with the fonts that are installed: on the same system,
/// the same bytes. `scale`: pixels for a unit of the image. An Error says what librsvg says.
Result<Image32> rasterized(const std::string& svg, double scale);
/// The same as the bytes of a PNG file.
Result<std::string> png_of(const std::string& svg, double scale);
/// The bytes of a GIF file that shows the images in turn, again and again: each for `hundredths` of
/// a second, and the last one four times as long. All images must be of one size. A GIF has 256
/// colours at most: others become the nearest.
Result<std::string> gif_of(const std::vector<Image32>& images, int hundredths);

} // namespace switchscope::app

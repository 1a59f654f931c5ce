// SPDX-License-Identifier: MIT
#include "app/pages/raster.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <span>

#include <cairo.h>
#include <gif_lib.h>
#include <librsvg/rsvg.h>

namespace switchscope::app {

namespace {

template <auto release> struct Releases {
    template <class T> void operator()(T* thing) const { release(thing); }
};
using Surface = std::unique_ptr<cairo_surface_t, Releases<cairo_surface_destroy>>;

Phrase message_of(const GError* error) {
    return error != nullptr ? verbatim(error->message) : Phrase(en("librsvg does not say why"));
}

Result<Surface> drawn(const std::string& svg, double scale) {
    GError* error = nullptr;
    const std::vector<guint8> bytes(svg.begin(), svg.end());
    const std::unique_ptr<RsvgHandle, Releases<g_object_unref>> handle(
        rsvg_handle_new_from_data(bytes.data(), bytes.size(), &error));
    if (!handle) {
        const Phrase why = message_of(error);
        g_clear_error(&error);
        return fail(en("the picture could not be drawn: %1")(why));
    }
    double width = 0, height = 0;
    rsvg_handle_get_intrinsic_size_in_pixels(handle.get(), &width, &height);
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                               static_cast<int>(std::lround(width * scale)),
                                               static_cast<int>(std::lround(height * scale))));
    const std::unique_ptr<cairo_t, Releases<cairo_destroy>> context(cairo_create(surface.get()));
    const RsvgRectangle where{0, 0, width * scale, height * scale};
    if (rsvg_handle_render_document(handle.get(), context.get(), &where, &error) == 0) {
        const Phrase why = message_of(error);
        g_clear_error(&error);
        return fail(en("the picture could not be drawn: %1")(why));
    }
    cairo_surface_flush(surface.get());
    return surface;
}

cairo_status_t append_to(void* to, const unsigned char* bytes, unsigned size) {
    const std::span<const unsigned char> part(bytes, size);
    static_cast<std::string*>(to)->append(part.begin(), part.end());
    return CAIRO_STATUS_SUCCESS;
}

int append_to_gif(GifFileType* gif, const GifByteType* bytes, int size) {
    const std::span<const GifByteType> part(bytes, static_cast<std::size_t>(size));
    static_cast<std::string*>(gif->UserData)->append(part.begin(), part.end());
    return size;
}

/// Stands for a pixel that is the same in the image before. Long runs of it take next to no space.
constexpr GifByteType unchanged = 255;

/// The colours of all images, 255 at most: those that most pixels have.
class Colours {
  public:
    explicit Colours(const std::vector<Image32>& images) {
        std::map<std::uint32_t, std::size_t> counts;
        for (const Image32& image : images) {
            for (const std::uint32_t pixel : image.pixels) {
                ++counts[pixel & 0xffffff];
            }
        }
        std::vector<std::pair<std::size_t, std::uint32_t>> by_count;
        by_count.reserve(counts.size());
        for (const auto& [colour, count] : counts) {
            by_count.emplace_back(count, colour);
        }
        std::ranges::sort(by_count, std::greater());
        for (std::size_t n = 0; n < by_count.size() && n < unchanged; ++n) {
            chosen_.push_back(by_count[n].second);
        }
    }

    std::vector<GifColorType> table() const {
        std::vector<GifColorType> table(256);
        for (std::size_t n = 0; n < chosen_.size(); ++n) {
            table[n] = {part(chosen_[n], 16), part(chosen_[n], 8), part(chosen_[n], 0)};
        }
        return table;
    }
    GifByteType nearest(std::uint32_t colour) {
        colour &= 0xffffff;
        const auto [known, is_new] = known_.try_emplace(colour);
        if (is_new) {
            const auto distance = [&](std::uint32_t other) {
                int sum = 0;
                for (const unsigned shift : {16U, 8U, 0U}) {
                    const int d = part(colour, shift) - part(other, shift);
                    sum += d * d;
                }
                return sum;
            };
            const auto best = std::ranges::min_element(chosen_, {}, distance);
            known->second = static_cast<GifByteType>(best - chosen_.begin());
        }
        return known->second;
    }

  private:
    static GifByteType part(std::uint32_t colour, unsigned shift) {
        return static_cast<GifByteType>((colour >> shift) & 0xff);
    }
    std::vector<std::uint32_t> chosen_;
    std::map<std::uint32_t, GifByteType> known_;
};

struct Frame {
    int left, top, width, height;
};

/// The smallest rectangle that has all pixels in which two images differ. Where they are equal it
/// is one pixel: a GIF needs a part for each image.
Frame changed_part(const Image32& before, const Image32& after) {
    int left = after.width, top = after.height, right = 0, bottom = 0;
    for (int y = 0; y < after.height; ++y) {
        for (int x = 0; x < after.width; ++x) {
            if (before.pixel(x, y) != after.pixel(x, y)) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = y + 1;
            }
        }
    }
    return right == 0 ? Frame{0, 0, 1, 1} : Frame{left, top, right - left, bottom - top};
}

bool write_frames(GifFileType* gif, const std::vector<Image32>& images, int hundredths) {
    Colours colours(images);
    const std::vector<GifColorType> table = colours.table();
    const Image32& first = images.front();
    const std::unique_ptr<ColorMapObject, Releases<GifFreeMapObject>> map(
        GifMakeMapObject(256, table.data()));
    EGifSetGifVersion(gif, true);
    static constexpr unsigned char again_and_again[] = {1, 0, 0};
    bool good = EGifPutScreenDesc(gif, first.width, first.height, 8, 0, map.get()) == GIF_OK &&
                EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
                EGifPutExtensionBlock(gif, 11, "NETSCAPE2.0") == GIF_OK &&
                EGifPutExtensionBlock(gif, 3, again_and_again) == GIF_OK &&
                EGifPutExtensionTrailer(gif) == GIF_OK;
    for (std::size_t n = 0; n < images.size() && good; ++n) {
        const int delay = n + 1 == images.size() ? hundredths * 4 : hundredths;
        // Each image has only the part that changed: a viewer keeps the rest of the image before.
        constexpr unsigned char keep = 0x04, with_transparent = 0x01;
        const unsigned char control[] = {
            static_cast<unsigned char>(n == 0 ? keep : keep | with_transparent),
            static_cast<unsigned char>(delay & 0xff), static_cast<unsigned char>(delay >> 8),
            unchanged};
        const Frame frame = n == 0 ? Frame{0, 0, first.width, first.height}
                                   : changed_part(images[n - 1], images[n]);
        std::vector<GifByteType> pixels;
        for (int y = frame.top; y < frame.top + frame.height; ++y) {
            for (int x = frame.left; x < frame.left + frame.width; ++x) {
                const std::uint32_t pixel = images[n].pixel(x, y);
                pixels.push_back(n != 0 && images[n - 1].pixel(x, y) == pixel
                                     ? unchanged
                                     : colours.nearest(pixel));
            }
        }
        good = EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, 4, control) == GIF_OK &&
               EGifPutImageDesc(gif, frame.left, frame.top, frame.width, frame.height, false,
                                nullptr) == GIF_OK &&
               EGifPutLine(gif, pixels.data(), static_cast<int>(pixels.size())) == GIF_OK;
    }
    return good;
}

} // namespace

Result<Image32> rasterized(const std::string& svg, double scale) {
    const Surface surface = SWITCHSCOPE_TRY(drawn(svg, scale));
    Image32 image{cairo_image_surface_get_width(surface.get()),
                  cairo_image_surface_get_height(surface.get()),
                  {}};
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const std::span<const unsigned char> bytes(cairo_image_surface_get_data(surface.get()),
                                               stride * static_cast<std::size_t>(image.height));
    image.pixels.reserve(bytes.size() / 4);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(image.width); ++x) {
            // A pixel of cairo is a number in the byte order of the machine: little-endian on all
            // that we run on.
            std::uint32_t pixel = 0;
            for (std::size_t n = 0; n < 4; ++n) {
                pixel |= std::uint32_t{bytes[y * stride + x * 4 + n]} << (8 * n);
            }
            image.pixels.push_back(pixel | 0xff000000);
        }
    }
    return image;
}

Result<std::string> png_of(const std::string& svg, double scale) {
    const Surface surface = SWITCHSCOPE_TRY(drawn(svg, scale));
    std::string file;
    if (cairo_surface_write_to_png_stream(surface.get(), append_to, &file) !=
        CAIRO_STATUS_SUCCESS) {
        return fail(en("the picture could not be written as PNG"));
    }
    return file;
}

Result<std::string> gif_of(const std::vector<Image32>& images, int hundredths) {
    if (images.empty()) {
        return fail(en("there is nothing to animate"));
    }
    std::string file;
    int error = 0;
    GifFileType* const gif = EGifOpen(&file, append_to_gif, &error);
    const bool good = gif != nullptr && write_frames(gif, images, hundredths);
    const bool closed = gif != nullptr && EGifCloseFile(gif, &error) == GIF_OK;
    return good && closed ? Result<std::string>(std::move(file))
                          : fail(en("the animation could not be written"));
}

} // namespace switchscope::app

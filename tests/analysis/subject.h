// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/image/image.h"
#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "tests/analysis/interpreter.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {

/// A switch routine of the real world, as it lies in its image.
struct Subject {
    std::shared_ptr<const Image> image;
    SaveArea area;
    Routine routine;
    std::vector<std::uint8_t> bytes;

    Code code() const { return {routine.begin(), bytes}; }
};

/// An image that cannot be read throws: there is nothing to test then.
inline Subject subject(const std::filesystem::path& path) {
    auto image = Image::open(path).value();
    auto routine = Routine::from_image(*image).value();
    auto bytes = image->read(routine.begin(), routine.end() - routine.begin()).value();
    auto area = SaveArea::from_image(*image).value();
    return {std::move(image), std::move(area), std::move(routine), std::move(bytes)};
}

/// "macro", "monolithic" and "legacy" are the demo machine's; "linux" is a kernel's, and no path without one.
inline std::optional<std::filesystem::path> subject_path(const std::string& name) {
    return name == "linux"
               ? linux_kernel()
               : std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / ("demo-" + name + ".elf");
}

} // namespace switchscope::test

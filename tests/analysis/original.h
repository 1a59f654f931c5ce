// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/image/image.h"
#include "core/image/save_area.h"
#include "core/model/routine.h"
#include "tests/analysis/interpreter.h"
#include "tests/support/linux_kernel.h"

namespace switchscope::test {

/// A switch routine that is in use, as it lies in its image: what mutants are made from.
struct Original {
    std::shared_ptr<const Image> image;
    SaveArea area;
    Routine routine;
    std::vector<std::uint8_t> bytes;

    Code code() const { return {routine.begin(), bytes}; }
};

/// An image that cannot be read throws: there is nothing to test then.
inline Original read_original(const std::filesystem::path& path) {
    auto image = Image::open(path).value();
    auto routine = Routine::from_image(*image).value();
    auto bytes = image->read(routine.begin(), routine.end() - routine.begin()).value();
    auto area = SaveArea::from_image(*image).value();
    return {std::move(image), std::move(area), std::move(routine), std::move(bytes)};
}

/// "macro", "monolithic" and "legacy" are the demo machine's; "linux" is a kernel's, and no path without one.
inline std::optional<std::filesystem::path> original_path(const std::string& name) {
    return name == "linux"
               ? linux_kernel()
               : std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / ("demo-" + name + ".elf");
}

/// Tests of one of them, by name; skipped, with a sentence, where it is a kernel that is not at hand.
class OfAnOriginal : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        const auto path = original_path(GetParam());
        if (!path) {
            GTEST_SKIP() << no_linux_kernel;
        }
        original_ = std::make_unique<Original>(read_original(*path));
    }
    std::unique_ptr<Original> original_;
};

} // namespace switchscope::test

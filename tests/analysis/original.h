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

/// A real switch routine in its image. Mutants are made from it.
struct Original {
    std::shared_ptr<const Image> image;
    SaveArea area;
    Routine routine;
    std::vector<std::uint8_t> bytes;

    Code code() const { return {routine.begin(), bytes}; }
};

/// Throws where the image cannot be read.
inline Original read_original(const std::filesystem::path& path) {
    auto image = Image::open(path).value();
    auto routine = Routine::from_image(*image).value();
    auto bytes = image->read(routine.begin(), routine.end() - routine.begin()).value();
    auto area = SaveArea::from_image(*image).value();
    return {std::move(image), std::move(area), std::move(routine), std::move(bytes)};
}

/// "macro", "monolithic" and "legacy" are those of the demo machine. "linux" is a real kernel; none
/// where there is none.
inline std::optional<std::filesystem::path> original_path(const std::string& name) {
    return name == "linux"
               ? linux_kernel()
               : std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / ("demo-" + name + ".elf");
}

/// Tests of one original by its name. They are skipped where it is a kernel that does not exist
/// here.
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

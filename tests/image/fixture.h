// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "core/image/image.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {

/// Compiles a fixture of this folder for riscv64. `sources` are file names, `options` go to the
/// compiler.
inline void compile_fixture(const std::filesystem::path& output, const std::string& options,
                            const std::vector<std::string>& sources) {
    const std::filesystem::path folder =
        std::filesystem::path(SWITCHSCOPE_SOURCE_DIR) / "tests/image/fixtures";
    std::string command = "riscv64-unknown-elf-gcc -march=rv64gc_zicsr -mabi=lp64d -mcmodel=medany "
                          "-ffreestanding -O1 -g " +
                          options + " -o " + quoted(output);
    for (const std::string& source : sources) {
        command += " " + quoted(folder / source);
    }
    run_tool(command);
}

inline const char* link_options =
    " -nostdlib -Wl,-Ttext=0x80000000,--build-id=0x0123456789abcdef,--no-relax";

inline std::shared_ptr<const Image> opened(const std::filesystem::path& path) {
    auto image = Image::open(path);
    if (!image) {
        throw std::runtime_error(image.error().message());
    }
    return *image;
}

} // namespace switchscope::test

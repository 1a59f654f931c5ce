// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/analysis/subject.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {

inline std::filesystem::path demo_elf(const std::string& variant) {
    return std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / ("demo-" + variant + ".elf");
}

/// Assembles a fixture of this folder with the macros and offsets of the demo machine.
inline void assemble(const std::string& source, const std::string& options,
                     const std::filesystem::path& object) {
    const std::filesystem::path root = SWITCHSCOPE_SOURCE_DIR;
    run_tool("riscv64-unknown-elf-gcc -march=rv64imac_zicsr -mabi=lp64 -g " + options + " -I " +
             quoted(root / "asm/switch") + " -I " +
             quoted(std::filesystem::path(SWITCHSCOPE_DEMO_DIR) / "generated") + " -c " +
             quoted(root / "tests/analysis/fixtures" / source) + " -o " + quoted(object));
}

/// Throws where the image cannot be opened or has no routine.
inline Subject opened_subject(SubjectOptions options) {
    auto subject = open_subject(options);
    if (!subject) {
        throw std::runtime_error(subject.error().message());
    }
    return std::move(*subject);
}
inline Subject opened_subject(const std::filesystem::path& image) {
    SubjectOptions options;
    options.image = image;
    return opened_subject(std::move(options));
}

} // namespace switchscope::test

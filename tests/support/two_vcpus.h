// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>

#include "app/machines/process.h"
#include "tests/support/run_tool.h"

namespace switchscope::test {

/// Appends a file to an archive that Linux unpacks at its start (cpio, "newc").
inline void add_to_initramfs(std::string& archive, const std::string& name, unsigned mode,
                             const std::string& content) {
    constexpr std::size_t alignment = 4;
    const auto number = [&](std::size_t value) {
        char digits[9];
        std::snprintf(digits, sizeof digits, "%08zX", value);
        archive += digits;
    };
    const auto align = [&] {
        archive.resize((archive.size() + alignment - 1) / alignment * alignment);
    };
    archive += "070701";
    // inode, mode, owner, group, links, time, size, device (4 numbers), length of the name,
    // checksum
    for (const std::size_t field :
         {archive.size(), std::size_t{mode}, std::size_t{0}, std::size_t{0}, std::size_t{1},
          std::size_t{0}, content.size(), std::size_t{0}, std::size_t{0}, std::size_t{0},
          std::size_t{0}, name.size() + 1, std::size_t{0}}) {
        number(field);
    }
    archive += name;
    archive += '\0';
    align();
    archive += content;
    align();
}

inline constexpr const char* bare_metal_compiler = "riscv64-unknown-elf-gcc";

/// An initramfs for the Linux/KVM target with two vCPUs that move between two harts
/// (two_vcpus/init.c), made in `folder`. The compiler must be there.
inline std::filesystem::path two_vcpus(const std::filesystem::path& folder) {
    const auto program = folder / "init", initramfs = folder / "two-vcpus.cpio";
    run_tool(
        std::string(bare_metal_compiler) +
        " -march=rv64imac_zicsr_zifencei -mabi=lp64 -mcmodel=medany -mno-relax -O1 -ffreestanding"
        " -fno-stack-protector -nostdlib -static " +
        quoted(SWITCHSCOPE_SOURCE_DIR "/tests/support/two_vcpus/init.c") + " -o " +
        quoted(program));
    std::string archive;
    add_to_initramfs(archive, "init", 0100755, read_file(program));
    add_to_initramfs(archive, "TRAILER!!!", 0, "");
    write_file(initramfs, archive);
    return initramfs;
}

} // namespace switchscope::test

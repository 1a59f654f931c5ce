// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/image/elf_file.h"

namespace switchscope {

/// Whether libdw can read the DWARF of `file` as it stands: it is a program, and its debug sections
/// are not compressed.
bool has_plain_dwarf(const ElfFile& file);

/// An ELF file with the debug sections of `file` that this program reads, unpacked and relocated to
/// where the sections of an object were laid out. libdw takes no relocation into account when it
/// reads from memory, and that of Debian 12 knows no Zstandard. `name` stands in messages.
Result<std::vector<std::uint8_t>> make_plain_dwarf(const ElfFile& file, const std::string& name);

} // namespace switchscope

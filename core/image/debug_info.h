// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/image/debug_types.h"
#include "core/image/elf_file.h"

namespace switchscope {

/// The DWARF of one ELF file. libdw reads it on the first use. Two threads must not use it at the
/// same time.
class DebugInfo {
  public:
    /// `file` must outlive the result. `name` is the name of the file in messages.
    DebugInfo(const ElfFile& file, std::string name);
    ~DebugInfo();
    DebugInfo(const DebugInfo&) = delete;
    DebugInfo& operator=(const DebugInfo&) = delete;

    /// Rows of .debug_line within [begin, end), by address.
    Result<std::vector<LineRow>> line_rows(std::uint64_t begin, std::uint64_t end);
    /// See Image::struct_layout(). The Error is `absent` where nothing defines the struct.
    Result<StructLayout> struct_layout(std::string_view name, std::optional<std::uint64_t> near);

  private:
    struct State;
    Result<State*> state(); ///< opened on the first call
    Result<std::unique_ptr<State>> open() const;

    const ElfFile& file_;
    std::string name_;
    std::unique_ptr<State> state_;
    std::optional<Error> failure_; ///< why the file cannot be opened; every call returns it
};

} // namespace switchscope

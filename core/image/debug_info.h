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

/// The DWARF of one ELF file, read by libdw on first use. Not for two threads at once.
class DebugInfo {
  public:
    /// `file` must outlive the result; `name` stands in messages.
    DebugInfo(const ElfFile& file, std::string name);
    ~DebugInfo();
    DebugInfo(const DebugInfo&) = delete;
    DebugInfo& operator=(const DebugInfo&) = delete;

    Result<std::vector<LineRow>> line_rows(std::uint64_t begin, std::uint64_t end);
    Result<StructLayout> struct_layout(std::string_view name, std::optional<std::uint64_t> near);

  private:
    struct State;
    Result<State*> state();

    const ElfFile& file_;
    std::string name_;
    std::unique_ptr<State> state_;
    std::optional<Error> failure_; ///< why there will never be a state
};

} // namespace switchscope

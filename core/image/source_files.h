// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace switchscope {

/// The text of source files that line rows name, as far as it is at hand: where DWARF says, or below a folder that the
/// user names (a kernel built elsewhere, or with paths that were cut short). Not synchronised.
class SourceFiles {
  public:
    /// `folder`: the top of a source tree, looked into first; empty: there is none. Of a file's path as much is taken
    /// as is there: /build/linux/arch/riscv/kvm/vcpu_switch.S is arch/riscv/kvm/vcpu_switch.S below the folder.
    explicit SourceFiles(std::filesystem::path folder = {}) : folder_(std::move(folder)) {}

    /// The lines of a file, the first at 0; empty where it is not at hand. Read once.
    const std::vector<std::string>& lines(const std::string& file) const;
    /// One line, counted from 1 as in DWARF; empty where it is not at hand.
    std::string line(const std::string& file, unsigned line) const;

  private:
    std::filesystem::path folder_;
    mutable std::map<std::string, std::vector<std::string>> read_;
};

} // namespace switchscope

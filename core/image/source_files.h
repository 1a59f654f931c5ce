// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace switchscope {

/// The text of the source files that line rows name. A file is read below a folder that the user
/// names, which is for a kernel that was built elsewhere or with shortened paths, or else from the
/// path that DWARF gives. Not synchronised.
class SourceFiles {
  public:
    /// `folder` is the top of a source tree, or empty. It is searched first, for the longest end of
    /// a file's path: /build/linux/arch/riscv/kvm/vcpu_switch.S is found as
    /// arch/riscv/kvm/vcpu_switch.S.
    explicit SourceFiles(std::filesystem::path folder = {}) : folder_(std::move(folder)) {}

    /// The lines of a file, the first at 0; empty where there is no such file. Each file is read
    /// once.
    const std::vector<std::string>& lines(const std::string& file) const;
    /// One line, counted from 1 as in DWARF; empty where there is none.
    std::string line(const std::string& file, unsigned line) const;

  private:
    std::filesystem::path folder_;
    mutable std::map<std::string, std::vector<std::string>> read_;
};

} // namespace switchscope

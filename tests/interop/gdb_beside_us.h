// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <sys/types.h>

namespace switchscope::test {

/// A gdb-multiarch that looks at the same stopped target as we do, over the same connection: QEMU
/// takes one client only, so between our own exchanges gdb's bytes are passed through, and only
/// then.
class GdbBesideUs {
  public:
    /// `target_fd`: the connection to the stub, idle. `image`: the ELF file gdb takes symbols and
    /// types from.
    GdbBesideUs(int target_fd, const std::filesystem::path& image);
    ~GdbBesideUs();
    GdbBesideUs(const GdbBesideUs&) = delete;
    GdbBesideUs& operator=(const GdbBesideUs&) = delete;

    /// Empty when all went well; why gdb could not be used otherwise.
    const std::string& problem() const { return problem_; }

    /// Runs gdb commands (one per line) and returns all that they printed.
    std::string run(const std::string& commands);

  private:
    bool pump_until(const std::string& marker, std::string& text);

    int target_fd_;
    int listener_ = -1, gdb_fd_ = -1;
    int commands_ = -1, output_ = -1;
    pid_t pid_ = -1;
    std::filesystem::path folder_;
    std::string problem_;
    int calls_ = 0;
};

} // namespace switchscope::test

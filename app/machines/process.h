// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "core/base/error.h"

namespace switchscope::app {

/// Owns a file descriptor.
class FileDescriptor {
  public:
    explicit FileDescriptor(int fd = -1) : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    ~FileDescriptor();
    int get() const { return fd_; }
    int release();

  private:
    int fd_;
};

/// A program we started. It is killed and reaped when this object goes, and by the kernel when our process dies in
/// any other way (kill -9 included).
class ChildProcess {
  public:
    struct Options {
        std::vector<std::string> command; ///< program (looked up on PATH) and arguments
        /// Descriptors of ours that it gets, under the same numbers.
        std::vector<int> inherit;
    };
    static Result<ChildProcess> start(const Options& options);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    pid_t pid() const { return pid_; }
    /// "exited with status 1", "was killed by signal 9 (Killed)"; empty when it still runs after `patience`.
    Phrase ending(std::chrono::milliseconds patience = std::chrono::milliseconds(0));
    /// What it has printed so far, stdout and stderr apart. At most the last `limit` bytes.
    std::string output(std::size_t limit = 1 << 16) const;
    std::string errors(std::size_t limit = 1 << 16) const;

  private:
    ChildProcess(pid_t pid, FileDescriptor output, FileDescriptor errors);
    pid_t pid_ = -1;
    std::optional<int> status_;
    FileDescriptor output_, errors_;
};

/// The absolute path of a program on PATH, or nothing.
std::optional<std::string> find_program(const std::string& name);

} // namespace switchscope::app

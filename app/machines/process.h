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
    int release(); ///< the descriptor, which the caller owns then

  private:
    int fd_;
};

/// A program that we started. The destructor kills and reaps it. Where our process dies in another
/// way, even by kill -9, the kernel kills it.
class ChildProcess {
  public:
    struct Options {
        std::vector<std::string> command; ///< program (searched on PATH) and arguments
        /// Descriptors of ours that it gets, with the same numbers.
        std::vector<int> inherit;
    };
    static Result<ChildProcess> start(const Options& options);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    pid_t pid() const { return pid_; }
    /// How it ended: "exited with status 1", "was killed by signal 9 (Killed)". Empty when it still
    /// runs after `patience`.
    Phrase ending(std::chrono::milliseconds patience = std::chrono::milliseconds(0));
    // What it has printed so far to stdout and to stderr: at most the last `limit` bytes of each.
    std::string output(std::size_t limit = 1 << 16) const;
    std::string errors(std::size_t limit = 1 << 16) const;

  private:
    ChildProcess(pid_t pid, FileDescriptor output, FileDescriptor errors);
    pid_t pid_ = -1;
    std::optional<int> status_;
    FileDescriptor output_, errors_;
};

/// The path of a program on PATH; none where it is not there.
std::optional<std::string> find_program(const std::string& name);

} // namespace switchscope::app

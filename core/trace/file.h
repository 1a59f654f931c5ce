// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>

#include "core/trace/bytes.h"

namespace switchscope {

/// An open file. It is closed with its owner.
class OpenFile {
  public:
    OpenFile() = default;
    explicit OpenFile(int fd) : fd_(fd) {}
    OpenFile(OpenFile&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~OpenFile();

    /// For reading. Where that fails the file is not open, and errno says why.
    static OpenFile to_read(const std::filesystem::path& path);

    int fd() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }
    std::uint64_t size() const; ///< in bytes; 0 where it is not known
    /// Appends the `size` bytes at `offset` to `bytes`, or as many of them as there are.
    void read(std::uint64_t offset, std::size_t size, Bytes& bytes) const;

  private:
    int fd_ = -1;
};

} // namespace switchscope

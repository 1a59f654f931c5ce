// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/base/error.h"

namespace switchscope {

/// The bytes of a file: mapped copy-on-write, or owned.
class FileBytes {
  public:
    /// Maps a regular file. An error where the path is none, or where the file is empty.
    static Result<FileBytes> map(const std::filesystem::path& path);
    explicit FileBytes(std::vector<std::uint8_t> bytes);
    FileBytes(FileBytes&& other) noexcept;
    FileBytes& operator=(FileBytes&& other) noexcept;
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;
    ~FileBytes();

    std::span<const std::uint8_t> bytes() const { return {data(), size_}; }

  private:
    friend class GrowingBytes;
    FileBytes() = default;
    std::uint8_t* data() const;

    std::vector<std::uint8_t> owned_;
    void* mapping_ = nullptr;
    std::size_t mapped_size_ = 0;
    std::size_t size_ = 0;
};

/// Bytes whose number is not known before all are there. They are never copied as they grow, so
/// that a file of some hundred megabytes is unpacked into no more memory than it needs.
class GrowingBytes {
  public:
    /// Room behind the bytes that are there; empty where the system has no more memory.
    std::span<std::uint8_t> room();
    /// Takes the first `count` bytes of room() in.
    void add(std::size_t count) { bytes_.size_ += count; }
    std::size_t size() const { return bytes_.size_; }
    /// Hands all bytes over.
    FileBytes finish() &&;

  private:
    FileBytes bytes_;
};

} // namespace switchscope

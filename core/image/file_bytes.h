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
    /// Writing changes the copy of this process only.
    std::span<std::uint8_t> writable_bytes() { return {data(), size_}; }

  private:
    FileBytes() = default;
    std::uint8_t* data() const;

    std::vector<std::uint8_t> owned_;
    void* mapping_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/trace/block.h"

namespace switchscope {

/// An open file; closed with its owner.
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

    int fd() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }
    std::uint64_t size() const; ///< in bytes
    /// What is there of `size` bytes at `offset`, added to the end of `bytes`.
    void read(std::uint64_t offset, std::size_t size, Bytes& bytes) const;

  private:
    int fd_ = -1;
};

/// Where the newest steps of the recording `file` are until their chunk is written: "x.swrec.tail".
std::filesystem::path tail_path(const std::filesystem::path& file);
/// The seed of a record's checksum in a tail: its place in it, the recording, and which of its tails it is.
std::uint64_t tail_seed(std::uint64_t recording, std::uint64_t tail, std::uint64_t offset);

/// Finds the intact blocks of a recording file, one after the other.
class BlockWalk {
  public:
    explicit BlockWalk(const OpenFile& file) : file_(file) {}

    struct Range {
        std::uint64_t begin = 0, end = 0; ///< bytes of the file
    };
    struct Block {
        std::uint64_t payload_at = 0;
        BlockHeader header;
        std::span<const std::uint8_t> payload; ///< good until the next call
    };
    /// The next block at or behind position(); what is skipped on the way is damaged. None: there is no other now;
    /// position() stays behind the last one, so that what is still being written is found later.
    std::optional<Block> next();

    std::uint64_t position() const { return position_; }
    void set_position(std::uint64_t position) { position_ = position; }
    const std::vector<Range>& damaged() const { return damaged_; }
    /// Where the footer behind the last block says that the index is.
    std::optional<std::uint64_t> footer() const { return footer_; }

  private:
    std::span<const std::uint8_t> view(std::uint64_t offset, std::size_t size);
    std::optional<Block> block_at(std::uint64_t offset, std::uint64_t end);

    const OpenFile& file_;
    std::uint64_t position_ = 0;
    std::vector<Range> damaged_;
    std::optional<std::uint64_t> footer_;
    Bytes window_;
    std::uint64_t window_at_ = 0;
};

} // namespace switchscope

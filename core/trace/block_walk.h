// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/trace/block.h"
#include "core/trace/bytes.h"
#include "core/trace/file.h"

namespace switchscope {

/// How much of a recording file has been walked through. A value: what a walk found out.
struct Walked {
    struct Range {
        std::uint64_t begin = 0, end = 0; ///< bytes of the file
        bool operator==(const Range&) const = default;
    };
    std::uint64_t position = 0;         ///< behind the last intact block or footer
    std::uint64_t file_size = 0;        ///< when the walk found no further block
    std::vector<Range> damaged;         ///< in front of `position`
    std::optional<std::uint64_t> index; ///< where the last footer says that the index block is
    /// The same of a footer at the end of bytes that are no intact block.
    std::optional<std::uint64_t> index_at_end;
};

/// Finds the intact blocks of a recording file, one after the other.
class BlockWalk {
  public:
    explicit BlockWalk(const OpenFile& file) : file_(file) {}

    struct Block {
        std::uint64_t offset = 0; ///< of its marker
        BlockHeader header;
        std::span<const std::uint8_t> payload; ///< good until the next call

        std::uint64_t payload_at() const { return offset + block_header_size; }
        std::uint64_t end() const { return payload_at() + header.size; }
    };
    /// The next block at or behind `walked.position`; bytes that are skipped on the way are
    /// damaged. None: there is no further block now. The position then stays behind the last one,
    /// so that a later call finds a block that is still being written.
    std::optional<Block> next(Walked& walked);

  private:
    std::span<const std::uint8_t> view(std::uint64_t offset, std::size_t size);
    std::optional<Block> block_at(std::uint64_t offset, std::uint64_t end);
    std::uint64_t next_marker(std::uint64_t at, std::uint64_t end);

    const OpenFile& file_;
    Bytes window_; ///< bytes of the file, from window_at_ on
    std::uint64_t window_at_ = 0;
};

/// A block that is read by its place.
struct WholeBlock {
    BlockHeader header;
    Bytes bytes; ///< with its header

    std::span<const std::uint8_t> payload() const {
        return std::span(bytes).subspan(block_header_size, static_cast<std::size_t>(header.size));
    }
};
/// The block at `offset`, which has at most `size` bytes. None: no intact block is there.
std::optional<WholeBlock> read_block(const OpenFile& file, std::uint64_t offset, std::size_t size);

} // namespace switchscope

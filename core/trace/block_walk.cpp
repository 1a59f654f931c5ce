// SPDX-License-Identifier: MIT
#include "core/trace/block_walk.h"

#include <algorithm>
#include <utility>

namespace switchscope {

namespace {

constexpr std::size_t window_size = 1u << 20;

} // namespace

std::span<const std::uint8_t> BlockWalk::view(std::uint64_t offset, std::size_t size) {
    if (offset < window_at_ || offset + size > window_at_ + window_.size()) {
        window_.clear();
        window_at_ = offset;
        // No more than there is: a window costs memory by its size, and most recordings are small.
        const std::uint64_t file_size = file_.size();
        const auto rest = static_cast<std::size_t>(file_size - std::min(offset, file_size));
        file_.read(offset, std::min(std::max(size, window_size), rest), window_);
    }
    const auto from = static_cast<std::size_t>(offset - window_at_);
    return std::span(window_).subspan(from, std::min(size, window_.size() - from));
}

std::optional<BlockWalk::Block> BlockWalk::block_at(std::uint64_t offset, std::uint64_t end) {
    const auto header = parse_block_header(view(offset, block_header_size));
    const std::uint64_t payload_at = offset + block_header_size;
    if (!header || header->size > most_block_payload || header->size > end - payload_at) {
        return std::nullopt;
    }
    const auto payload = view(payload_at, static_cast<std::size_t>(header->size));
    if (payload.size() != header->size || checksum(payload) != header->check) {
        return std::nullopt;
    }
    return Block{offset, *header, payload};
}

/// Where a block may begin, at `at` or behind it; `end` or more where there is no such place.
std::uint64_t BlockWalk::next_marker(std::uint64_t at, std::uint64_t end) {
    while (at + block_header_size <= end) {
        const auto rest = view(at, window_size);
        const std::size_t skipped = find_marker(rest);
        if (skipped < rest.size()) {
            return at + skipped;
        }
        at += std::max<std::size_t>(rest.size(), 1);
    }
    return end;
}

std::optional<BlockWalk::Block> BlockWalk::next(Walked& walked) {
    const std::uint64_t end = file_.size();
    if (walked.position + footer_size <= end) {
        if (const auto index = parse_footer(view(walked.position, footer_size))) {
            walked.index = index;
            walked.position += footer_size;
        }
    }
    for (std::uint64_t at = walked.position; at + block_header_size <= end;
         at = next_marker(at + 1, end)) {
        if (auto block = block_at(at, end)) {
            if (at != walked.position) {
                walked.damaged.push_back({walked.position, at});
            }
            walked.position = block->end();
            return block;
        }
    }
    walked.file_size = end;
    walked.index_at_end.reset();
    if (walked.position < end) {
        Bytes last;
        file_.read(end - std::min<std::uint64_t>(end, footer_size), footer_size, last);
        walked.index_at_end = parse_footer(last);
    }
    window_.clear(); // what is being written must be read again
    return std::nullopt;
}

std::optional<WholeBlock> read_block(const OpenFile& file, std::uint64_t offset, std::size_t size) {
    WholeBlock block;
    file.read(offset, size, block.bytes);
    const auto header = parse_block_header(block.bytes);
    if (!header || header->size > block.bytes.size() - block_header_size) {
        return std::nullopt;
    }
    block.header = *header;
    return checksum(block.payload()) == header->check ? std::optional(std::move(block))
                                                      : std::nullopt;
}

} // namespace switchscope

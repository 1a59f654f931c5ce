// SPDX-License-Identifier: MIT
#include "core/trace/recording_index.h"

#include <algorithm>
#include <utility>

#include "core/trace/state_codec.h"

namespace switchscope {

namespace {

/// The list of chunks in front of an index block at `index_offset`. A chunk fits between its own
/// offset and the next block.
std::vector<RecordingIndex::ChunkPlace> read_chunks(ByteReader& in, std::uint64_t index_offset) {
    std::vector<RecordingIndex::ChunkPlace> chunks;
    const std::size_t count = in.count(2);
    chunks.reserve(count);
    std::uint64_t offset = 0;
    for (std::size_t n = 0; n < count && in.ok(); ++n) {
        const std::uint64_t before = offset;
        offset += in.varint_up_to(index_offset - offset);
        const auto steps = static_cast<std::uint32_t>(in.varint_up_to(most_chunk_steps));
        if (n > 0 && offset - before < block_header_size) {
            in.give_up();
        }
        chunks.push_back({offset, steps});
    }
    if (count > 0 && index_offset - offset < block_header_size) {
        in.give_up();
    }
    return chunks;
}

} // namespace

void write_index(ByteWriter& out, const RecordingIndex& index, Packer& packer) {
    ByteWriter raw;
    raw.varint(index.chunks.size());
    std::uint64_t offset = 0;
    for (const RecordingIndex::ChunkPlace& chunk : index.chunks) {
        raw.varint(chunk.offset - offset);
        raw.varint(chunk.steps);
        offset = chunk.offset;
    }
    raw.varint(index.areas.size());
    for (const MachineState::Area& area : index.areas) {
        write_area(raw, area);
    }
    index.landmarks.write(raw);
    packer.pack(raw.view(), out);
}

std::optional<std::uint64_t> find_index(const OpenFile& file) {
    const std::uint64_t end = file.size();
    if (end < footer_size + block_header_size) {
        return std::nullopt;
    }
    Bytes footer, bytes;
    file.read(end - footer_size, footer_size, footer);
    const auto offset = parse_footer(footer);
    if (!offset || *offset > end - footer_size - block_header_size) {
        return std::nullopt;
    }
    file.read(*offset, block_header_size, bytes);
    const auto header = parse_block_header(bytes);
    const bool fits = header && header->type == BlockType::index &&
                      header->size == end - footer_size - block_header_size - *offset;
    return fits ? offset : std::nullopt;
}

std::optional<RecordingIndex> read_index(const OpenFile& file, std::uint64_t offset,
                                         std::uint16_t format, Unpacker& unpacker) {
    Bytes bytes;
    file.read(offset, block_header_size, bytes);
    const auto header = parse_block_header(bytes);
    if (!header || header->type != BlockType::index || header->size > most_block_payload) {
        return std::nullopt;
    }
    const auto block =
        read_block(file, offset, block_header_size + static_cast<std::size_t>(header->size));
    if (!block) {
        return std::nullopt;
    }
    ByteReader packed(block->payload());
    // The index is made of the summaries of the chunks, and is no longer than they are.
    const std::uint64_t most_chunks = offset / block_header_size;
    const auto raw = unpacker.unpack(packed, (most_chunks + 1) * (most_chunk_bytes / 64));
    if (!raw) {
        return std::nullopt;
    }
    ByteReader in(*raw);
    RecordingIndex index;
    index.chunks = read_chunks(in, offset);
    for (std::size_t left = in.count(10); left > 0 && in.ok(); --left) {
        index.areas.push_back(read_area(in));
    }
    std::uint64_t steps = 0;
    for (const RecordingIndex::ChunkPlace& chunk : index.chunks) {
        steps += chunk.steps;
    }
    if (!in.ok() || steps != block->header.first ||
        !index.landmarks.read(in, static_cast<std::uint32_t>(index.chunks.size()), format)) {
        return std::nullopt;
    }
    return index;
}

} // namespace switchscope

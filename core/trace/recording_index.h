// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/trace/block_walk.h"
#include "core/trace/landmark_index.h"

namespace switchscope {

/// What the index block of a recording file says: docs/recording-format.md, "Index".
struct RecordingIndex {
    struct ChunkPlace {
        std::uint64_t offset = 0; ///< of its block
        std::uint32_t steps = 0;
    };
    std::vector<ChunkPlace> chunks;
    std::vector<MachineState::Area> areas; ///< all that the recording met, in order
    LandmarkIndex landmarks;               ///< by the chunk's number in `chunks`
};

/// Appends the payload of the index block.
void write_index(ByteWriter& out, const RecordingIndex& index, Packer& packer);

/// The index block that the footer at the end of the file refers to. None: the file does not end
/// with an index block and its footer.
std::optional<std::uint64_t> find_index(const OpenFile& file);
/// Reads the index block at `offset`. None: it is damaged, or it contradicts itself.
std::optional<RecordingIndex> read_index(const OpenFile& file, std::uint64_t offset,
                                         std::uint16_t format, Unpacker& unpacker);

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "core/base/phrase.h"
#include "core/trace/chunk.h"

namespace switchscope {

// The tail: a file beside a recording that is being made, with the steps whose chunk is not written
// yet. docs/recording-format.md, "Tail".

/// "x.swrec.tail"
std::filesystem::path tail_path(const std::filesystem::path& recording);

/// Which tail a record is in. It is part of the record's checksum: what an earlier tail left in the
/// file does not pass for a record of this one.
struct TailIdentity {
    std::uint64_t recording = 0; ///< RecordingHeader::id
    std::uint64_t number = 0;    ///< counts the tails of the recording
};

/// What a new tail begins with. `first`: number of its first step; `body`: that of its chunk, which
/// has no step yet.
Bytes make_tail(const TailIdentity& tail, std::uint64_t first, std::span<const std::uint8_t> body);
/// Appends a record of the chunk to `out` as it stands in the tail at `offset`.
void write_tail_record(ByteWriter& out, const TailIdentity& tail, std::uint64_t offset,
                       std::span<const std::uint8_t> record);

struct Tail {
    std::uint64_t first = 0; ///< number of its first step, as the recorder counts them
    Chunk chunk;
};

/// What a look at the tail gave.
struct TailReading {
    std::optional<Tail> tail; ///< none: there is no such file, it is empty, or it is damaged
    Phrase damage;            ///< one sentence; empty where nothing is wrong
};
/// Takes the records up to the first that is damaged or is not written completely.
/// `id`: RecordingHeader::id, of the recording whose tail is wanted.
TailReading read_tail(const std::filesystem::path& recording, std::uint64_t id,
                      const StepDecoder::Limits& limits);

} // namespace switchscope

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/trace/chunk.h"
#include "core/trace/file.h"
#include "core/trace/landmark_index.h"
#include "core/trace/recording_header.h"

namespace switchscope {

struct RecordingWriterOptions {
    bool overwrite = false; ///< a file that is there already
    /// A chunk ends after so many steps, or when it is so old: then it is safe from more than the death of this
    /// process (see the tail).
    std::uint32_t chunk_steps = 2048;
    std::chrono::milliseconds chunk_age{10000};
};

/// Writes a recording file. Every step is in the file, or in its tail beside it, when append() returns: whatever
/// becomes of this process, no step is lost but the one in flight. One thread owns it.
///
/// An Error (the disk is full) leaves what was recorded so far in place; every later call gives it again.
class RecordingWriter {
  public:
    /// `header.id` and `made_at` are filled in where they are 0. Takes the file name as it is.
    static Result<RecordingWriter> create(const std::filesystem::path& path, RecordingHeader header,
                                          const RecordingWriterOptions& options = {});
    RecordingWriter(RecordingWriter&&) noexcept = default;
    RecordingWriter& operator=(RecordingWriter&&) = delete;
    ~RecordingWriter(); ///< close(), whose error is lost

    Result<void> append(const Step& step);
    /// A save area that is met for the first time, as it was before the next step.
    Result<void> add_area(const MachineState::Area& area);
    /// Writes the chunk that is being made.
    Result<void> flush();
    /// Writes what is left and the index. Nothing can be appended afterwards.
    Result<void> close();

    std::uint64_t size() const { return steps_; }  ///< in steps
    std::uint64_t bytes() const { return bytes_; } ///< written to the file; the tail is not counted
    const std::filesystem::path& path() const { return path_; }
    /// After the last step.
    const MachineState& state() const { return state_; }

  private:
    RecordingWriter(std::filesystem::path path, RecordingHeader header,
                    const RecordingWriterOptions& options);
    Result<void> open();
    void begin_chunk();
    Result<void> begin_tail();
    Result<void> add_to_tail();
    Result<void> write_block(BlockType type, std::uint64_t first, std::uint32_t steps,
                             std::span<const std::uint8_t> payload);
    Result<void> write_bytes(std::span<const std::uint8_t> bytes);
    Result<void> fail_with(const Phrase& doing, int error);

    std::filesystem::path path_;
    RecordingHeader header_;
    RecordingWriterOptions options_;
    OpenFile file_, tail_;
    std::uint64_t bytes_ = 0, tail_bytes_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t tails_ = 0; ///< begun
    MachineState state_;
    std::unique_ptr<ChunkBuilder> chunk_;
    std::chrono::steady_clock::time_point chunk_began_;
    Packer packer_;
    LandmarkIndex index_;
    ByteWriter chunk_list_; ///< as the index has it
    std::uint32_t chunks_ = 0;
    std::uint64_t last_chunk_ = 0; ///< where it begins in the file
    std::vector<MachineState::Area> areas_;
    ByteWriter record_; ///< scratch
    std::optional<Error> failed_;
    bool closed_ = false;
};

} // namespace switchscope

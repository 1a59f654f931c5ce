// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/trace/chunk.h"
#include "core/trace/file.h"
#include "core/trace/recording_header.h"
#include "core/trace/recording_index.h"
#include "core/trace/recording_tail.h"

namespace switchscope {

struct RecordingWriterOptions {
    bool overwrite = false; ///< a file that is there already
    /// A chunk ends after so many steps, or when it is so old. Until then its steps are in the
    /// tail, which survives the end of this process.
    std::uint32_t chunk_steps = 2048;
    std::chrono::milliseconds chunk_age{10000};
};

/// Writes a recording file. When append() returns, the step is in the file or in the tail beside
/// it. So a process that is killed loses the step that it was appending, and no other. One thread
/// owns the writer.
///
/// After an Error (the disk is full) what was recorded before is still there. Every later call
/// gives the same Error.
class RecordingWriter {
  public:
    /// Fills in `header.id` and `header.made_at` where they are 0. Takes the file name as it is.
    static Result<RecordingWriter> create(const std::filesystem::path& path, RecordingHeader header,
                                          const RecordingWriterOptions& options = {});
    RecordingWriter(RecordingWriter&&) noexcept = default;
    RecordingWriter& operator=(RecordingWriter&&) = delete;
    ~RecordingWriter(); ///< calls close() and ignores its Error

    Result<void> append(const Step& step);
    /// A save area (vCPU) is met for the first time: its content before the next step.
    Result<void> add_area(const MachineState::Area& area);
    /// Writes the chunk that is being made, and begins the next.
    Result<void> flush();
    /// Writes the last chunk and the index. Nothing can be appended afterwards.
    Result<void> close();

    std::uint64_t size() const { return steps_; }  ///< in steps
    std::uint64_t bytes() const { return bytes_; } ///< written to the file, without the tail
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
    TailIdentity tail_identity_; ///< of the newest one
    MachineState state_;
    std::unique_ptr<ChunkBuilder> chunk_;
    std::chrono::steady_clock::time_point chunk_began_;
    Packer packer_;
    RecordingIndex index_;
    ByteWriter record_; ///< scratch memory
    std::optional<Error> failed_;
    bool closed_ = false;
};

} // namespace switchscope

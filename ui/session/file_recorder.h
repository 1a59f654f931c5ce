// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>

#include "core/session/session.h"
#include "core/trace/recording_writer.h"

namespace switchscope::ui {

/// Copies a growing recording into a file: all that there is already, then every step as it comes.
class FileRecorder {
  public:
    /// Begins the file; one that is there already is replaced. The first steps are written by the first follow().
    static Result<FileRecorder> create(const std::filesystem::path& path,
                                       std::shared_ptr<const SessionFacts> facts,
                                       const Recording& recording);

    /// Writes what is missing, `most` steps at a time so that nobody waits. After an error the file keeps what it has.
    Result<void> follow(const Recording& recording, std::size_t most = slice);
    bool is_behind(const Recording& recording) const { return writer_.size() < recording.size(); }
    /// Writes all that is missing and ends the file.
    Result<void> close(const Recording& recording);

    const std::filesystem::path& path() const { return writer_.path(); }
    std::uint64_t steps() const { return writer_.size(); } ///< written
    std::uint64_t bytes() const { return writer_.bytes(); }

    static constexpr std::size_t slice = 4096; ///< some milliseconds

  private:
    FileRecorder(RecordingWriter writer, std::size_t areas)
        : writer_(std::move(writer)), areas_(areas) {}

    RecordingWriter writer_;
    std::size_t areas_; ///< save areas the file knows of
};

} // namespace switchscope::ui

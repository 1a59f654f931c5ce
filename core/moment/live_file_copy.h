// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/model/session_facts.h"
#include "core/trace/recording.h"
#include "core/trace/recording_writer.h"

namespace switchscope {

/// Copies a growing recording into a file: the steps that are there already, then every step as it
/// comes. It reads them from the recording, so it needs no queue of its own.
class LiveFileCopy {
  public:
    /// Begins the file, and replaces one that is there already. The first follow() writes the first
    /// steps. `producer`: the program that records and its version, as the file's header has it.
    static Result<LiveFileCopy> create(const std::filesystem::path& path, std::string producer,
                                       std::shared_ptr<const SessionFacts> facts,
                                       const Recording& recording);

    /// Writes what is missing, `most` steps at a time so that nobody waits. After an error the file
    /// keeps what it has so far.
    Result<void> follow(const Recording& recording, std::size_t most = slice);
    bool is_behind(const Recording& recording) const { return writer_.size() < recording.size(); }
    /// Writes all that is missing, and ends the file.
    Result<void> close(const Recording& recording);

    const std::filesystem::path& path() const { return writer_.path(); }
    std::uint64_t steps() const { return writer_.size(); } ///< that are written
    std::uint64_t bytes() const { return writer_.bytes(); }

    static constexpr std::size_t slice = 4096; ///< takes some milliseconds

  private:
    LiveFileCopy(RecordingWriter writer, std::size_t areas)
        : writer_(std::move(writer)), areas_(areas) {}

    RecordingWriter writer_;
    std::size_t areas_; ///< the save areas that the file knows
};

} // namespace switchscope

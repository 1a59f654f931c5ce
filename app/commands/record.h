// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>

#include "app/machines/open_target.h"
#include "core/analysis/exit_statistics.h"
#include "core/model/condition.h"
#include "core/trace/recording_writer.h"

namespace switchscope::app {

struct RecordOptions {
    TargetSpec target;
    std::filesystem::path file;
    bool overwrite = false;
    std::string mode = "step"; ///< one of record_modes()
    // Where none of the two is set, it records until it is cancelled.
    std::optional<std::size_t> switches;
    std::optional<std::chrono::seconds> duration;
    /// A Breakpoint as a text: recording begins where it stops the machine. Where empty, it begins
    /// at once.
    std::string from;
    /// A Condition as a text: recording ends with the step after which it holds; may be empty.
    std::string until;
};

/// Writes what a session reports into a file. After an error, or when its condition holds, it
/// requests a stop and takes no more steps.
class FileRecorder final : public SessionListener {
  public:
    /// Makes the file of `options`, for a session that is in the state `start` now.
    static Result<std::unique_ptr<FileRecorder>> create(const RecordOptions& options,
                                                        std::shared_ptr<const SessionFacts> facts,
                                                        const MachineState& start);

    void area_met(const MachineState::Area& area) override { keep(writer_.add_area(area)); }
    void stepped(const Step& step) override;
    void noted(const Phrase& what) override; ///< prints it to stderr
    /// Where the recorder requests the stop.
    std::stop_token stopped() const { return stop_.get_token(); }

    std::uint64_t switches() const { return switches_; } ///< that were entered
    const RecordingWriter& writer() const { return writer_; }
    ExitCounts exits() const { return exits_.counts(); }
    /// Ends the file. Returns the first error of the recorder.
    Result<void> close();

  private:
    explicit FileRecorder(RecordingWriter writer) : writer_(std::move(writer)) {}
    /// Keeps the first error, and requests a stop then.
    void keep(Result<void> result);

    RecordingWriter writer_;
    LandmarkFinder finder_;
    std::uint64_t switches_ = 0;
    ExitStatistics exits_;
    std::optional<Condition> until_;
    bool complete_ = false; ///< whether until_ has held
    std::stop_source stop_;
    std::optional<Error> failed_;
};

struct RecordSummary {
    std::uint64_t steps = 0, switches = 0, bytes = 0;
    std::uint64_t corrected = 0; ///< in traces, steps that QEMU's log contradicted
    ExitCounts exits;
    double seconds = 0; ///< without the start of the machine
};

/// A way to record. The help of the command uses its texts.
struct RecordMode {
    std::string_view id;
    std::string_view description;
    /// Opens the target and records it. After an error, too, the summary has what was recorded.
    Result<void> (*record)(const RecordOptions& options, std::stop_token cancel,
                           RecordSummary& summary);
};
std::span<const RecordMode> record_modes();

/// Records with the mode of the options. Cancelling ends the recording and is no error.
Result<void> record(const RecordOptions& options, std::stop_token cancel, RecordSummary& summary);

} // namespace switchscope::app

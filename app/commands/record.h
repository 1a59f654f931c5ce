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
    std::string mode = "step";                    ///< one of record_modes()
    std::optional<std::size_t> switches;          ///< to record; none: until the time is over
    std::optional<std::chrono::seconds> duration; ///< none: until it is cancelled
    std::string from; ///< a Breakpoint: recording begins where it stops the machine; empty: at once
    std::string until; ///< a Condition: the step with which it holds is the last one; empty: none
};

/// Writes what a session tells into a file. After an error, or when its condition holds, it asks the session to stop,
/// and takes nothing more.
class FileRecorder final : public SessionListener {
  public:
    /// A file for a session that is in `start` now. Says that it was recorded in `mode`.
    static Result<std::unique_ptr<FileRecorder>> create(const RecordOptions& options,
                                                        std::shared_ptr<const SessionFacts> facts,
                                                        const MachineState& start);

    void area_met(const MachineState::Area& area) override { keep(writer_.add_area(area)); }
    void stepped(const Step& step) override;
    void noted(const Phrase& what) override;                      ///< said on stderr
    std::stop_token stopped() const { return stop_.get_token(); } ///< asked to by itself

    std::uint64_t switches() const { return switches_; } ///< entered
    const RecordingWriter& writer() const { return writer_; }
    ExitCounts exits() const { return exits_.counts(); }
    /// Ends the file. The first error there was.
    Result<void> close();

  private:
    explicit FileRecorder(RecordingWriter writer) : writer_(std::move(writer)) {}
    void keep(Result<void> result);

    RecordingWriter writer_;
    LandmarkFinder finder_;
    std::uint64_t switches_ = 0;
    ExitStatistics exits_;
    std::optional<Condition> until_;
    bool complete_ = false; ///< until_ has held
    std::stop_source stop_;
    std::optional<Error> failed_;
};

struct RecordSummary {
    std::uint64_t steps = 0, switches = 0, bytes = 0;
    std::uint64_t corrected = 0; ///< steps where QEMU's log contradicted the account (traces only)
    ExitCounts exits;
    double seconds = 0; ///< of recording, the machine's start not counted
};

/// A way to record; the command's help comes from here.
struct RecordMode {
    std::string_view id;
    std::string_view description;
    /// Starts the machine and records it until options.switches, or `cancel`. The summary is filled in as far as it
    /// came, also before an error.
    Result<void> (*record)(const RecordOptions& options, std::stop_token cancel,
                           RecordSummary& summary);
};
std::span<const RecordMode> record_modes();

/// Records as the options say. Cancelling ends the recording and is no error.
Result<void> record(const RecordOptions& options, std::stop_token cancel, RecordSummary& summary);

} // namespace switchscope::app

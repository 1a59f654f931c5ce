// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include <QElapsedTimer>
#include <QObject>

#include "core/session/session.h"
#include "core/trace/memory_recording.h"
#include "core/trace/recording_file.h"

namespace switchscope::ui {

/// What a session told, in its order: save areas met and steps made.
using SessionEvents = std::vector<std::variant<MachineState::Area, Step>>;

/// A session to be shown, with what it has done so far; null: it begins now.
struct PreparedSession {
    std::unique_ptr<Session> session;
    std::shared_ptr<MemoryRecording> recording;
};
/// Opens a session; may take a while.
using SessionOpener = std::function<Result<PreparedSession>(std::stop_token)>;

/// What opening a session gives the GUI thread to start with.
struct Opened {
    std::shared_ptr<const SessionFacts> facts;
    std::shared_ptr<MemoryRecording> recording; ///< with what was done already
    bool can_reconnect = false;
};

/// How a run to a breakpoint ended.
struct Stopped {
    std::optional<BreakpointHit> hit; ///< none: cancelled
    BreakpointSet breakpoints;        ///< as they are now
};

/// Counts the sessions asked for, so that a late result of an earlier one is recognised.
using SessionNumber = std::uint64_t;

/// Where the worker's results go. Called on the worker's thread; the receiver posts them to its own.
struct WorkerSink {
    std::function<void(SessionNumber, Result<Opened>)> opened;
    std::function<void(SessionNumber, Result<std::shared_ptr<RecordingFile>>)> file_opened;
    /// A batch of what happened, many times per advance.
    std::function<void(SessionNumber, SessionEvents)> advanced;
    std::function<void(SessionNumber, Result<void>)> finished; ///< the advance is over
    std::function<void(SessionNumber, Phrase)> noted;          ///< by the session, on its way
    std::function<void(SessionNumber, Result<void>)> written;
    /// A run to a breakpoint was ended by one of them (none: cancelled); the set has the counts.
    std::function<void(SessionNumber, Stopped)> stopped;
    std::function<void(SessionNumber, Result<std::string>)> answered; ///< by the monitor
    std::function<void(SessionNumber, std::vector<Traffic>)> traffic;
};

/// Owns the session on its own thread: whatever takes long, happens here. Its functions are called through the
/// thread's event queue, so one at a time.
class SessionWorker : public QObject, private SessionListener {
    Q_OBJECT
  public:
    explicit SessionWorker(WorkerSink sink);
    ~SessionWorker() override;

    void open(SessionNumber number, const SessionOpener& opener, const std::stop_token& cancel);
    void advance(Stride stride, const std::stop_token& cancel);
    /// Connects to the target again, and lets it go to a world switch; finished as an advance.
    void reconnect(const std::stop_token& cancel);
    /// Puts a value into a place of the target, which goes on after an Error.
    void write(const Location& place, std::uint64_t value);
    /// Sets these breakpoints and lets the target run to one of them.
    void run_to_breakpoint(const BreakpointSet& breakpoints, const std::stop_token& cancel);
    /// Asks the target's monitor; the session goes on after an Error.
    void monitor(const std::string& command);
    /// Another hart makes the next step; told where there is no such hart.
    void select_hart(std::uint32_t hart);
    /// What went over the connection since the entry `from`.
    void traffic(std::uint64_t from);
    void close();
    /// Reads and checks a recording file; whoever receives it owns it. The session that is there stays.
    void open_file(SessionNumber number, const std::filesystem::path& path);

    static constexpr int batch_ms = 16; ///< about one batch a frame

  private:
    void area_met(const MachineState::Area& area) override;
    void stepped(const Step& step) override;
    void noted(const Phrase& what) override;
    void finish(const Result<void>& result);
    void flush_when_due();
    void flush();

    WorkerSink sink_;
    SessionNumber number_ = 0;
    std::unique_ptr<Session> session_;
    SessionEvents events_;
    QElapsedTimer since_flush_;
};

} // namespace switchscope::ui

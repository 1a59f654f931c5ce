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

/// What a session has reported, in its order: save areas that it met, and steps that it made.
using SessionEvents = std::vector<std::variant<MachineState::Area, Step>>;

/// A session to be shown, with what it has recorded so far. A null recording: it begins now.
struct PreparedSession {
    std::unique_ptr<Session> session;
    std::shared_ptr<MemoryRecording> recording;
};
/// Opens a session. It may take a while, and runs on the worker's thread.
using SessionOpener = std::function<Result<PreparedSession>(std::stop_token)>;

/// What the GUI thread gets of a session that was opened.
struct Opened {
    std::shared_ptr<const SessionFacts> facts;
    std::shared_ptr<MemoryRecording> recording; ///< with the steps that were made already
    bool can_reconnect = false;
};

/// How a run to a breakpoint ended.
struct Stopped {
    std::optional<BreakpointHit> hit; ///< none: the user cancelled the run
    BreakpointSet breakpoints;        ///< as they are now, with their counts
};

/// Numbers the sessions that were asked for, so that a late result of an earlier one is recognised.
using SessionNumber = std::uint64_t;

/// One function for each kind of result. `Leading` are arguments in front of the result itself.
template <class... Leading> struct SessionResults {
    std::function<void(Leading..., Result<Opened>)> opened;
    std::function<void(Leading..., Result<std::shared_ptr<RecordingFile>>)> file_opened;
    /// A batch of what has happened. An advance may have many of them.
    std::function<void(Leading..., SessionEvents)> advanced;
    std::function<void(Leading..., Result<void>)> finished; ///< the advance is over
    std::function<void(Leading..., Phrase)> noted;          ///< by the session, while it advances
    std::function<void(Leading..., Result<void>)> written;  ///< a value was put into a place
    std::function<void(Leading..., Stopped)> stopped;       ///< a run to a breakpoint is over
    std::function<void(Leading..., Result<std::string>)> answered; ///< by the target's monitor
    std::function<void(Leading..., std::vector<Traffic>)> traffic;
};

/// Where the worker's results go, each with the number of its session. Called on the worker's
/// thread.
using WorkerSink = SessionResults<SessionNumber>;

/// Owns the session on a thread of its own, so that the window never waits for a target. Its
/// functions are called through that thread's event queue: one at a time, in the order in which
/// they were asked for.
class SessionWorker : public QObject, private SessionListener {
    Q_OBJECT
  public:
    explicit SessionWorker(WorkerSink sink);
    ~SessionWorker() override;

    void open(SessionNumber number, const SessionOpener& opener, const std::stop_token& cancel);
    void advance(Stride stride, const std::stop_token& cancel);
    /// Connects to the target again and lets it go to a world switch. `finished` follows, as after
    /// an advance.
    void reconnect(const std::stop_token& cancel);
    /// Puts a value into a place of the target. The session goes on after an Error.
    void write(const Location& place, std::uint64_t value);
    /// Sets these breakpoints and lets the target run to one of them.
    void run_to_breakpoint(const BreakpointSet& breakpoints, const std::stop_token& cancel);
    /// Asks the target's monitor. The session goes on after an Error.
    void monitor(const std::string& command);
    /// Another hart makes the next step. `noted` follows where the target has no such hart.
    void select_hart(std::uint32_t hart);
    /// Asks for what went over the connection since the entry `from`.
    void traffic(std::uint64_t from);
    void close();
    /// Reads and checks a recording file. Whoever receives it owns it; the session that is there
    /// stays.
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
    SessionEvents events_; ///< not sent yet
    QElapsedTimer since_flush_;
};

} // namespace switchscope::ui

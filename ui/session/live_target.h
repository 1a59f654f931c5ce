// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <memory>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/trace/memory_recording.h"
#include "ui/session/session_thread.h"

namespace switchscope::ui {

class Notices;
class SessionCursor;

/// The target of a session: what it is doing, and what it can be asked to do. What it does goes
/// into a recording in memory that grows behind the cursor. Lives on the GUI thread and never waits
/// there.
class LiveTarget : public QObject {
    Q_OBJECT
  public:
    enum class State : std::uint8_t {
        none,      ///< no session
        opening,   ///< the target is being started
        ready,     ///< it is stopped and waits for the next stride
        advancing, ///< it runs
        gone,      ///< it has ended; the recording stays
        recorded,  ///< there is no target: the recording is a file
    };

    LiveTarget(SessionThread& thread, SessionCursor& cursor, Notices& notices);

    State state() const { return state_; }
    bool busy() const { return state_ == State::opening || state_ == State::advancing; }
    /// What is going on has taken so long that the window speaks of it.
    bool takes_long() const { return takes_long_; }
    /// The recording of what it does; null: there is no target.
    std::shared_ptr<const MemoryRecording> recording() const { return recording_; }
    double steps_per_second() const { return steps_per_second_; } ///< of the last long advance

    /// Moves the cursor forward in the recording. At its end the target goes on instead; while it
    /// still runs, the stride waits for its turn, so that quick fingers lose no step.
    void forward(Stride stride);
    /// Puts a value into a place of the stopped target: one more step of the recording.
    void write(const Location& place, std::uint64_t value);
    /// Lets the target run until one of the breakpoints stops it. stopped() follows.
    void run_to(BreakpointSet breakpoints);
    /// Ends what is going on, an opening too. What was recorded stays.
    void cancel();
    /// Connects to the same machine again. The recording goes on.
    void reconnect();
    QString why_no_reconnect() const; ///< as the end of a sentence; empty: it can be done
    /// Gives a command to the target's monitor. monitor_answered() follows.
    void monitor(const QString& command);
    QString why_no_monitor() const; ///< as the end of a sentence; empty: it can be asked
    /// Asks for what went over the connection since the entry `from`. traffic_arrived() follows.
    void ask_for_traffic(std::uint64_t from);

    // For SessionController, which opens and closes sessions.
    void begin_opening();
    void end_opening(State state);
    /// What is done from now on goes into the end of `recording`.
    void take_over(std::shared_ptr<MemoryRecording> recording, bool can_reconnect);
    void drop_waiting() { waiting_.clear(); } ///< strides that were asked for and not made yet
    void close();                             ///< the connection, and with it the target
    void forget();                            ///< what is known of the target that was here

    // What the worker reports.
    void take_advanced(SessionEvents events);
    void take_finished(const Result<void>& result);
    void take_written(const Result<void>& result);
    void take_stopped(const Stopped& stop);
    void take_answer(const Result<std::string>& result);
    void take_traffic(const std::vector<Traffic>& more);

    /// How long something may take before the window speaks of it.
    static constexpr int patience_ms = 500;
    static constexpr std::size_t most_waiting = 32; ///< strides; quick fingers press fewer keys

  Q_SIGNALS:
    void state_changed();
    void grew(); ///< the recording, after the cursor has followed
    void progress(qint64 elapsed_ms, qulonglong steps); ///< now and then, once patience ran out
    void stopped(const switchscope::ui::Stopped& stop);
    void monitor_answered(const QString& text, bool error);
    void traffic_arrived(const std::vector<Traffic>& more);

  private:
    void set_state(State state);
    void begin_work(State state);
    void end_work(State state);
    void follow_hart(std::uint32_t hart);
    std::size_t size() const;

    SessionThread& thread_;
    SessionCursor& cursor_;
    Notices& notices_;
    State state_ = State::none;
    std::shared_ptr<MemoryRecording> recording_;
    bool can_reconnect_ = false;
    bool traffic_asked_ = false;
    bool takes_long_ = false;
    std::deque<Stride> waiting_; ///< strides that were asked for while the target was running

    QTimer progress_timer_;
    QElapsedTimer working_;
    std::size_t size_before_ = 0; ///< of the recording, when the work began
    double steps_per_second_ = 0;
};

} // namespace switchscope::ui

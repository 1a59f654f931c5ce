// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>

#include "core/session/session_provider.h"
#include "core/trace/bookmarks.h"
#include "core/trace/memory_recording.h"
#include "ui/base/words.h"
#include "core/moment/current_switch.h"
#include "core/moment/live_file_copy.h"
#include "ui/session/session_worker.h"
#include "core/moment/switch_index.h"

namespace switchscope::ui {

/// Between the window and a session: lets the target go on in the background, keeps the recording that the window
/// shows, and moves the cursor in it. Lives on the GUI thread and never waits there, its destructor apart.
class SessionController : public QObject {
    Q_OBJECT
  public:
    enum class State : std::uint8_t {
        none,      ///< no session
        opening,   ///< the target is being started
        ready,     ///< stopped, waits for the next stride
        advancing, ///< the target runs
        gone,      ///< the target ended; the recording stays
        recorded,  ///< there is no target: the recording is a file
    };

    explicit SessionController(SessionProvider& provider, QObject* parent = nullptr);
    ~SessionController() override;

    // What to do.
    void open(const std::string& choice);
    /// The same, of a session that `opener` brings along with what it has done already.
    void open_prepared(const std::string& choice, SessionOpener opener);
    /// Shows a recording file instead of a target. Where that fails, what was there before stays.
    void open_file(const std::filesystem::path& path);
    /// Connects to the same machine again; the recording goes on.
    void reconnect();
    void restart(); ///< the choice opened last, from the beginning
    void close();
    void cancel(); ///< ends what is going on; what was recorded stays
    /// Moves the cursor forward in the recording; lets the target go on when the cursor is already at the end.
    /// While the target still runs the stride waits its turn: quick fingers lose no step.
    void forward(Stride stride);
    /// Puts a value into a place of the stopped target: one more step of the recording.
    void write(const Location& place, std::uint64_t value);
    /// Sets a breakpoint on an instruction of the routine, or takes the one away that is there.
    void toggle_breakpoint(std::size_t instruction);
    /// Those that are set while the target runs hold from the next run on.
    void add_breakpoint(Breakpoint breakpoint);
    void change_breakpoint(int id, const Breakpoint& breakpoint);
    void remove_breakpoint(int id);
    void clear_breakpoints();
    QString why_no_breakpoints() const; ///< as the end of a sentence; empty: they can be set
    const BreakpointSet& breakpoints() const { return breakpoints_; }
    /// The instructions of the routine at which the breakpoints show.
    std::vector<BreakpointPlace> breakpoint_places() const;
    /// Lets the target run until a breakpoint stops it.
    void run_to_breakpoint();
    /// To the next time that an instruction of the routine is about to be executed: in the recording where that has
    /// happened behind the cursor, else by letting the target run.
    void run_to(std::size_t instruction);
    /// A command for the target's monitor; monitor_answered() tells what it said.
    void monitor(const QString& command);
    QString why_no_monitor() const; ///< as the end of a sentence; empty: monitor() can be asked
    /// traffic_told() follows, with what went over the connection since the entry `from`.
    void ask_for_traffic(std::uint64_t from);
    /// Bookmarks are kept beside a recording's file; those of a live recording once it is recorded.
    void set_bookmark(std::size_t position, const std::string& note);
    void remove_bookmark(std::size_t position);
    const Bookmarks& bookmarks() const { return bookmarks_; }
    /// The moment of the switch before the cursor's that is most like the cursor's own: in front of the same
    /// instruction; as far from the entry where there is none. None: there is no switch before.
    std::optional<std::size_t> same_place_in_previous_switch() const;
    bool has_previous_switch() const { return switch_before().has_value(); }
    void back(Stride stride); ///< in the recording only
    void go_to(std::size_t position);
    /// Shows another hart at the cursor, and moves along it from then on. Where the cursor is where the target stands, the
    /// target's next step is that hart's, too.
    void select_hart(std::uint32_t hart);
    std::vector<std::uint64_t> harts() const; ///< of the machine, as far as they are known
    /// Copies the live recording into a file, from its first step to whatever comes, until stop_recording().
    void record_to(const std::filesystem::path& path);
    void stop_recording();
    /// Steps of the live recording that no file has; those that a running recorder has yet to write do not count.
    std::size_t unsaved() const;

    // What there is. facts(), timeline() and now() are null without a recording.
    State state() const { return state_; }
    QString why_no_reconnect() const; ///< empty: it can be done
    bool busy() const { return state_ == State::opening || state_ == State::advancing; }
    const SessionFacts* facts() const { return facts_.get(); }
    std::shared_ptr<const SessionFacts> shared_facts() const { return facts_; }
    const Timeline* timeline() const { return timeline_ ? &*timeline_ : nullptr; }
    const CurrentSwitch* now() const { return now_ ? &*now_ : nullptr; }
    const SwitchIndex& switches() const { return switches_; }
    /// The position behind an instruction of the routine, in the world switch of the cursor; none where the recording
    /// does not have it.
    std::optional<std::size_t> executed_at(std::size_t instruction) const;
    const std::string& choice() const { return choice_; }
    const std::string& opening() const { return opening_; }   ///< a choice, or a file's name
    const RecordingFile* file() const { return file_.get(); } ///< null: the recording is live
    const LiveFileCopy* recorder() const { return recorder_ ? &*recorder_ : nullptr; }
    double steps_per_second() const { return steps_per_second_; } ///< of the last long advance

    /// How long something may take before the window speaks of it.
    static constexpr int patience_ms = 500;
    static constexpr std::size_t most_waiting = 32; ///< strides; more than quick fingers press
    static constexpr int refresh_ms = 500; ///< how often a file that still grows is looked at

  Q_SIGNALS:
    void state_changed();
    void opened(); ///< facts and an empty recording are there
    void moved();  ///< the cursor moved or the recording grew
    void failed(const switchscope::ui::Said& what, const switchscope::ui::Said& remedy);
    /// Something about a file that the user should know: nothing that is shown is lost.
    void noted(const switchscope::ui::Said& what, const switchscope::ui::Said& remedy);
    /// What was just done, as a sentence that needs no answer.
    void told(const QString& what);
    void monitor_answered(const QString& text, bool error);
    void traffic_told(const std::vector<Traffic>& more);
    void bookmarks_changed();
    void breakpoints_changed();
    void stopped(const QString& why);                   ///< by a breakpoint
    void saved(const std::filesystem::path& path);      ///< a file was written to its end
    void progress(qint64 elapsed_ms, qulonglong steps); ///< now and then, once patience ran out

  private:
    void set_state(State state);
    void begin_work(State state);
    void end_work(State state);
    void forget_recording();
    void take_opened(Result<Opened> result);
    void take_file(Result<std::shared_ptr<RecordingFile>> result);
    void close_target(); ///< and forget its recording
    void tell_damage();  ///< once
    void refresh_file();
    void write_on();
    void end_recorder(const Result<void>& result);
    void take_advanced(SessionEvents events);
    void take_finished(Result<void> result);
    void take_note(const Phrase& what);
    void take_written(Result<void> result);
    void take_stopped(Stopped stopped);
    void run_with(BreakpointSet breakpoints);
    void take_answer(Result<std::string> result);
    void take_traffic(std::vector<Traffic> more);
    void load_bookmarks();
    void keep_bookmarks();
    std::optional<SwitchExtent> switch_here() const;
    std::optional<SwitchExtent> switch_before() const;
    std::optional<std::size_t> executed_in(const SwitchExtent& record,
                                           std::size_t instruction) const;
    void follow(); ///< after the recording grew or the cursor moved
    template <class Action> void on_worker(Action action);
    template <class Argument> auto from_worker(void (SessionController::*action)(Argument));

    SessionProvider& provider_;
    QThread thread_;
    SessionWorker* worker_; ///< lives on thread_, deleted when it ends
    std::stop_source stop_;
    std::deque<Stride> waiting_; ///< strides asked for while the target was running
    std::string choice_, opening_;
    State state_ = State::none;
    SessionNumber number_ = 0; ///< results of an older session are dropped

    std::shared_ptr<const SessionFacts> facts_;
    std::shared_ptr<Recording> recording_; ///< one of the next two
    std::shared_ptr<MemoryRecording> live_;
    std::shared_ptr<RecordingFile> file_;
    std::optional<LiveFileCopy> recorder_;
    std::optional<Timeline> timeline_;
    std::optional<CurrentSwitch> now_;
    SwitchIndex switches_;

    QTimer progress_timer_, refresh_timer_, write_timer_;
    QElapsedTimer working_;
    std::size_t size_before_ = 0;
    std::size_t saved_ =
        0; ///< steps of the live recording that a closed file has, or nobody would miss
    double steps_per_second_ = 0;
    bool damage_told_ = false;
    bool can_reconnect_ = false;
    Bookmarks bookmarks_;
    std::optional<Error> bookmarks_unreadable_; ///< their file is left alone
    bool traffic_asked_ = false;
    BreakpointSet breakpoints_;
    BreakpointSet carried_;                    ///< over a restart
    std::optional<std::uint32_t> chosen_hart_; ///< of the target, since its last step
};

} // namespace switchscope::ui

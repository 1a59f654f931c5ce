// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QObject>

#include "core/session/breakpoint.h"

namespace switchscope::ui {

class LiveTarget;
class Notices;
class SessionCursor;
struct Stopped;

/// The breakpoints of the target. Those that are set while it runs hold from the next run on.
class BreakpointList : public QObject {
    Q_OBJECT
  public:
    BreakpointList(SessionCursor& cursor, LiveTarget& target, Notices& notices);

    const BreakpointSet& get() const { return breakpoints_; }
    const std::vector<BreakpointSet::Entry>& entries() const { return breakpoints_.entries(); }
    bool empty() const { return breakpoints_.empty(); }
    /// The instructions of the routine at which they show.
    std::vector<BreakpointPlace> places() const;
    QString why_none() const; ///< can be set, as the end of a sentence; empty: they can

    /// Sets one on an instruction of the routine (an index), or takes away those that are there.
    void toggle(std::size_t instruction);
    /// Sets this one, or takes it away where it is set. False: it was taken away.
    bool toggle(const Breakpoint& breakpoint);
    void add(Breakpoint breakpoint);
    void change(int id, const Breakpoint& breakpoint);
    void remove(int id);
    void clear();

    /// Lets the target run until one of them stops it.
    void run();
    /// To the next time that an instruction of the routine (an index) is about to be executed: in
    /// the recording where that has happened behind the cursor, else by letting the target run.
    void run_to(std::size_t instruction);

    // For SessionController.
    BreakpointSet uncounted() const; ///< the same ones, with no hits
    void show(BreakpointSet breakpoints);

  Q_SIGNALS:
    void changed();

  private:
    void take_stopped(const Stopped& stop);

    SessionCursor& cursor_;
    LiveTarget& target_;
    Notices& notices_;
    BreakpointSet breakpoints_;
};

} // namespace switchscope::ui

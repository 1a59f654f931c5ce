// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QObject>
#include <QTimer>

#include "ui/panels/bookmark_model.h"
#include "ui/panels/breakpoint_panel.h"
#include "ui/panels/console_panel.h"
#include "ui/panels/difference_model.h"
#include "ui/panels/exits_panel.h"
#include "ui/panels/removals.h"
#include "ui/panels/traffic_model.h"
#include "ui/panels/watch_model.h"
#include "ui/session/session_controller.h"
#include "ui/widgets/dock_area.h"
#include "ui/widgets/table_panel.h"

class QSettings;

namespace switchscope::ui {

class WindowActions;

/// The panels that are tables, and the monitor's console: what fills them, and where a click in
/// them leads. A panel that nobody sees costs nothing.
class Panels : public QObject {
    Q_OBJECT
  public:
    /// Adds the panels to `area`, and their actions to `actions`. `settings` keeps what is watched;
    /// null: nothing is kept.
    Panels(const Theme& theme, WindowActions& actions, SessionController& controller,
           DockArea& area, QSettings* settings);

    void show_session();
    void show_moment();
    void translate(); ///< the language of the program is another one
    void show_difference(std::size_t a, std::size_t b);
    void watch(const QString& name);
    Removals& removals() { return removals_; }
    QString watch_hint() const { return watch_hint_->text(); }

    BreakpointModel& breakpoints() { return breakpoints_; }
    BreakpointPanel* breakpoint_panel() const { return breakpoint_panel_; }
    BookmarkModel& bookmarks() { return bookmarks_; }
    ExitsModel& exits() { return exits_; }
    DifferenceModel& difference() { return difference_; }
    WatchModel& watched() { return watched_; }
    TrafficModel& traffic() { return traffic_; }
    ConsolePanel* console() const { return console_; }
    TablePanel* panel(Panel which) const;
    ExitsPanel* exits_panel() const { return exits_panel_; }

  Q_SIGNALS:
    void instruction_wanted(std::size_t instruction); ///< of the routine (an index): show it
    void place_wanted(const Location& place);         ///< show it in the inspector
    void said(const QString& sentence);               ///< about what was just done

  private:
    void add_actions(WindowActions& actions);
    void build_breakpoints();
    void build_bookmarks(const WindowActions& actions);
    void build_difference(const WindowActions& actions);
    void build_watch();
    void build_traffic();
    void build_console();
    void add_watch();
    void refresh();
    void write_compared();
    void remove_watch(int row);
    void remove_bookmark(int row);
    void remove_breakpoint(int row);

    const Theme& theme_;
    SessionController& controller_;
    DockArea& area_;
    QSettings* settings_;
    BreakpointModel breakpoints_;
    BookmarkModel bookmarks_;
    ExitsModel exits_;
    DifferenceModel difference_;
    WatchModel watched_;
    TrafficModel traffic_;
    Removals removals_;
    BreakpointPanel* breakpoint_panel_;
    ExitsPanel* exits_panel_;
    TablePanel *bookmarks_panel_, *difference_panel_, *watch_panel_, *traffic_panel_;
    ConsolePanel* console_;
    QLabel* compared_;
    std::optional<std::pair<std::size_t, std::size_t>> compared_moments_; ///< A and B
    QLineEdit* watch_line_;
    QLabel* watch_hint_;
};

} // namespace switchscope::ui

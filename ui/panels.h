// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QComboBox>
#include <QObject>
#include <QTimer>

#include "ui/bookmark_model.h"
#include "ui/console_panel.h"
#include "ui/difference_model.h"
#include "ui/dock_area.h"
#include "ui/exits_model.h"
#include "ui/session_controller.h"
#include "ui/table_panel.h"
#include "ui/traffic_model.h"
#include "ui/watch_model.h"

class QSettings;

namespace switchscope::ui {

class WindowActions;

/// The panels that are tables, and the monitor's console: what fills them, and where a click leads. A panel that
/// nobody sees costs nothing.
class Panels : public QObject {
    Q_OBJECT
  public:
    /// Adds them to `area`. `settings` remembers what is watched; null: nothing is remembered.
    Panels(const Theme& theme, const WindowActions& actions, SessionController& controller,
           DockArea& area, QSettings* settings);

    void show_session();
    void show_moment();
    void show_difference(std::size_t a, std::size_t b);
    void watch(const QString& name);
    QString watch_hint() const { return watch_hint_->text(); }

    BookmarkModel& bookmarks() { return bookmarks_; }
    ExitsModel& exits() { return exits_; }
    DifferenceModel& difference() { return difference_; }
    WatchModel& watched() { return watched_; }
    TrafficModel& traffic() { return traffic_; }
    ConsolePanel* console() const { return console_; }
    TablePanel* panel(Panel which) const;
    QComboBox* cause_filter() const { return causes_; }

  Q_SIGNALS:
    void place_wanted(const Location& place); ///< to be inspected

  private:
    void build_bookmarks(const WindowActions& actions);
    void build_exits();
    void build_difference(const WindowActions& actions);
    void build_watch();
    void build_traffic();
    void build_console();
    void add_watch();
    void offer_causes();
    void refresh();

    const Theme& theme_;
    SessionController& controller_;
    DockArea& area_;
    QSettings* settings_;
    BookmarkModel bookmarks_;
    ExitsModel exits_;
    DifferenceModel difference_;
    WatchModel watched_;
    TrafficModel traffic_;
    TablePanel *bookmarks_panel_, *exits_panel_, *difference_panel_, *watch_panel_, *traffic_panel_;
    ConsolePanel* console_;
    QComboBox* causes_;
    QLabel* compared_;
    QLineEdit* watch_line_;
    QLabel* watch_hint_;
    std::size_t causes_of_ = 0; ///< steps whose causes are offered
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QSplitter>
#include <QWidget>

#include "ui/explain_bar.h"
#include "ui/findings_panel.h"
#include "ui/inspector_panel.h"
#include "ui/lanes_view.h"
#include "ui/routine_view.h"
#include "ui/session_controller.h"
#include "ui/side_panel.h"
#include "ui/timeline_bar.h"

class QLabel;

namespace switchscope::ui {

class WindowActions;

/// Routine, lanes, inspector and timeline, all showing the moment under the controller's cursor.
class SessionPage : public QWidget {
    Q_OBJECT
  public:
    SessionPage(const Theme& theme, WindowActions& actions, SessionController& controller,
                QWidget* parent = nullptr);

    void show_session();
    void show_moment();
    /// What the inspector shows: what was selected, or else what the last step wrote.
    std::optional<Location> inspected() const;
    std::optional<std::size_t> previous_write() const; ///< of it, as a position
    std::optional<std::size_t> next_write() const;

    RoutineView* routine() const { return routine_; }
    LanesView* lanes() const { return lanes_; }
    ExplainBar* explain() const { return explain_; }
    InspectorPanel* inspector() const { return inspector_; }
    FindingsPanel* findings() const { return findings_; }
    SidePanel* side() const { return side_; }
    TimelineBar* timeline() const { return timeline_; }
    QSplitter* splitter() const { return splitter_; }

  Q_SIGNALS:
    void inspection_changed();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void lay_out();
    void share_width();
    void write_heading();
    void inspect_selection();
    void mark_findings();
    void show_chain(const std::optional<Location>& location);

    const Theme& theme_;
    SessionController& controller_;
    QLabel* heading_;
    RoutineView* routine_;
    ExplainBar* explain_;
    LanesView* lanes_;
    InspectorPanel* inspector_;
    FindingsPanel* findings_;
    SidePanel* side_;
    TimelineBar* timeline_;
    QSplitter* splitter_;
    QWidget* routine_panel_;
    QWidget* center_;
    bool widths_chosen_ = false; ///< by the user
};

} // namespace switchscope::ui

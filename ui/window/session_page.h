// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include <QWidget>

#include "ui/actions/actions.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/lanes/lanes_view.h"
#include "ui/lanes/legend.h"
#include "ui/lanes/picture.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/panels/layout_actions.h"
#include "ui/panels/panels.h"
#include "ui/proof/findings_panel.h"
#include "ui/routine/routine_view.h"
#include "ui/session/session_controller.h"
#include "ui/timeline/timeline_bar.h"
#include "ui/widgets/dock_area.h"
#include "ui/widgets/note_editor.h"
#include "ui/window/explain_bar.h"
#include "ui/window/inspected_place.h"
#include "ui/window/marked_moments.h"
#include "ui/window/side_panel.h"

class QSettings;

namespace switchscope::ui {

class WindowActions;

/// The lanes with the panels around them and the timeline below. All of them show the moment that
/// the cursor is at.
class SessionPage : public QWidget {
    Q_OBJECT
  public:
    /// Adds the actions of its views to `actions`. `settings`: see Panels.
    SessionPage(const Theme& theme, WindowActions& actions, SessionController& controller,
                LessonGuide& guide, QSettings* settings, QWidget* parent = nullptr);

    void show_session(); ///< another recording is shown, or none
    void show_moment();
    /// Writes the texts again: the language of the program is another one.
    void translate();
    void show_side(bool proof);     ///< the inspector, or the proof
    bool shows_proof() const;       ///< and it is in sight
    PictureCaption caption() const; ///< what stands below a picture of this moment

    InspectedPlace& inspected() const { return *inspected_; }
    MarkedMoments& marked() const { return *marked_; }
    RoutineView* routine() const { return routine_; }
    LanesView* lanes() const { return lanes_; }
    ExplainBar* explain() const { return explain_; }
    InspectorPanel* inspector() const { return inspector_; }
    FindingsPanel* findings() const { return findings_; }
    SidePanel* side() const { return side_; }
    TimelineBar* timeline() const { return timeline_; }
    DockArea* docks() const { return docks_; }
    LayoutActions& layouts() const { return *layouts_; }
    Panels* panels() const { return panels_; }
    LessonPanel* lesson() const { return lesson_; }
    NoteEditor* note_editor() const { return note_editor_; }
    Legend* legend() const { return legend_; }

  Q_SIGNALS:
    void moment_shown();                ///< by all the views
    void said(const QString& sentence); ///< about what was just done

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    void add_actions();
    void connect_views();
    void connect_menus();
    void connect_lesson();
    void lay_out();
    void fold_timeline();
    void mark_findings();
    void title_routine();
    void show_breakpoints();
    void show_menu(std::span<const ActionId> ids, const QPoint& global);

    const Theme& theme_;
    WindowActions& actions_;
    SessionController& controller_;
    LessonGuide& guide_;
    RoutineView* routine_;
    ExplainBar* explain_;
    LanesView* lanes_;
    InspectorPanel* inspector_;
    FindingsPanel* findings_;
    SidePanel* side_;
    TimelineBar* timeline_;
    QWidget* center_;
    DockArea* docks_;
    LessonPanel* lesson_;
    NoteEditor* note_editor_;
    Legend* legend_;
    Panels* panels_;
    LayoutActions* layouts_;
    std::unique_ptr<InspectedPlace> inspected_;
    std::unique_ptr<MarkedMoments> marked_;
};

} // namespace switchscope::ui

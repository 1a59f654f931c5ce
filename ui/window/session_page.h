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
#include "ui/panels/panels.h"
#include "ui/proof/findings_panel.h"
#include "ui/routine/routine_view.h"
#include "ui/session/session_controller.h"
#include "ui/timeline/timeline_bar.h"
#include "ui/widgets/dock_area.h"
#include "ui/widgets/note_editor.h"
#include "ui/window/explain_bar.h"
#include "ui/window/side_panel.h"

class QSettings;

namespace switchscope::ui {

class WindowActions;

/// The lanes with the panels around them and the timeline below, all showing the moment under the controller's cursor.
class SessionPage : public QWidget {
    Q_OBJECT
  public:
    /// `settings`: see Panels.
    SessionPage(const Theme& theme, WindowActions& actions, SessionController& controller,
                LessonGuide& guide, QSettings* settings, QWidget* parent = nullptr);

    void show_session();
    void show_moment();
    void translate();           ///< the language of the program changed
    void show_side(bool proof); ///< the inspector, or the proof
    bool shows_proof() const;   ///< and it can be seen
    /// What the inspector shows: what was selected, or else what the last step wrote.
    std::optional<Location> inspected() const;
    void inspect(const Location& place);
    QString inspected_name() const; ///< empty: nothing is
    /// What is inspected as it is copied: its value, or its register with all slots; empty: nothing is.
    QString copied_value() const;
    QString copied_row() const;
    /// Sets a breakpoint on the writes of the slot that is inspected, or takes it away.
    void toggle_break_on_write();
    /// The inspector shows one place, whatever is stepped, until release().
    bool pinned() const { return lanes_->selected().has_value() || asked_for_.has_value(); }
    void release();
    PictureCaption caption() const; ///< what is to be read below a picture of this moment
    /// The one that is selected in the routine, or else the one that comes next.
    std::optional<std::size_t> picked_instruction() const;
    std::optional<std::size_t> previous_write() const; ///< of it, as a position
    std::optional<std::size_t> next_write() const;

    /// Opens the editor for the note of the bookmark at the cursor, where there is one or not.
    void edit_bookmark();
    std::optional<std::size_t> next_bookmark() const; ///< positions
    std::optional<std::size_t> previous_bookmark() const;

    enum class Marker : std::uint8_t { a, b };
    std::optional<std::size_t> marker(Marker which) const {
        return markers_.at(static_cast<std::size_t>(which));
    }
    /// Marks a moment; when both are marked, what differs is listed.
    void set_marker(Marker which, std::size_t position);
    void compare(std::size_t a, std::size_t b);

    RoutineView* routine() const { return routine_; }
    LanesView* lanes() const { return lanes_; }
    ExplainBar* explain() const { return explain_; }
    InspectorPanel* inspector() const { return inspector_; }
    FindingsPanel* findings() const { return findings_; }
    SidePanel* side() const { return side_; }
    TimelineBar* timeline() const { return timeline_; }
    DockArea* docks() const { return docks_; }
    Panels* panels() const { return panels_; }
    LessonPanel* lesson() const { return lesson_; }
    NoteEditor* note_editor() const { return note_editor_; }
    Legend* legend() const { return legend_; }

  Q_SIGNALS:
    void inspection_changed();
    void told(const QString& what); ///< what was just done, as a sentence

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fold_timeline();
    void connect_views(const WindowActions& actions);
    void connect_lesson();
    void lay_out();
    void inspect_selection();
    void mark_findings();
    void mark_moments();
    void show_menu(const WindowActions& actions, std::span<const ActionId> ids,
                   const QPoint& global);
    void show_lanes_menu(const WindowActions& actions, const QPoint& global);
    void title_routine();
    void show_chain(const std::optional<Location>& location);

    const Theme& theme_;
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
    Panels* panels_;
    LessonPanel* lesson_;
    NoteEditor* note_editor_;
    Legend* legend_;
    std::optional<Location> asked_for_; ///< to be inspected, though no cell of the lanes is it
    std::array<std::optional<std::size_t>, 2> markers_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QObject>

#include "core/model/location.h"
#include "core/model/provenance.h"

namespace switchscope::ui {

class CommandPalette;
class DockArea;
class InspectorPanel;
class LanesView;
class Panels;
class RoutineView;
class SessionController;
class WindowActions;

/// The register or slot that the inspector shows: the one that the user has selected, or else the
/// one that the last step wrote. What can be done with it are the actions that this registers.
class InspectedPlace : public QObject {
    Q_OBJECT
  public:
    /// What shows the place.
    struct Views {
        LanesView* lanes = nullptr;
        RoutineView* routine = nullptr;
        InspectorPanel* inspector = nullptr;
    };
    InspectedPlace(WindowActions& actions, Views views, Panels& panels, DockArea& docks,
                   SessionController& controller);

    std::optional<Location> get() const;
    /// Selects a place, wherever it is shown, and brings the inspector in sight.
    void inspect(const Location& place);
    /// The inspector stays at the selected place, whatever is stepped, until release().
    bool is_pinned() const;
    void release();
    /// The palette finds places by their names, and inspects the one that is chosen.
    void find_in(CommandPalette& palette);

    void show();   ///< the place or what it holds may be another one: shows it everywhere
    void forget(); ///< another recording is shown

  Q_SIGNALS:
    void inspector_wanted(); ///< in sight
    void said(const QString& sentence);

  private:
    void add_moves();
    void add_edits();
    void add_copies();
    void show_chain(const std::optional<Location>& place);
    QString name() const;  ///< empty: nothing is inspected
    QString value() const; ///< in hex; empty: it is not known
    QString row() const;   ///< of the lanes, with its slots, in columns
    void copy(const QString& text);
    void watch();
    void toggle_breakpoint();
    void go_behind(std::optional<std::size_t> step);
    QString why_none() const;
    QString why_no_edit() const;
    QString why_no_watch() const;
    QString why_no_breakpoint() const;

    WindowActions& actions_;
    Views views_;
    Panels& panels_;
    DockArea& docks_;
    SessionController& controller_;
    /// A place that was asked for and that no cell of the lanes shows.
    std::optional<Location> without_cell_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/base/words.h"
#include "ui/widgets/dock_area.h"

namespace switchscope::ui {

class SessionController;
class WindowActions;

/// The actions that show panels and put them away, that arrange them, and that write an arrangement
/// to a file or take it from there.
class LayoutActions : public QObject {
    Q_OBJECT
  public:
    /// `center` gets the keyboard when the panel that has it is put away.
    LayoutActions(WindowActions& actions, DockArea& docks, QWidget* center,
                  const SessionController& controller);

    void take(const QByteArray& json); ///< arranges the panels as DockArea::save() wrote

  Q_SIGNALS:
    void failed(const switchscope::ui::ScreenText& what, const switchscope::ui::ScreenText& remedy);

  private:
    void add_panels(WindowActions& actions, const SessionController& controller);
    void add_arrangements(WindowActions& actions);
    void toggle(Panel panel);
    void ask_to_export();
    void ask_to_import();

    DockArea& docks_;
    QWidget* center_;
};

} // namespace switchscope::ui

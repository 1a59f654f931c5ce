// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

#include "ui/panels/breakpoint_model.h"
#include "ui/widgets/table_panel.h"

namespace switchscope::ui {

class SessionController;
class WindowActions;

/// The list of breakpoints. New breakpoints are typed into a line. In the table below it,
/// breakpoints are edited, switched on and off, removed, and shown in the routine. The line is
/// checked with each letter, and what is wrong with it is shown below it.
class BreakpointPanel : public TablePanel {
    Q_OBJECT
  public:
    BreakpointPanel(const Theme& theme, const WindowActions& actions, SessionController& controller,
                    BreakpointModel& model);

    void show_session();
    void translate(); ///< makes all texts again after the program's language changed
    void type();      ///< gives the keyboard to the line
    QLineEdit* line() const { return line_; }

  Q_SIGNALS:
    void instruction_wanted(std::size_t instruction); ///< the routine shall show it

  private:
    void follow_state();
    void offer_words();
    void check();
    void add();
    void show_place(int row);

    SessionController& controller_;
    BreakpointModel& model_;
    QLineEdit* line_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

#include "ui/panels/breakpoint_model.h"
#include "ui/widgets/table_panel.h"

namespace switchscope::ui {

class SessionController;
class WindowActions;

/// The list of breakpoints: a line to type another one into, and a table in which each can be
/// changed in place, switched on and off, removed, and looked at in the routine. What is typed is
/// read with every letter; what is wrong with it is shown below the line.
class BreakpointPanel : public TablePanel {
    Q_OBJECT
  public:
    BreakpointPanel(const Theme& theme, const WindowActions& actions, SessionController& controller,
                    BreakpointModel& model);

    void show_session();
    void translate(); ///< the language of the program is another one
    void type();      ///< gives the keyboard to the line
    QLineEdit* line() const { return line_; }

  Q_SIGNALS:
    void instruction_wanted(std::size_t instruction); ///< of the routine (an index): show it

  private:
    void follow_state();
    void offer_words();
    void check();
    void add();
    void look_at(int row);

    SessionController& controller_;
    BreakpointModel& model_;
    QLineEdit* line_;
};

} // namespace switchscope::ui

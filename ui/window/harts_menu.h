// SPDX-License-Identifier: MIT
#pragma once

class QPoint;
class QWidget;

namespace switchscope::ui {

class SessionController;

/// Opens a menu of the machine's harts, each with where it stands at the cursor. The one that is
/// chosen is followed. `global`: its corner, on the screen.
void show_harts_menu(QWidget* window, SessionController& controller, const QPoint& global);

} // namespace switchscope::ui

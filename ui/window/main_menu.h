// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>
#include <QToolButton>

namespace switchscope::ui {

class Theme;
class WindowActions;

/// Every action in a menu, one submenu for each group of the table. The program's own actions stand
/// in the menu itself.
class MainMenu : public QMenu {
    Q_OBJECT
  public:
    MainMenu(const WindowActions& actions, QWidget* window);

    /// The toolbar's button that opens the menu.
    QToolButton* make_button(const Theme& theme);

  private:
    void build();

    const WindowActions& actions_;
};

} // namespace switchscope::ui

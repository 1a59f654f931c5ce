// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace switchscope::ui {

class DockArea;
class SessionController;
class Theme;
class WindowActions;

/// Fills the screen with the lanes, larger and with nothing around them, and puts everything back
/// afterwards.
class Presenter {
  public:
    /// `aside` is hidden meanwhile, beside the panels.
    Presenter(WindowActions& actions, Theme& theme, DockArea& docks, QWidget& aside,
              QWidget& window, const SessionController& controller);

    void present(bool presenting);

  private:
    Theme& theme_;
    DockArea& docks_;
    QWidget& aside_;
    QWidget& window_;
    bool presenting_ = false;
    double scale_before_ = 1; ///< of the theme
};

} // namespace switchscope::ui

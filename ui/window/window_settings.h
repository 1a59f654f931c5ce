// SPDX-License-Identifier: MIT
#pragma once

class QMainWindow;
class QSettings;

namespace switchscope::ui {

class DockArea;
class LayoutActions;
class LossQuestion;
class Theme;

/// What a window keeps between runs: its place, theme, size and language, where the panels are, and
/// whether the user wants to be asked before steps are lost.
class WindowSettings {
  public:
    /// Null `settings`: nothing is kept.
    WindowSettings(QSettings* settings, QMainWindow& window, Theme& theme, DockArea& docks,
                   LayoutActions& layouts, LossQuestion& question);

    void restore();
    void store() const;

  private:
    void restore_place();
    void restore_look();

    QSettings* settings_;
    QMainWindow& window_;
    Theme& theme_;
    DockArea& docks_;
    LayoutActions& layouts_;
    LossQuestion& question_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace switchscope::ui {

class Theme;

/// Accepts a file that is dropped anywhere on a window. While one hovers there, a frame on top of
/// everything names it.
class DropTarget : public QWidget {
    Q_OBJECT
  public:
    DropTarget(const Theme& theme, QWidget* window);

  Q_SIGNALS:
    void dropped(const QString& path);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void show_over_window();

    const Theme& theme_;
    QString name_; ///< of the file that hovers over the window
};

} // namespace switchscope::ui

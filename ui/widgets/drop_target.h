// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace switchscope::ui {

class Theme;

/// Lets a recording file be dropped anywhere on a window: while one hovers over it, a frame on top of everything says
/// so.
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
    QString name_; ///< of the file that hovers
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace switchscope::ui {

class Theme;

/// The title of a panel: its name, which the panel can be dragged by, and a button that puts it away.
class DockTitle : public QWidget {
    Q_OBJECT
  public:
    DockTitle(const Theme& theme, QDockWidget* dock);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void lay_out();
    void write();

    const Theme& theme_;
    QDockWidget* dock_;
    QLabel* name_;
    QToolButton* close_;
};

} // namespace switchscope::ui

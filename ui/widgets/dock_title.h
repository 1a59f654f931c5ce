// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace switchscope::ui {

class Theme;

/// The title of a panel: its name, which the panel can be dragged by, and a button that puts it away. It may have a longer name than its tab.
class DockTitle : public QWidget {
    Q_OBJECT
  public:
    DockTitle(const Theme& theme, QDockWidget* dock);

    /// In place of the panel's name; empty: that. `about`: for the tooltip below it.
    void tell(const QString& heading, const QString& about);

    /// Nothing of it is shown: the panel's tab says its name already, and room is short.
    void set_slim(bool slim);
    bool is_slim() const { return slim_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void lay_out();
    void write();

    const Theme& theme_;
    QDockWidget* dock_;
    QString heading_, about_;
    bool slim_ = false;
    QLabel* name_;
    QToolButton* close_;
};

} // namespace switchscope::ui

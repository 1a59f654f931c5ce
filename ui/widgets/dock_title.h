// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace switchscope::ui {

class Theme;

/// The title of a panel: a heading by which the panel can be dragged, and a button that closes it.
/// The heading may be longer than the name on the panel's tab.
class DockTitle : public QWidget {
    Q_OBJECT
  public:
    DockTitle(const Theme& theme, QDockWidget* dock);

    /// Shows a heading in place of the panel's name. Empty: the name again. The tooltip has `about`
    /// on a second line.
    void set_heading(const QString& heading, const QString& about);

    /// A slim title has no height: there is little space, and the panel's tab has its name.
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

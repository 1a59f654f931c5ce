// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QWidget>

namespace switchscope::ui {

class Theme;
class WindowActions;

/// Every action and its keys on one sheet over the window; any key or click closes it.
class KeysOverlay : public QWidget {
    Q_OBJECT
  public:
    KeysOverlay(const Theme& theme, const WindowActions& actions, QWidget* parent);
    void toggle();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    const Theme& theme_;
    const WindowActions& actions_;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui

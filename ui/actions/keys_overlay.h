// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QWidget>

class QPainter;

namespace switchscope::ui {

class Theme;
class WindowActions;
struct ActionSpec;

/// Shows every action with its keys on one sheet over the window. Any key or click closes it.
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
    struct Measures;

    Measures measures() const;
    void paint_line(QPainter& painter, const Measures& all, const ActionSpec& spec,
                    const QRectF& box) const;

    const Theme& theme_;
    const WindowActions& actions_;
    QPointer<QWidget> focus_before_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace switchscope::ui {

/// Holds a widget whose text changes with every step, and is as high as that widget wants to be. A
/// label with a new text asks its parents for a new layout, up to the window. This box answers that
/// request itself, so that the window is laid out again only where the height changed.
class FixedHeightBox : public QWidget {
  public:
    explicit FixedHeightBox(QWidget* content, QWidget* parent = nullptr);

  protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void take_height();

    QWidget* content_;
};

} // namespace switchscope::ui

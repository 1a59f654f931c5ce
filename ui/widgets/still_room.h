// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace switchscope::ui {

/// Room for a widget whose text changes with every step, as high as that widget wants to be. It ends there that the
/// widget asks for other room: without it, a label that says something else lays out the whole window anew.
class StillRoom : public QWidget {
  public:
    explicit StillRoom(QWidget* content, QWidget* parent = nullptr);

  protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void take_height();

    QWidget* content_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QWidget>

#include "ui/actions/action_button.h"
#include "ui/window/badge_row.h"

namespace switchscope::ui {

/// Buttons at the left, badges and the menu at the right. When the window gets narrow, the buttons
/// lose their words first, then the badges become brief.
class TopBar : public QWidget {
    Q_OBJECT
  public:
    TopBar(const Theme& theme, BadgeRow* badges, std::vector<ActionButton*> left,
           std::vector<QWidget*> right, QWidget* parent = nullptr);

    void show_steps(bool show); ///< the buttons at the left
    void lay_out();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    int width_of_left() const;
    int write_on_buttons(int width);

    const Theme& theme_;
    BadgeRow* badges_;
    std::vector<ActionButton*> left_;
    std::vector<QWidget*> right_;
};

} // namespace switchscope::ui

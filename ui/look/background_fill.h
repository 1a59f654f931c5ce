// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/look/theme.h"

class QWidget;

namespace switchscope::ui {

/// Fills all of a widget with one colour before it paints itself, and promises Qt that it does. Qt
/// then paints nothing behind the widget. A background from the style sheet is no such promise: for
/// each changed text Qt would fill the same pixels for the window and every widget in between.
class BackgroundFill : public QObject {
  public:
    /// The widget owns this.
    BackgroundFill(QWidget* widget, const Theme& theme, Role role);

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    const Theme& theme_;
    Role role_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/look/theme.h"

class QWidget;

namespace switchscope::ui {

/// Lets a widget fill all of itself with one colour, whatever its children are. Nothing behind it is painted then: with
/// a background from the style sheet alone, each step that changes a text would fill the same pixels once for the
/// window and once for every widget in between.
class Ground : public QObject {
  public:
    Ground(QWidget* widget, const Theme& theme, Role role); ///< goes with the widget

    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    const Theme& theme_;
    Role role_;
};

} // namespace switchscope::ui

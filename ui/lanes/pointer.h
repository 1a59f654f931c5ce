// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>

class QPainter;

namespace switchscope::ui {

class Theme;

/// Points at a cell that somebody speaks of: a double line around it and a wedge at its outer side, which no colour is
/// needed to see.
void paint_pointer(QPainter& painter, const QRectF& cell, bool from_right, const Theme& theme);

} // namespace switchscope::ui

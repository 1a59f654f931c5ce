// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>

class QPainter;

namespace switchscope::ui {

class Theme;

/// Points at a cell that another panel says something about. It is a double line around the cell
/// and a wedge at its outer side, so people see it without colours.
void paint_pointer(QPainter& painter, const QRectF& cell, bool from_right, const Theme& theme);

} // namespace switchscope::ui

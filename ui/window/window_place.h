// SPDX-License-Identifier: MIT
#pragma once

#include <QMargins>
#include <QRect>

class QWidget;

namespace switchscope::ui {

/// Where a window goes that wants `wanted`: inside of `available`, together with its `frame`. It is
/// made smaller where it does not fit, and moved no further than it must be. All in
/// device-independent pixels; `wanted` and the result are without the frame.
QRect fit_into(const QRect& wanted, const QRect& available, const QMargins& frame);

/// The frame that a window manager is likely to draw. That of a window that was not shown yet
/// cannot be measured.
constexpr QMargins likely_frame{6, 34, 6, 6};

/// In the middle of the screen, and as large as is useful where the screen is large enough.
void go_to_first_place(QWidget& window);

} // namespace switchscope::ui

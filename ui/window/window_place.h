// SPDX-License-Identifier: MIT
#pragma once

#include <QMargins>
#include <QRect>

namespace switchscope::ui {

/// Where a window goes that wants `wanted`: inside of `available` together with its `frame`, smaller where it must be,
/// moved no further than it must be. All in device-independent pixels; `wanted` and the result are without the frame.
QRect fit_into(const QRect& wanted, const QRect& available, const QMargins& frame);

/// The frame that a window manager is likely to draw: a window that was not shown yet has none to be measured.
constexpr QMargins likely_frame{6, 34, 6, 6};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/window/window_place.h"

#include <algorithm>

#include <QScreen>
#include <QWidget>

namespace switchscope::ui {

QRect fit_into(const QRect& wanted, const QRect& available, const QMargins& frame) {
    const QRect inside = available.marginsRemoved(frame);
    QRect place(wanted.topLeft(), wanted.size().boundedTo(inside.size()));
    place.moveLeft(std::clamp(place.left(), inside.left(), inside.right() - place.width() + 1));
    place.moveTop(std::clamp(place.top(), inside.top(), inside.bottom() - place.height() + 1));
    return place;
}

void go_to_first_place(QWidget& window) {
    const QRect available = window.screen()->availableGeometry();
    QRect wanted(QPoint(), QSize(1600, 1000));
    wanted.moveCenter(available.center());
    window.setGeometry(fit_into(wanted, available, likely_frame));
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/window/window_place.h"

#include <algorithm>

namespace switchscope::ui {

QRect fit_into(const QRect& wanted, const QRect& available, const QMargins& frame) {
    const QRect room = available.marginsRemoved(frame);
    QRect place(wanted.topLeft(), wanted.size().boundedTo(room.size()));
    place.moveLeft(std::clamp(place.left(), room.left(), room.right() - place.width() + 1));
    place.moveTop(std::clamp(place.top(), room.top(), room.bottom() - place.height() + 1));
    return place;
}

} // namespace switchscope::ui

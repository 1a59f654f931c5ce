// SPDX-License-Identifier: MIT
#include "ui/lanes/pointer.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/look/theme.h"

namespace switchscope::ui {

void paint_pointer(QPainter& painter, const QRectF& cell, bool from_right, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = theme.color(Role::text);
    const qreal out = theme.px(2);
    QPainterPath ring;
    ring.addRoundedRect(cell.adjusted(-out, -out, out, out), theme.px(6), theme.px(6));
    painter.strokePath(ring, QPen(theme.color(Role::window), theme.px(5)));
    painter.strokePath(ring, QPen(ink, theme.px(2)));

    const qreal side = from_right ? cell.right() + out : cell.left() - out;
    const qreal away = (from_right ? 1 : -1) * theme.px(9);
    const qreal half = theme.px(6);
    QPainterPath wedge(QPointF(side, cell.center().y()));
    wedge.lineTo(side + away, cell.center().y() - half);
    wedge.lineTo(side + away, cell.center().y() + half);
    wedge.closeSubpath();
    painter.strokePath(wedge, QPen(theme.color(Role::window), theme.px(3)));
    painter.fillPath(wedge, ink);
    painter.restore();
}

} // namespace switchscope::ui

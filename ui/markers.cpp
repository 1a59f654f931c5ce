// SPDX-License-Identifier: MIT
#include "ui/markers.h"

#include <QPainterPath>

namespace switchscope::ui {

void paint_marker(QPainter& painter, Owner owner, const QPointF& center, qreal size,
                  const QColor& color) {
    QPainterPath path;
    const qreal r = size / 2;
    switch (owner) {
    case Owner::host:
        path.addRect(QRectF(center.x() - r * 0.85, center.y() - r * 0.85, 1.7 * r, 1.7 * r));
        break;
    case Owner::guest:
        path.addEllipse(center, r, r);
        break;
    case Owner::plumbing:
        path.moveTo(center.x(), center.y() - r * 1.2);
        path.lineTo(center.x() + r * 1.2, center.y());
        path.lineTo(center.x(), center.y() + r * 1.2);
        path.lineTo(center.x() - r * 1.2, center.y());
        path.closeSubpath();
        break;
    case Owner::scratch:
        path.addRect(QRectF(center.x() - r, center.y() - r * 0.25, 2 * r, r * 0.5));
        break;
    }
    painter.fillPath(path, color);
}

void paint_marker(QPainter& painter, World world, const QPointF& center, qreal size,
                  const QColor& color) {
    if (world != World::firmware) {
        paint_marker(painter, world == World::guest ? Owner::guest : Owner::host, center, size,
                     color);
        return;
    }
    const qreal r = size / 2;
    QPainterPath path(QPointF(center.x(), center.y() - r));
    path.lineTo(center.x() + r * 1.1, center.y() + r);
    path.lineTo(center.x() - r * 1.1, center.y() + r);
    path.closeSubpath();
    painter.fillPath(path, color);
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/look/markers.h"

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

void paint_severity(QPainter& painter, Severity severity, const QPointF& center, qreal size,
                    const QColor& color) {
    const qreal r = size / 2;
    QPainterPath shape;
    QPainterPath sign;
    QPainterPath dot;
    const auto line = [&](const QPointF& from, const QPointF& to) {
        sign.moveTo(center + from * r);
        sign.lineTo(center + to * r);
    };
    switch (severity) {
    case Severity::error:
        shape.addEllipse(center, r, r);
        line({-0.38, -0.38}, {0.38, 0.38});
        line({-0.38, 0.38}, {0.38, -0.38});
        break;
    case Severity::warning:
        shape.moveTo(center.x(), center.y() - r);
        shape.lineTo(center.x() + r * 1.1, center.y() + r * 0.9);
        shape.lineTo(center.x() - r * 1.1, center.y() + r * 0.9);
        shape.closeSubpath();
        line({0, -0.35}, {0, 0.25});
        dot.addEllipse(center + QPointF(0, r * 0.6), r * 0.15, r * 0.15);
        break;
    case Severity::note: {
        QPainterPath disc;
        disc.addEllipse(center, r, r);
        shape.addEllipse(center, r * 0.8, r * 0.8);
        shape = disc.subtracted(shape);
        sign.moveTo(center + QPointF(-0.28, -0.22) * r);
        sign.cubicTo(center + QPointF(-0.28, -0.6) * r, center + QPointF(0.34, -0.6) * r,
                     center + QPointF(0.3, -0.18) * r);
        sign.quadTo(center + QPointF(0.2, 0) * r, center + QPointF(0, 0.18) * r);
        dot.addEllipse(center + QPointF(0, r * 0.5), r * 0.13, r * 0.13);
        break;
    }
    }
    QPainterPathStroker stroker;
    stroker.setWidth(r * 0.27);
    stroker.setCapStyle(Qt::RoundCap);
    const QPainterPath inside = stroker.createStroke(sign).united(dot);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(severity == Severity::note ? shape.united(inside) : shape.subtracted(inside),
                     color);
    painter.restore();
}

Role role_of(Severity severity) {
    return severity == Severity::note ? Role::dim : Role::error;
}

void paint_tick(QPainter& painter, const QPointF& center, qreal size, const QColor& color) {
    QPainterPath tick(center + QPointF(-size * 0.42, size * 0.05));
    tick.lineTo(center + QPointF(-size * 0.1, size * 0.35));
    tick.lineTo(center + QPointF(size * 0.4, -size * 0.3));
    painter.strokePath(tick, QPen(color, size * 0.16, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/look/icons.h"

#include <QIconEngine>
#include <QPainterPath>
#include <QPixmap>

#include "ui/look/markers.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

namespace {

/// Draws on a 16 x 16 grid.
class Pen {
  public:
    Pen(QPainter& painter, const QColor& color) : painter_(painter), color_(color) {}

    void triangle(qreal left, qreal right) const { // its tip is at `right`
        QPainterPath path(QPointF(left, 3.5));
        path.lineTo(right, 8);
        path.lineTo(left, 12.5);
        path.closeSubpath();
        painter_.fillPath(path, color_);
    }
    void bar(qreal x) const { painter_.fillRect(QRectF(x - 0.9, 3.5, 1.8, 9), color_); }
    void line(std::initializer_list<QPointF> points, qreal width = 1.6) const {
        QPainterPath path(*points.begin());
        for (const QPointF& point : points) {
            path.lineTo(point);
        }
        stroke(path, width);
    }
    void stroke(const QPainterPath& path, qreal width = 1.6) const {
        painter_.strokePath(path, QPen(color_, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    void dot(qreal x, qreal y, qreal radius) const {
        QPainterPath path;
        path.addEllipse(QPointF(x, y), radius, radius);
        painter_.fillPath(path, color_);
    }
    void arc(qreal radius, qreal from, qreal span) const {
        QPainterPath path;
        const QRectF box(8 - radius, 8 - radius, 2 * radius, 2 * radius);
        path.arcMoveTo(box, from);
        path.arcTo(box, from, span);
        stroke(path);
    }

  private:
    QPainter& painter_;
    QColor color_;
};

class PathIcon : public QIconEngine {
  public:
    PathIcon(Icon icon, QColor normal, QColor disabled)
        : icon_(icon), normal_(normal), disabled_(disabled) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        paint_icon(*painter, icon_, rect, mode == QIcon::Disabled ? disabled_ : normal_);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new PathIcon(*this); }

  private:
    Icon icon_;
    QColor normal_, disabled_;
};

} // namespace

void paint_icon(QPainter& painter, Icon icon, const QRectF& box, const QColor& color) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = qMin(box.width(), box.height());
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2);
    painter.scale(side / 16, side / 16);
    const Pen pen(painter, color);
    switch (icon) {
    case Icon::none:
        break;
    case Icon::back_instruction:
        pen.triangle(11.5, 4);
        break;
    case Icon::back_macro:
        pen.triangle(8.5, 2);
        pen.triangle(14.5, 8);
        break;
    case Icon::instruction:
        pen.triangle(4.5, 12);
        break;
    case Icon::macro:
        pen.triangle(1.5, 8);
        pen.triangle(7.5, 14);
        break;
    case Icon::half:
        pen.triangle(3, 10.5);
        pen.bar(12.5);
        break;
    case Icon::world_switch:
        pen.arc(5.2, 50, 270);
        pen.line({{8.2, 1.2}, {11.6, 3.9}, {8.4, 6.6}});
        break;
    case Icon::to_start:
        pen.bar(3.5);
        pen.triangle(13, 5.5);
        break;
    case Icon::to_end:
        pen.triangle(3, 10.5);
        pen.bar(12.5);
        break;
    case Icon::cancel:
    case Icon::quit:
        pen.line({{4, 4}, {12, 12}});
        pen.line({{12, 4}, {4, 12}});
        break;
    case Icon::zoom_in:
        pen.line({{8, 3.5}, {8, 12.5}});
        [[fallthrough]];
    case Icon::zoom_out:
        pen.line({{3.5, 8}, {12.5, 8}});
        break;
    case Icon::theme: {
        pen.arc(5.5, 0, 360);
        QPainterPath half;
        half.moveTo(8, 2.5);
        half.arcTo(QRectF(2.5, 2.5, 11, 11), 90, -180);
        half.closeSubpath();
        painter.fillPath(half, color);
        break;
    }
    case Icon::motion:
        pen.line({{2, 5}, {9, 5}});
        pen.line({{5, 8}, {12, 8}});
        pen.line({{2, 11}, {9, 11}});
        break;
    case Icon::keys:
        pen.line({{5.6, 5.6}, {6.2, 4.0}, {8, 3.3}, {9.9, 4.0}, {10.3, 5.8}, {8.6, 7.6}, {8, 9.4}});
        pen.dot(8, 12.4, 1.1);
        break;
    case Icon::menu:
        for (const qreal y : {4.5, 8.0, 11.5}) {
            pen.line({{3, y}, {13, y}});
        }
        break;
    case Icon::open:
        pen.line(
            {{2.5, 12.5}, {2.5, 4}, {6.5, 4}, {8, 5.6}, {13.5, 5.6}, {13.5, 12.5}, {2.5, 12.5}},
            1.4);
        break;
    case Icon::record:
        pen.arc(5.8, 0, 360);
        pen.dot(8, 8, 2.6);
        break;
    case Icon::restart:
        pen.arc(5.2, 130, -270);
        pen.line({{7.8, 1.2}, {4.4, 3.9}, {7.6, 6.6}});
        break;
    case Icon::inspector: {
        QPainterPath lens;
        lens.addEllipse(QPointF(6.8, 6.8), 4.2, 4.2);
        pen.stroke(lens);
        pen.line({{10, 10}, {13.6, 13.6}}, 2);
        break;
    }
    case Icon::proven:
        paint_tick(painter, {8, 8}, 12, color);
        break;
    case Icon::finding:
        paint_severity(painter, Severity::error, {8, 8}, 12.5, color);
        break;
    case Icon::previous_finding:
        paint_severity(painter, Severity::error, {8, 11}, 8, color);
        pen.line({{4.5, 4.8}, {8, 1.6}, {11.5, 4.8}});
        break;
    case Icon::next_finding:
        paint_severity(painter, Severity::error, {8, 5}, 8, color);
        pen.line({{4.5, 11.2}, {8, 14.4}, {11.5, 11.2}});
        break;
    }
    painter.restore();
}

QIcon make_icon(Icon icon, const Theme& theme) {
    return QIcon(new PathIcon(icon, theme.color(Role::text), theme.color(Role::faint)));
}

QIcon make_icon(Icon icon, const QColor& color) {
    return QIcon(new PathIcon(icon, color, color));
}

} // namespace switchscope::ui

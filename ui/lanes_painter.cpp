// SPDX-License-Identifier: MIT
#include "ui/lanes_painter.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QFontMetricsF>

#include "ui/format.h"
#include "ui/inspector_model.h"
#include "ui/markers.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(lanes)
};

int vertically_centred(Qt::AlignmentFlag horizontal) {
    return static_cast<int>(Qt::AlignVCenter) | static_cast<int>(horizontal);
}

} // namespace

LanesPainter::LanesPainter(QPainter& painter, const Theme& theme, const LanesModel& model,
                           const LanesGeometry& geometry)
    : painter_(painter), theme_(theme), model_(model), geometry_(geometry) {
    small_font_ = theme.text_font(10.5);
    header_font_ = theme.text_font(13, QFont::Bold);
    choose_fonts();
}

/// As large as the rows are high and the lanes are wide enough for; rather no offsets than letters too small to read.
void LanesPainter::choose_fonts() {
    constexpr double smallest = 11;
    constexpr double largest = 14;
    if (model_.rows().empty()) {
        return;
    }
    const QRectF slot = geometry_.cell({0, Lane::host});
    const QRectF cpu = geometry_.cell({0, Lane::cpu});
    const double by_height = std::clamp(slot.height() / theme_.px(1) * 0.76, smallest, largest);
    for (double size = by_height; size >= smallest; size -= 0.5) {
        label_font_ = theme_.text_font(size, QFont::DemiBold);
        value_font_ = theme_.mono_font(size);
        small_mono_ = theme_.mono_font(size - 1.5);
        const QFontMetricsF labels(label_font_);
        qreal label = 0;
        qreal name = 0;
        for (const LaneRow& row : model_.rows()) {
            label = std::max({label, labels.horizontalAdvance(row.cell(Lane::host).label),
                              labels.horizontalAdvance(row.cell(Lane::guest).label)});
            name = std::max(name, labels.horizontalAdvance(row.cell(Lane::cpu).label));
        }
        const qreal value = QFontMetricsF(value_font_).horizontalAdvance(hex_value(0));
        offset_width_ = QFontMetricsF(small_mono_).horizontalAdvance(QStringLiteral("0000"));
        const bool slot_fits =
            label + offset_width_ + value + theme_.px(20 + 14 + 10) <= slot.width();
        const bool cpu_fits = name + value + theme_.px(18 + 11 + 8) <= cpu.width();
        if (slot_fits && cpu_fits) {
            return;
        }
        if (size - 0.5 < smallest && !slot_fits) {
            offset_width_ = 0;
        }
    }
}

void LanesPainter::paint(const LanesLook& look) {
    painter_.setRenderHint(QPainter::Antialiasing);
    paint_headers(look.world);
    painter_.setFont(small_font_);
    painter_.setPen(theme_.color(Role::dim));
    for (std::size_t group = 0; group < model_.groups().size(); ++group) {
        painter_.drawText(geometry_.group_title(group), Qt::AlignLeft | Qt::AlignVCenter,
                          model_.groups().at(group).title);
    }
    for (std::size_t row = 0; row < model_.rows().size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            paint_cell({row, lane}, look);
        }
    }
    paint_moves(look);
}

void LanesPainter::paint_headers(World world) {
    paint_header(Lane::host, Text::tr("Host slots"), Role::host, Owner::host, Qt::AlignLeft);
    const Role role = world == World::guest      ? Role::guest
                      : world == World::firmware ? Role::firmware
                                                 : Role::host;
    paint_header(Lane::cpu,
                 Text::tr("CPU now \u00b7 %1").arg(QLatin1String(world_mode_name(world))), role,
                 world == World::guest ? Owner::guest : Owner::host, Qt::AlignHCenter);
    paint_header(Lane::guest, Text::tr("Guest slots"), Role::guest, Owner::guest, Qt::AlignRight);
}

void LanesPainter::paint_header(Lane lane, const QString& text, Role role, Owner marker,
                                Qt::AlignmentFlag alignment) {
    const QRectF box = geometry_.header(lane);
    const qreal mark = theme_.px(8);
    const qreal space = theme_.px(7);
    const qreal width = QFontMetricsF(header_font_).horizontalAdvance(text) + mark + space;
    qreal left = box.left();
    if (alignment == Qt::AlignRight) {
        left = box.right() - width;
    } else if (alignment == Qt::AlignHCenter) {
        left = box.center().x() - width / 2;
    }
    paint_marker(painter_, marker, {left + mark / 2, box.center().y() + theme_.px(0.5)}, mark,
                 theme_.color(role));
    painter_.setFont(header_font_);
    painter_.setPen(theme_.color(role));
    painter_.drawText(QRectF(left + mark + space, box.top(), width, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
    painter_.fillRect(QRectF(box.left(), box.bottom() - theme_.px(3), box.width(), 1),
                      theme_.tint(role, 0.35));
}

void LanesPainter::paint_cell(CellId id, const LanesLook& look) {
    const LaneCell& cell = model_.cell(id);
    const QRectF box = geometry_.cell(id);
    if (!cell.kept) {
        paint_not_kept(box, cell.reason);
        return;
    }
    const qreal radius = theme_.px(4);
    const Role role = role_of(cell.owner);
    QPainterPath outline;
    outline.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter_.fillPath(outline, cell.written ? theme_.tint(role, 0.22) : theme_.color(Role::cell));
    if (id.lane == Lane::cpu) {
        painter_.strokePath(outline, QPen(theme_.color(Role::outline), 1));
        paint_register(cell, box);
    } else {
        paint_slot(cell, box, id.lane);
    }
    // Where the value came from is outlined as well as where it went.
    const bool source =
        std::ranges::any_of(model_.moves(), [&](const LaneMove& move) { return move.from == id; });
    if (cell.written || source) {
        QPen pen(theme_.color(role), theme_.px(cell.written ? 2 : 1.4));
        painter_.strokePath(outline, pen);
    }
    if (look.selected == id) {
        QPainterPath ring;
        ring.addRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1, radius + 1);
        QPen pen(theme_.color(Role::focus), look.focused ? theme_.px(2) : theme_.px(1));
        pen.setDashPattern({3, 2});
        painter_.strokePath(ring, pen);
    }
}

void LanesPainter::paint_not_kept(const QRectF& box, const QString& reason) {
    painter_.save();
    painter_.setClipRect(box);
    painter_.setPen(QPen(theme_.tint(Role::outline, 0.75), 1));
    const qreal step = theme_.px(7);
    const qreal top = std::floor(box.top() / step) * step;
    // Anchored to the picture, so that the lines of neighbouring rows meet.
    for (qreal x = box.left() - std::fmod(box.left() + top, step) - box.height() - step;
         x < box.right() + step; x += step) {
        painter_.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    }
    painter_.restore();
    painter_.setFont(small_font_);
    const qreal width = QFontMetricsF(small_font_).horizontalAdvance(reason) + theme_.px(14);
    const QRectF plate(box.center().x() - width / 2, box.top(), width, box.height());
    painter_.fillRect(plate, theme_.color(Role::window));
    painter_.setPen(theme_.color(Role::dim));
    painter_.drawText(plate, Qt::AlignCenter, reason);
}

void LanesPainter::paint_slot(const LaneCell& cell, const QRectF& box, Lane lane) {
    const bool left = lane == Lane::host;
    const Role lane_role = left ? Role::host : Role::guest;
    const qreal bar = theme_.px(3);
    QPainterPath edge;
    edge.addRoundedRect(left ? QRectF(box.left(), box.top(), bar, box.height())
                             : QRectF(box.right() - bar, box.top(), bar, box.height()),
                        bar / 2, bar / 2);
    painter_.fillPath(edge, theme_.color(lane_role));

    const qreal pad = theme_.px(10);
    const QRectF inner = box.adjusted(pad, 0, -pad, 0);
    painter_.setFont(label_font_);
    painter_.setPen(theme_.color(lane_role));
    painter_.drawText(inner, vertically_centred(left ? Qt::AlignLeft : Qt::AlignRight), cell.label);
    const qreal value_width =
        QFontMetricsF(value_font_).horizontalAdvance(hex_value(0, cell.location.size));
    paint_value(cell, inner, left ? Qt::AlignRight : Qt::AlignLeft, role_of(cell.owner));
    if (!offsets_fit()) {
        return;
    }
    painter_.setFont(small_mono_);
    painter_.setPen(theme_.color(Role::dim));
    const qreal offset_width = QFontMetricsF(small_mono_).horizontalAdvance(cell.offset);
    const qreal space = theme_.px(14);
    const qreal x = left ? inner.right() - value_width - space - offset_width
                         : inner.left() + value_width + space;
    painter_.drawText(QRectF(x, box.top(), offset_width + 1, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, cell.offset);
}

void LanesPainter::paint_register(const LaneCell& cell, const QRectF& box) {
    const Role role = role_of(cell.owner);
    const qreal pad = theme_.px(9);
    paint_marker(painter_, cell.owner, {box.left() + pad + theme_.px(2), box.center().y()},
                 theme_.px(6), theme_.color(role));
    painter_.setFont(label_font_);
    painter_.setPen(theme_.color(role));
    painter_.drawText(box.adjusted(pad + theme_.px(11), 0, -pad, 0),
                      Qt::AlignVCenter | Qt::AlignLeft, cell.label);
    paint_value(cell, box.adjusted(pad, 0, -pad, 0), Qt::AlignRight, role);
}

void LanesPainter::paint_value(const LaneCell& cell, const QRectF& box, Qt::AlignmentFlag alignment,
                               Role role) {
    const QString hex = hex_value(cell.value, cell.location.size);
    if (!cell.value) {
        painter_.setFont(small_font_);
        painter_.setPen(theme_.color(Role::faint));
        painter_.drawText(box, vertically_centred(alignment), hex);
        return;
    }
    painter_.setFont(value_font_);
    const QFontMetricsF metrics(value_font_);
    const qreal width = metrics.horizontalAdvance(hex);
    const qreal x = alignment == Qt::AlignRight ? box.right() - width : box.left();
    const QString zeros = hex.left(leading_zeros(hex));
    const qreal zeros_width = metrics.horizontalAdvance(zeros);
    painter_.setPen(theme_.tint(role, theme_.dark() ? 0.38 : 0.36));
    painter_.drawText(QRectF(x, box.top(), zeros_width + 1, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, zeros);
    painter_.setPen(theme_.color(role));
    painter_.drawText(QRectF(x + zeros_width, box.top(), width, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, hex.mid(zeros.size()));
}

QPainterPath LanesPainter::arrow_path(const LaneMove& move, const LanesGeometry& geometry,
                                      const Theme& theme, qreal reach) {
    const QRectF from = geometry.cell(move.from);
    const QRectF to = geometry.cell(move.to);
    const qreal air = theme.px(4);
    if (move.from.lane != move.to.lane) {
        const bool rightward = from.left() < to.left();
        QPainterPath path(
            QPointF(rightward ? from.right() + air : from.left() - air, from.center().y()));
        const QPointF end(rightward ? to.left() - air : to.right() + air, to.center().y());
        if (std::abs(end.y() - path.currentPosition().y()) < 1) {
            path.lineTo(end);
        } else { // the value changes rows: a register that stands in for another one
            const qreal half = (end.x() - path.currentPosition().x()) / 2;
            path.cubicTo(path.currentPosition() + QPointF(half, 0), end - QPointF(half, 0), end);
        }
        return path;
    }
    // Between two registers: out into the gap, along it, and back in. One leaves above a row's middle and comes in below
    // it, so that a register that is read and written by one instruction shows both.
    const qreal x = from.right() + std::min(reach, geometry.gap() - air);
    const qreal off_middle = move.swap ? 0 : from.height() * 0.2;
    const qreal a = from.center().y() - off_middle;
    const qreal b = to.center().y() + off_middle;
    const qreal turn = std::min(theme.px(7), std::abs(b - a) / 2);
    const qreal down = b > a ? 1 : -1;
    QPainterPath path(QPointF(from.right() + air, a));
    path.lineTo(x - turn, a);
    path.quadTo(QPointF(x, a), QPointF(x, a + down * turn));
    path.lineTo(x, b - down * turn);
    path.quadTo(QPointF(x, b), QPointF(x - turn, b));
    path.lineTo(to.right() + air, b);
    return path;
}

void LanesPainter::paint_moves(const LanesLook& look) {
    std::size_t connectors = 0;
    for (const LaneMove& move : model_.trail()) {
        const bool connector = move.from.lane == move.to.lane;
        const qreal reach = theme_.px(9 + 5 * static_cast<double>(connectors % 3));
        connectors += connector ? std::size_t{1} : std::size_t{0};
        paint_arrow(arrow_path(move, geometry_, theme_, reach),
                    QPen(theme_.tint(role_of(move.owner), 0.42), theme_.px(1.3)), 1, move.swap);
    }
    paint_chain();
    // Connectors nest: the longer one runs further out.
    std::vector<LaneMove> moves = model_.moves();
    const auto rows_between = [](const LaneMove& move) {
        return move.from.row > move.to.row ? move.from.row - move.to.row
                                           : move.to.row - move.from.row;
    };
    std::ranges::sort(moves, {}, rows_between);
    std::vector<QPainterPath> paths;
    for (const LaneMove& move : moves) {
        const qreal reach = theme_.px(24 + 9 * static_cast<double>(paths.size()));
        paths.push_back(arrow_path(move, geometry_, theme_, reach));
        paint_arrow(paths.back(), QPen(theme_.color(Role::window), theme_.px(7)), look.arrow,
                    move.swap);
    }
    for (std::size_t n = 0; n < moves.size(); ++n) {
        paint_arrow(paths.at(n), QPen(theme_.color(role_of(moves.at(n).owner)), theme_.px(2.8)),
                    look.arrow, moves.at(n).swap);
    }
}

/// The way of the selected value, dashed: it has been gone before now.
void LanesPainter::paint_chain() {
    std::size_t connectors = 0;
    for (const LaneMove& move : model_.chain()) {
        if (std::ranges::find_if(model_.moves(), [&](const LaneMove& now) {
                return now.from == move.from && now.to == move.to;
            }) != model_.moves().end()) {
            continue;
        }
        const bool connector = move.from.lane == move.to.lane;
        const qreal reach = theme_.px(14 + 7 * static_cast<double>(connectors % 3));
        connectors += connector ? std::size_t{1} : std::size_t{0};
        const QPainterPath path = arrow_path(move, geometry_, theme_, reach);
        paint_arrow(path, QPen(theme_.color(Role::window), theme_.px(5)), 1, false);
        QPen pen(theme_.tint(role_of(move.owner), 0.85), theme_.px(1.8));
        pen.setDashPattern({3, 2});
        paint_arrow(path, pen, 1, false);
    }
}

void LanesPainter::paint_arrow(const QPainterPath& path, const QPen& pen, qreal grown,
                               bool both_ends) {
    if (grown <= 0) {
        return;
    }
    const qreal width = pen.widthF();
    const qreal head = theme_.px(5) + width * 1.3;
    const qreal length = path.length();
    const qreal stop = std::max(grown * length, 0.01);
    const auto at = [&](qreal along) {
        return path.pointAtPercent(path.percentAtLength(std::clamp(along, 0.0, length)));
    };
    const auto head_at = [&](const QPointF& tip, const QPointF& behind) {
        QPointF direction = tip - behind;
        direction /= std::max(std::hypot(direction.x(), direction.y()), 0.001);
        const QPointF across(-direction.y(), direction.x());
        QPainterPath triangle(tip);
        triangle.lineTo(tip - direction * head + across * head * 0.52);
        triangle.lineTo(tip - direction * head - across * head * 0.52);
        triangle.closeSubpath();
        painter_.fillPath(triangle, pen.color());
    };
    const qreal body_begin = both_ends ? head * 0.7 : 0;
    const qreal body_end = stop - head * 0.7;
    if (body_end > body_begin) {
        QPainterPath body(at(body_begin));
        constexpr int pieces = 48; // enough for round corners
        for (int n = 1; n <= pieces; ++n) {
            body.lineTo(at(body_begin + (body_end - body_begin) * n / pieces));
        }
        QPen line = pen;
        line.setCapStyle(Qt::FlatCap);
        line.setJoinStyle(Qt::RoundJoin);
        painter_.strokePath(body, line);
    }
    head_at(at(stop), at(stop - head));
    if (both_ends) {
        head_at(at(0), at(head));
    }
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/routine/routine_painter.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

#include "ui/base/format.h"
#include "ui/look/icons.h"
#include "ui/look/markers.h"
#include "ui/look/shaped_text.h"

namespace switchscope::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(routine)
};

QPainterPath rounded(const QRectF& box, qreal radius) {
    QPainterPath path;
    path.addRoundedRect(box, radius, radius);
    return path;
}

} // namespace

QRectF RoutineBox::line(std::size_t number, const Theme& theme) const {
    return {head.left(), head.bottom() + theme.px(line_units) * static_cast<qreal>(number),
            head.width(), theme.px(line_units)};
}

QRect RoutineBox::reach(const QRectF& box, const Theme& theme) {
    const qreal edge = theme.px(1.5);
    return box.adjusted(-edge, -edge, edge, edge).toAlignedRect();
}

bool RoutinePainter::has(const std::vector<std::size_t>& all, std::size_t instruction) const {
    return std::ranges::find(all, instruction) != all.end();
}

/// Whether a closed band contains one of these instructions. Its head is then highlighted instead
/// of the line, which cannot be seen.
bool RoutinePainter::closed_band_has(const std::vector<std::size_t>& all, std::size_t band,
                                     const RoutineBox& box) const {
    return !box.open && std::ranges::any_of(all, [&](std::size_t instruction) {
        const auto place = model_.place_of(instruction);
        return place && place->band == band;
    });
}

void RoutinePainter::paint(const std::vector<RoutineBox>& boxes, const QRegion& part) {
    painter_.setRenderHint(QPainter::Antialiasing);
    for (std::size_t band = 0; band < boxes.size(); ++band) {
        if (part.intersects(RoutineBox::reach(boxes.at(band).whole, theme_))) {
            paint_band(band, boxes.at(band), part);
        }
        if (const QRect guest = boxes.at(band).guest.toAlignedRect(); part.intersects(guest)) {
            painter_.setClipRect(guest);
            paint_guest(boxes.at(band).guest);
        }
    }
    painter_.setClipping(false);
}

void RoutinePainter::paint_band(std::size_t index, const RoutineBox& box, const QRegion& part) {
    const RoutineBand& band = model_.bands().at(index);
    // The region of a paint event may have many rectangles, and a clip of many makes each stroke
    // cost more than what is drawn. So every band, head and line is painted under a clip of one
    // rectangle, which is its own. LanesPainter does the same.
    painter_.setClipRect(RoutineBox::reach(box.whole, theme_));
    const bool current = band.progress == Progress::current;
    const QPainterPath outline = rounded(box.whole.adjusted(0.5, 0.5, -0.5, -0.5), theme_.px(6));
    painter_.fillPath(outline, theme_.color(current ? Role::cell : Role::panel));
    const QColor edge = current ? theme_.color(role_of(band.kind)) : theme_.color(Role::outline);
    painter_.strokePath(outline, QPen(edge, current ? theme_.px(1.5) : 1));
    if (highlights_.focused_band == index) {
        QPen pen(theme_.color(Role::focus), theme_.px(1.5));
        pen.setDashPattern({3, 2});
        painter_.strokePath(outline, pen);
    }
    if (const QRect reach = RoutineBox::reach(box.head, theme_); part.intersects(reach)) {
        painter_.setClipRect(reach);
        paint_head(index, box);
    }
    for (std::size_t line = 0; box.open && line < band.lines.size(); ++line) {
        const QRectF strip = box.line(line, theme_);
        if (const QRect reach = RoutineBox::reach(strip, theme_); part.intersects(reach)) {
            painter_.setClipRect(reach);
            paint_line(band.lines.at(line), model_.instruction_at({index, line}), strip);
        }
    }
}

void RoutinePainter::paint_head(std::size_t index, const RoutineBox& box) {
    const RoutineBand& band = model_.bands().at(index);
    const qreal pad = theme_.px(9);
    const QRectF text = box.head.adjusted(pad, 0, -pad, -theme_.px(6));
    if (closed_band_has(highlights_.chain, index, box)) {
        paint_edge(box.head.adjusted(0, theme_.px(5), 0, -theme_.px(5)), highlights_.chain_role);
    }
    if (closed_band_has(highlights_.related, index, box)) {
        paint_edge(box.head.adjusted(0, theme_.px(5), 0, -theme_.px(5)), Role::error);
    }
    paint_state(band, text);
    const QString count = QStringLiteral("%1/%2").arg(band.done).arg(band.lines.size());
    painter_.setPen(theme_.color(Role::dim));
    const QFont number_font = theme_.mono_font(11);
    const ShapedText& numbers = ShapedText::of(number_font);
    numbers.draw_fitted(painter_, text, Qt::AlignRight, count, Qt::ElideNone);
    qreal right = text.right() - numbers.width_of_characters(count);
    if (band.finding) {
        right -= theme_.px(18);
        paint_severity(painter_, *band.finding, {right + theme_.px(7), text.center().y()},
                       theme_.px(12), theme_.color(role_of(*band.finding)));
    }
    painter_.setPen(theme_.color(band.progress == Progress::pending ? Role::dim : Role::text));
    const qreal x = text.left() + theme_.px(17);
    const QRectF name_box(x, text.top(), right - x - theme_.px(6), text.height());
    // Names of macros differ at both ends, so the middle is left out.
    ShapedText::of(
        theme_.mono_font(11.5, band.progress == Progress::current ? QFont::Bold : QFont::Normal))
        .draw_fitted(painter_, name_box, Qt::AlignLeft,
                     band.differs ? band.name + QStringLiteral(" \u2020") : band.name,
                     Qt::ElideMiddle);
    paint_progress(band, box.head);
}

/// Paints the sign at the left of the name: done, current or still to come.
void RoutinePainter::paint_state(const RoutineBand& band, const QRectF& text) {
    const qreal x = text.left();
    const qreal y = text.center().y();
    if (band.progress == Progress::done) {
        paint_tick(painter_, {x + theme_.px(5), y + theme_.px(0.5)}, theme_.px(11.5),
                   theme_.color(Role::done));
    } else if (band.progress == Progress::current) {
        paint_icon(painter_, Icon::instruction,
                   QRectF(x - theme_.px(2), y - theme_.px(7), theme_.px(14), theme_.px(14)),
                   theme_.color(role_of(band.kind)));
    } else {
        painter_.setPen(QPen(theme_.color(Role::faint), theme_.px(1.2)));
        painter_.setBrush(Qt::NoBrush);
        painter_.drawEllipse(QPointF(x + theme_.px(5), y), theme_.px(3), theme_.px(3));
    }
}

void RoutinePainter::paint_progress(const RoutineBand& band, const QRectF& head) {
    const qreal pad = theme_.px(9);
    const qreal height = theme_.px(3);
    const QRectF bar(head.left() + pad, head.bottom() - height - theme_.px(4),
                     head.width() - 2 * pad, height);
    const qreal part = band.lines.empty()
                           ? 0
                           : static_cast<qreal>(band.done) / static_cast<qreal>(band.lines.size());
    painter_.fillPath(rounded(bar, height / 2), theme_.color(Role::outline));
    if (part > 0) {
        painter_.fillPath(
            rounded(QRectF(bar.left(), bar.top(), bar.width() * part, bar.height()), height / 2),
            theme_.color(band.progress == Progress::done ? Role::done : role_of(band.kind)));
    }
}

/// Paints a bar at the left edge, for bands and lines that have a part in the selected finding or
/// moved the inspected value.
void RoutinePainter::paint_edge(const QRectF& box, Role role) {
    const qreal width = theme_.px(3);
    painter_.fillPath(
        rounded(QRectF(box.left() + theme_.px(2), box.top() + 1, width, box.height() - 2),
                width / 2),
        theme_.color(role));
}

void RoutinePainter::paint_line_ground(const RoutineLine& line, std::size_t instruction,
                                       const QRectF& strip) {
    const qreal radius = theme_.px(3);
    if (line.next) {
        painter_.fillPath(rounded(strip, radius), theme_.color(Role::raised));
    }
    if (line.finding) {
        painter_.fillPath(rounded(strip, radius), theme_.tint(role_of(*line.finding), 0.16));
    }
    if (highlights_.selected == instruction) {
        QPen pen(theme_.color(Role::focus), theme_.px(1.2));
        pen.setDashPattern({3, 2});
        painter_.strokePath(rounded(strip.adjusted(0.5, 0.5, -0.5, -0.5), radius), pen);
    }
}

/// Paints the breakpoint and, on top of it, the arrow of the instruction that comes next.
void RoutinePainter::paint_gutter(const RoutineLine& line, const QRectF& strip) {
    const QPointF center(strip.left() + theme_.px(8.5), strip.center().y());
    if (line.breakpoint) {
        // A disabled breakpoint is a ring.
        const qreal radius = theme_.px(line.breakpoint_on ? 6 : 5.2);
        painter_.setPen(line.breakpoint_on ? QPen(Qt::NoPen)
                                           : QPen(theme_.color(Role::error), theme_.px(1.6)));
        painter_.setBrush(line.breakpoint_on ? QBrush(theme_.color(Role::error))
                                             : QBrush(Qt::NoBrush));
        painter_.drawEllipse(center, radius, radius);
        painter_.setBrush(Qt::NoBrush);
    }
    if (line.next) {
        const qreal size = theme_.px(line.breakpoint ? 9 : 13);
        paint_icon(painter_, Icon::instruction,
                   QRectF(center.x() - size / 2, center.y() - size / 2, size, size),
                   theme_.color(line.breakpoint_on ? Role::window : Role::text));
    }
}

/// Paints address, bytes, instruction and source side by side, as many of them as fit.
void RoutinePainter::paint_columns(const RoutineLine& line, const QRectF& box, bool past,
                                   bool looked_at) {
    const Role quiet = past && !looked_at ? Role::faint : Role::dim;
    const bool address_fits = box.width() >= theme_.px(220);
    const bool bytes_fit = box.width() >= theme_.px(400);
    const bool source_fits = box.width() >= theme_.px(540) && !line.source.isEmpty();
    qreal x = box.left() + theme_.px(24);
    const QFont small_font = theme_.mono_font(11);
    const ShapedText& small = ShapedText::of(small_font);
    painter_.setPen(theme_.color(quiet));
    const auto column = [&](const QString& text, double units) {
        small.draw_characters(painter_, QRectF(x, box.top(), theme_.px(units), box.height()), text);
        x += theme_.px(units);
    };
    if (address_fits) {
        column(line.address, 42);
    }
    if (bytes_fit) {
        column(line.bytes, 86);
    }
    const qreal end = box.right() - theme_.px(22);
    const qreal code_end = source_fits ? x + theme_.px(180) : end;
    if (source_fits) {
        const QRectF source(code_end + theme_.px(8), box.top(), end - code_end - theme_.px(8),
                            box.height());
        small.draw_fitted(painter_, source, Qt::AlignLeft, line.source, Qt::ElideRight);
    }
    painter_.setPen(theme_.color(line.next || looked_at ? Role::text : quiet));
    const QRectF text(x, box.top(), code_end - x, box.height());
    ShapedText::of(theme_.mono_font(11.5, line.next ? QFont::Bold : QFont::Normal))
        .draw_fitted(painter_, text, Qt::AlignLeft, line.text, Qt::ElideRight);
}

void RoutinePainter::paint_line(const RoutineLine& line, std::size_t instruction,
                                const QRectF& box) {
    const QRectF strip = box.adjusted(theme_.px(6), 0, -theme_.px(6), 0);
    paint_line_ground(line, instruction, strip);
    if (has(highlights_.chain, instruction)) {
        paint_edge(box, highlights_.chain_role);
    }
    if (has(highlights_.related, instruction)) {
        paint_edge(box, Role::error);
    }
    paint_gutter(line, strip);
    const bool past = line.executed && !line.next;
    // Executed lines are dimmed. Highlighted lines are not, because somebody reads them now.
    const bool looked_at = line.finding || highlights_.selected == instruction ||
                           has(highlights_.related, instruction) ||
                           has(highlights_.chain, instruction);
    paint_columns(line, box, past, looked_at);
    const QPointF mark(box.right() - theme_.px(14), box.center().y());
    if (line.finding) {
        paint_severity(painter_, *line.finding, mark, theme_.px(11),
                       theme_.color(role_of(*line.finding)));
    } else if (past) {
        paint_tick(painter_, mark, theme_.px(8.5), theme_.tint(Role::done, 0.6));
    }
}

void RoutinePainter::paint_guest(const QRectF& box) {
    const bool ran = model_.guest_steps() > 0;
    const Role role = ran || model_.in_guest() ? Role::guest : Role::dim;
    QString text = Text::tr("guest runs (VS)");
    if (ran) {
        text += QStringLiteral(" \u00b7 ") +
                (model_.guest_steps() == 1
                     ? Text::tr("1 instruction")
                     : Text::tr("%1 instructions").arg(grouped(model_.guest_steps())));
        text += model_.guest_unwatched() ? Text::tr(" and more") : QString();
    }
    painter_.setFont(theme_.text_font(12, model_.in_guest() ? QFont::Bold : QFont::Normal));
    const qreal mark = theme_.px(8);
    const qreal width = QFontMetricsF(painter_.font()).horizontalAdvance(text) + 2 * mark;
    const qreal x = box.center().x() - width / 2;
    const qreal y = box.center().y();
    if (model_.in_guest()) {
        const QPainterPath plate = rounded(
            QRectF(x - theme_.px(10), y - theme_.px(11), width + theme_.px(20), theme_.px(22)),
            theme_.px(11));
        painter_.fillPath(plate, theme_.tint(Role::guest, 0.22));
        painter_.strokePath(plate, QPen(theme_.color(Role::guest), theme_.px(1.2)));
    }
    painter_.setPen(QPen(theme_.tint(role, 0.6), theme_.px(1.2)));
    painter_.drawLine(QPointF(box.left(), y), QPointF(x - theme_.px(12), y));
    painter_.drawLine(QPointF(x + width + theme_.px(12), y), QPointF(box.right(), y));
    paint_marker(painter_, Owner::guest, {x + mark / 2, y}, mark, theme_.color(role));
    painter_.setPen(theme_.color(role));
    painter_.drawText(QRectF(x + 2 * mark, box.top(), width, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace switchscope::ui

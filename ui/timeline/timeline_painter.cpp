// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_painter.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

namespace switchscope::ui {

QRect TimelinePainter::reach_of_band(const TimelinePicture::Band& band) {
    return band.box.adjusted(-1, -1, 1, 1).toAlignedRect();
}

/// The arrows of exits and the knob of the cursor stand above the lanes, so they count as well.
QRect TimelinePainter::reach_of_tracks(const TimelinePicture& picture) const {
    const qreal top = picture.areas.tracks.top() - theme_.px(9);
    return QRectF(0, top, picture.size.width(), picture.size.height() - top).toAlignedRect();
}

QRect TimelinePainter::reach_of_cursor(qreal x, const QRectF& area) const {
    return QRectF(x - theme_.px(7), area.top() - theme_.px(9), theme_.px(14),
                  area.height() + theme_.px(12))
        .toAlignedRect();
}

QRect TimelinePainter::reach_of_band_flags(const TimelinePicture& picture) const {
    return QRectF(0, picture.areas.bands.bottom() - theme_.px(9), picture.size.width(),
                  theme_.px(18))
        .toAlignedRect();
}

QRegion TimelinePainter::changed_pixels(const TimelinePicture& before,
                                        const TimelinePicture& now) const {
    QRegion changed;
    if (now.title != before.title || now.range != before.range) {
        changed += now.areas.title.toAlignedRect();
    }
    for (std::size_t n = 0; n < std::max(now.bands.size(), before.bands.size()); ++n) {
        const auto* band = n < now.bands.size() ? &now.bands.at(n) : nullptr;
        const auto* old = n < before.bands.size() ? &before.bands.at(n) : nullptr;
        if (band == nullptr || old == nullptr || !(*band == *old)) {
            changed += band != nullptr ? reach_of_band(*band) : QRect();
            changed += old != nullptr ? reach_of_band(*old) : QRect();
        }
    }
    // Where bands changed, they may be those of another switch, which has other flags.
    if (!now.flags.empty() && !now.folded && !changed.isEmpty()) {
        changed += reach_of_band_flags(now);
    }
    if (now.track_changes != before.track_changes || now.from != before.from ||
        now.to != before.to || now.harts != before.harts || now.hart != before.hart ||
        now.ring != before.ring) {
        changed += reach_of_tracks(now);
    }
    const auto moved = [&](const std::optional<qreal>& x, const std::optional<qreal>& old_x,
                           const QRectF& area) {
        if (x != old_x) {
            changed += x ? reach_of_cursor(*x, area) : QRect();
            changed += old_x ? reach_of_cursor(*old_x, area) : QRect();
        }
    };
    moved(now.cursor_in_bands, before.cursor_in_bands, now.areas.bands);
    moved(now.cursor_in_tracks, before.cursor_in_tracks, now.areas.tracks);
    return changed;
}

void TimelinePainter::paint(QPainter& painter, const TimelinePicture& picture,
                            const QRect& part) const {
    painter.fillRect(part, theme_.color(Role::panel));
    painter.fillRect(QRectF(0, 0, picture.size.width(), 1), theme_.color(Role::outline));
    if (!picture.has_session) {
        return;
    }
    if (picture.areas.title.intersects(part)) {
        paint_title(painter, picture);
    }
    for (const TimelinePicture::Band& band : picture.bands) {
        if (band.box.adjusted(-1, -1, 1, 1).intersects(part)) {
            paint_band(painter, band);
        }
    }
    if (reach_of_tracks(picture).intersects(part)) {
        paint_tracks(painter, picture, part);
    }
    paint_flags(painter, picture);
    if (picture.cursor_in_bands) {
        paint_cursor(painter, *picture.cursor_in_bands, picture.areas.bands, picture.focused);
    }
    if (picture.cursor_in_tracks) {
        paint_cursor(painter, *picture.cursor_in_tracks, picture.areas.tracks, picture.focused);
    }
}

/// Where title and range do not fit side by side, the range is left out.
void TimelinePainter::paint_title(QPainter& painter, const TimelinePicture& picture) const {
    const QRectF& line = picture.areas.title;
    painter.setFont(theme_.text_font(11, QFont::Bold));
    painter.setPen(theme_.color(Role::dim));
    const QFontMetricsF bold(painter.font());
    const QString title = picture.title.toUpper();
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     bold.elidedText(title, Qt::ElideRight, line.width()));
    painter.setFont(theme_.text_font(11));
    if (bold.horizontalAdvance(title) + theme_.px(20) +
            QFontMetricsF(painter.font()).horizontalAdvance(picture.range) <
        line.width()) {
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, picture.range);
    }
}

void TimelinePainter::paint_tracks(QPainter& painter, const TimelinePicture& picture,
                                   const QRectF& part) const {
    const QRectF& area = picture.areas.tracks;
    tracks_.paint(painter, area, part, picture.hart);
    if (picture.ring) { // shows which stretch the bands above are an enlargement of
        painter.save();
        painter.setClipRect(tracks_.steps_area(area).adjusted(0, -theme_.px(3), 0, theme_.px(3)),
                            Qt::IntersectClip);
        QPainterPath shape;
        shape.addRoundedRect(*picture.ring, theme_.px(3), theme_.px(3));
        painter.strokePath(shape, QPen(theme_.tint(Role::text, 0.7), theme_.px(1.2)));
        painter.restore();
    }
    if (picture.chosen) {
        const auto [from, to] = *picture.chosen;
        const QRectF chosen(std::min(from, to), area.top() - theme_.px(3), std::abs(to - from),
                            area.height() + theme_.px(4));
        QColor veil = theme_.color(Role::focus);
        veil.setAlphaF(0.18F);
        painter.fillRect(chosen, veil);
        painter.setPen(QPen(theme_.color(Role::focus), theme_.px(1)));
        painter.drawRect(chosen);
    }
}

void TimelinePainter::paint_cursor(QPainter& painter, qreal x, const QRectF& area,
                                   bool focused) const {
    const QColor color = theme_.color(focused ? Role::focus : Role::text);
    painter.fillRect(QRectF(x - theme_.px(1), area.top() - theme_.px(4), theme_.px(2),
                            area.height() + theme_.px(6)),
                     color);
    QPainterPath knob;
    knob.moveTo(x - theme_.px(5), area.top() - theme_.px(7));
    knob.lineTo(x + theme_.px(5), area.top() - theme_.px(7));
    knob.lineTo(x, area.top());
    knob.closeSubpath();
    painter.fillPath(knob, color);
    if (focused) {
        painter.strokePath(knob, QPen(theme_.color(Role::focus), theme_.px(2)));
    }
}

void TimelinePainter::paint_flag(QPainter& painter, const TimelinePicture::Flag& flag, qreal x,
                                 qreal top, qreal widget_width) const {
    const qreal size = theme_.px(flag.letter.isEmpty() ? 9 : 13);
    const QRectF cloth(std::min(x, widget_width - size), top, size,
                       theme_.px(flag.letter.isEmpty() ? 8 : 12));
    const QColor color = theme_.color(flag.role);
    painter.fillRect(QRectF(x - theme_.px(0.75), top, theme_.px(1.5), theme_.px(16)), color);
    if (flag.letter.isEmpty()) {
        QPainterPath pennant(cloth.topLeft());
        pennant.lineTo(cloth.right(), cloth.center().y());
        pennant.lineTo(cloth.bottomLeft());
        pennant.closeSubpath();
        painter.fillPath(pennant, color);
        return;
    }
    painter.fillRect(cloth, color);
    painter.setFont(theme_.text_font(9.5, QFont::Bold));
    painter.setPen(theme_.color(Role::window));
    painter.drawText(cloth, Qt::AlignCenter, flag.letter);
}

/// The bands have the flags of their switch, the lanes all flags that are in sight.
void TimelinePainter::paint_flags(QPainter& painter, const TimelinePicture& picture) const {
    const auto& [title, bands, tracks] = picture.areas;
    for (const TimelinePicture::Flag& flag : picture.flags) {
        if (flag.x_in_bands) {
            paint_flag(painter, flag, *flag.x_in_bands, bands.bottom() - theme_.px(8),
                       picture.size.width());
        }
        if (flag.x_in_tracks) {
            painter.fillRect(QRectF(*flag.x_in_tracks - theme_.px(0.75),
                                    tracks.top() - theme_.px(2), theme_.px(1.5), tracks.height()),
                             theme_.color(flag.role));
            paint_flag(painter, flag, *flag.x_in_tracks, tracks.top() - theme_.px(5),
                       picture.size.width());
        }
    }
}

void TimelinePainter::paint_band(QPainter& painter, const TimelinePicture::Band& band) const {
    const QRectF box = band.box.adjusted(0.5, 0, -0.5, 0);
    QPainterPath shape;
    shape.addRoundedRect(box, theme_.px(3), theme_.px(3));
    painter.fillPath(shape, theme_.color(Role::cell));
    painter.strokePath(shape, QPen(theme_.tint(Role::outline, 0.8), 1));
    if (!band.planned) {
        painter.save();
        painter.setClipRect(QRectF(box.left(), box.top(), box.width() * band.done, box.height()),
                            Qt::IntersectClip);
        painter.fillPath(shape, band.strong ? theme_.color(band.role)
                                            : theme_.tint(band.role, band.current ? 0.42 : 0.24));
        painter.restore();
    }
    const bool on_strong = band.strong && !band.planned;
    painter.setFont(
        theme_.text_font(11, band.current || on_strong ? QFont::DemiBold : QFont::Normal));
    painter.setPen(on_strong      ? theme_.color(Role::window)
                   : band.planned ? theme_.color(Role::dim)
                   : band.current ? theme_.color(Role::text)
                                  : theme_.color(band.role));
    const qreal width = box.width() - theme_.px(8);
    const QFontMetricsF metrics(painter.font());
    if (width > theme_.px(34) || metrics.horizontalAdvance(band.text) <= width) {
        painter.drawText(box, Qt::AlignCenter,
                         metrics.elidedText(band.text, Qt::ElideMiddle, width));
    }
}

} // namespace switchscope::ui

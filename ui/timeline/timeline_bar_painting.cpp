// SPDX-License-Identifier: MIT
// How the timeline looks: what of it differs from what is on screen, and that painted.
#include <algorithm>
#include <cmath>

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/timeline/timeline_bar.h"

namespace switchscope::ui {

std::optional<QRectF> TimelineBar::ring() const {
    const QRectF area = tracks_area();
    const auto lane = std::ranges::find(tracks_.harts(), hart_);
    if (model_->bands().empty() || !model_->current_switch() || lane == tracks_.harts().end()) {
        return std::nullopt;
    }
    const auto begin = static_cast<double>(model_->bands().front().begin);
    const auto end = static_cast<double>(model_->recorded_end());
    const QRectF steps = tracks_.steps_area(area);
    const double per_step = steps.width() / tracks_.range().span();
    const qreal left = steps.left() + (begin - tracks_.range().from()) * per_step;
    const qreal right = steps.left() + (end - tracks_.range().from()) * per_step;
    if (right <= steps.left() || left >= steps.right() || right - left <= theme_.px(5)) {
        return std::nullopt;
    }
    const QRectF own = tracks_.lane(static_cast<std::size_t>(lane - tracks_.harts().begin()), area);
    return QRectF(left, own.top() - theme_.px(1.5), right - left, own.height() + theme_.px(3));
}

TimelineBar::BandLook TimelineBar::look_of_band(std::size_t index) const {
    const TimelineBand& band = model_->bands().at(index);
    return {boxes_.at(index),
            band.text,
            band.role,
            band.strong,
            band.begin == band.end,
            model_->position() > band.begin && model_->position() <= band.end,
            std::min(static_cast<qreal>(band.end - band.begin) /
                         static_cast<qreal>(std::max(band.length, std::size_t{1})),
                     1.0)};
}

TimelineBar::Look TimelineBar::look_now() const {
    Look look;
    if (!model_) {
        return look;
    }
    look.title = model_->title();
    look.range = range_text();
    if (!folded_) {
        for (std::size_t n = 0; n < boxes_.size(); ++n) {
            look.bands.push_back(look_of_band(n));
        }
        look.cursor_in_bands = std::clamp(cursor_x(), bands_area().left(), bands_area().right());
    }
    look.cursor_in_tracks = tracks_.x_of(model_->position(), tracks_area());
    look.changes = tracks_.changes();
    look.from = tracks_.range().from();
    look.to = tracks_.range().to();
    look.harts = tracks_.harts();
    look.hart = hart_;
    look.ring = ring();
    return look;
}

/// Asks for the pixels that look other than those on screen.
void TimelineBar::repaint_changes() {
    Look look = look_now();
    QRegion changed;
    if (look.title != look_.title || look.range != look_.range) {
        changed += title_area().toAlignedRect();
    }
    const auto reach_of_band = [](const BandLook& band) {
        return band.box.adjusted(-1, -1, 1, 1).toAlignedRect();
    };
    for (std::size_t n = 0; n < std::max(look.bands.size(), look_.bands.size()); ++n) {
        const BandLook* now = n < look.bands.size() ? &look.bands.at(n) : nullptr;
        const BandLook* before = n < look_.bands.size() ? &look_.bands.at(n) : nullptr;
        if (now == nullptr || before == nullptr || !(*now == *before)) {
            changed += now != nullptr ? reach_of_band(*now) : QRect();
            changed += before != nullptr ? reach_of_band(*before) : QRect();
        }
    }
    if (!marks_.empty() && !folded_ && !changed.isEmpty()) { // of another switch: other marks
        changed +=
            QRectF(0, bands_area().bottom() - theme_.px(9), width(), theme_.px(18)).toAlignedRect();
    }
    if (look.changes != look_.changes || look.from != look_.from || look.to != look_.to ||
        look.harts != look_.harts || look.hart != look_.hart || look.ring != look_.ring) {
        changed += reach_of_tracks();
    }
    const auto moved = [&](const std::optional<qreal>& now, const std::optional<qreal>& before,
                           const QRectF& area) {
        if (now != before) {
            changed += now ? reach_of_cursor(*now, area) : QRect();
            changed += before ? reach_of_cursor(*before, area) : QRect();
        }
    };
    moved(look.cursor_in_bands, look_.cursor_in_bands, bands_area());
    moved(look.cursor_in_tracks, look_.cursor_in_tracks, tracks_area());
    look_ = std::move(look);
    update(changed);
}

void TimelineBar::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    look_ = look_now();
    for (const QRect& part : event->region()) {
        painter.setClipRect(part);
        paint_part(painter, part);
    }
}

void TimelineBar::paint_part(QPainter& painter, const QRect& part) const {
    painter.fillRect(part, theme_.color(Role::panel));
    painter.fillRect(QRectF(0, 0, width(), 1), theme_.color(Role::outline));
    if (!model_) {
        return;
    }
    if (title_area().intersects(part)) {
        paint_title(painter);
    }
    for (const BandLook& band : look_.bands) {
        if (band.box.adjusted(-1, -1, 1, 1).intersects(part)) {
            paint_band(painter, band);
        }
    }
    if (reach_of_tracks().intersects(part)) {
        paint_tracks(painter, part);
    }
    paint_marks(painter);
    if (look_.cursor_in_bands) {
        paint_cursor(painter, *look_.cursor_in_bands, bands_area());
    }
    if (look_.cursor_in_tracks) {
        paint_cursor(painter, *look_.cursor_in_tracks, tracks_area());
    }
}

/// The range gives way to the title where both do not fit.
void TimelineBar::paint_title(QPainter& painter) const {
    const QRectF line = title_area();
    painter.setFont(theme_.text_font(11, QFont::Bold));
    painter.setPen(theme_.color(Role::dim));
    const QFontMetricsF bold(painter.font());
    const QString title = look_.title.toUpper();
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     bold.elidedText(title, Qt::ElideRight, line.width()));
    painter.setFont(theme_.text_font(11));
    if (bold.horizontalAdvance(title) + theme_.px(20) +
            QFontMetricsF(painter.font()).horizontalAdvance(look_.range) <
        line.width()) {
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, look_.range);
    }
}

/// With the marks of exits above them and the cursor's knob.
QRect TimelineBar::reach_of_tracks() const {
    const qreal top = tracks_area().top() - theme_.px(9);
    return QRectF(0, top, width(), height() - top).toAlignedRect();
}

void TimelineBar::paint_tracks(QPainter& painter, const QRectF& part) const {
    const QRectF area = tracks_area();
    tracks_.paint(painter, area, part, hart_);
    // The switch of the cursor, so that one sees what the bands above are of.
    if (look_.ring) {
        painter.save();
        painter.setClipRect(tracks_.steps_area(area).adjusted(0, -theme_.px(3), 0, theme_.px(3)),
                            Qt::IntersectClip);
        QPainterPath shape;
        shape.addRoundedRect(*look_.ring, theme_.px(3), theme_.px(3));
        painter.strokePath(shape, QPen(theme_.tint(Role::text, 0.7), theme_.px(1.2)));
        painter.restore();
    }
    if (drag_ == Drag::range) {
        const QRectF chosen(std::min(drag_from_, drag_to_), area.top() - theme_.px(3),
                            std::abs(drag_to_ - drag_from_), area.height() + theme_.px(4));
        QColor veil = theme_.color(Role::focus);
        veil.setAlphaF(0.18F);
        painter.fillRect(chosen, veil);
        painter.setPen(QPen(theme_.color(Role::focus), theme_.px(1)));
        painter.drawRect(chosen);
    }
}

QRect TimelineBar::reach_of_cursor(qreal x, const QRectF& area) const {
    return QRectF(x - theme_.px(7), area.top() - theme_.px(9), theme_.px(14),
                  area.height() + theme_.px(12))
        .toAlignedRect();
}

void TimelineBar::paint_cursor(QPainter& painter, qreal x, const QRectF& area) const {
    const QColor color = theme_.color(hasFocus() ? Role::focus : Role::text);
    painter.fillRect(QRectF(x - theme_.px(1), area.top() - theme_.px(4), theme_.px(2),
                            area.height() + theme_.px(6)),
                     color);
    QPainterPath knob;
    knob.moveTo(x - theme_.px(5), area.top() - theme_.px(7));
    knob.lineTo(x + theme_.px(5), area.top() - theme_.px(7));
    knob.lineTo(x, area.top());
    knob.closeSubpath();
    painter.fillPath(knob, color);
    if (hasFocus()) {
        painter.strokePath(knob, QPen(theme_.color(Role::focus), theme_.px(2)));
    }
}

void TimelineBar::paint_mark(QPainter& painter, const Mark& mark, qreal x, qreal top) const {
    const qreal size = theme_.px(mark.letter.isEmpty() ? 9 : 13);
    const QRectF flag(std::min(x, width() - size), top, size,
                      theme_.px(mark.letter.isEmpty() ? 8 : 12));
    const QColor color = theme_.color(mark.role);
    painter.fillRect(QRectF(x - theme_.px(0.75), top, theme_.px(1.5), theme_.px(16)), color);
    if (mark.letter.isEmpty()) {
        QPainterPath pennant(flag.topLeft());
        pennant.lineTo(flag.right(), flag.center().y());
        pennant.lineTo(flag.bottomLeft());
        pennant.closeSubpath();
        painter.fillPath(pennant, color);
        return;
    }
    painter.fillRect(flag, color);
    painter.setFont(theme_.text_font(9.5, QFont::Bold));
    painter.setPen(theme_.color(Role::window));
    painter.drawText(flag, Qt::AlignCenter, mark.letter);
}

/// In the bands those of this switch, in the lanes all that are in sight.
void TimelineBar::paint_marks(QPainter& painter) const {
    for (const Mark& mark : marks_) {
        if (const auto x = folded_ ? std::nullopt : x_of(mark.position)) {
            paint_mark(painter, mark, *x, bands_area().bottom() - theme_.px(8));
        }
        if (const auto x = tracks_.x_of(mark.position, tracks_area())) {
            const QRectF area = tracks_area();
            painter.fillRect(QRectF(*x - theme_.px(0.75), area.top() - theme_.px(2), theme_.px(1.5),
                                    area.height()),
                             theme_.color(mark.role));
            paint_mark(painter, mark, *x, area.top() - theme_.px(5));
        }
    }
}

void TimelineBar::paint_band(QPainter& painter, const BandLook& band) const {
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
    const qreal room = box.width() - theme_.px(8);
    const QFontMetricsF metrics(painter.font());
    if (room > theme_.px(34) || metrics.horizontalAdvance(band.text) <= room) {
        painter.drawText(box, Qt::AlignCenter,
                         metrics.elidedText(band.text, Qt::ElideMiddle, room));
    }
}

} // namespace switchscope::ui

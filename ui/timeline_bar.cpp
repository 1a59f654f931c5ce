// SPDX-License-Identifier: MIT
#include "ui/timeline_bar.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "ui/format.h"
#include "ui/language.h"

namespace switchscope::ui {

TimelineBar::TimelineBar(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), strip_(theme) {
    setObjectName(QStringLiteral("timeline"));
    keep_translated(this, [this] { setAccessibleName(tr("Timeline")); });
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_OpaquePaintEvent); // paints all of itself
    connect(&theme_, &Theme::changed, this, [this] {
        updateGeometry();
        lay_out();
        update();
    });
}

QSize TimelineBar::sizeHint() const {
    return {theme_.ipx(400), theme_.ipx(106)};
}

void TimelineBar::show_session(std::shared_ptr<const SessionFacts> facts, bool over) {
    model_ = facts ? std::make_unique<TimelineModel>(std::move(facts)) : nullptr;
    if (model_) {
        model_->set_over(over);
    }
    lay_out();
    update();
}

void TimelineBar::show_moment(const Timeline& timeline, const SwitchIndex& index,
                              const CurrentSwitch& now) {
    if (model_) {
        model_->update(timeline, index, now);
        setAccessibleDescription(model_->title());
        lay_out();
        update();
    }
}

QRectF TimelineBar::bands_area() const {
    return {theme_.px(12), theme_.px(30), width() - theme_.px(24), theme_.px(30)};
}

QRectF TimelineBar::strip_area() const {
    return {theme_.px(12), theme_.px(74), width() - theme_.px(24), theme_.px(20)};
}

void TimelineBar::lay_out() {
    boxes_.clear();
    if (!model_) {
        return;
    }
    // Widths follow the square root: the guest may run for thousands of steps, `sret` is one.
    const auto weight = [](const TimelineBand& band) {
        return std::clamp(std::sqrt(static_cast<double>(band.length)), 1.2, 9.0);
    };
    double sum = 0;
    for (const TimelineBand& band : model_->bands()) {
        sum += weight(band);
    }
    const QRectF area = bands_area();
    qreal x = area.left();
    for (const TimelineBand& band : model_->bands()) {
        const qreal band_width = area.width() * weight(band) / std::max(sum, 1.0);
        boxes_.emplace_back(x, area.top(), band_width, area.height());
        x += band_width;
    }
}

void TimelineBar::mark(std::vector<Mark> marks) {
    marks_ = std::move(marks);
    update();
}

qreal TimelineBar::cursor_x() const {
    return model_ ? x_of(model_->position()).value_or(bands_area().left()) : bands_area().left();
}

std::optional<qreal> TimelineBar::x_of(std::size_t position) const {
    if (!model_ || boxes_.empty()) {
        return std::nullopt;
    }
    const bool before = position < model_->bands().front().begin;
    const auto last =
        std::ranges::find_if(model_->bands().rbegin(), model_->bands().rend(),
                             [](const TimelineBand& band) { return band.end > band.begin; });
    const std::size_t end = last == model_->bands().rend() ? model_->position() : last->end;
    if (before || position > std::max(end, model_->position())) {
        return std::nullopt;
    }
    qreal x = boxes_.front().left();
    for (std::size_t n = 0; n < boxes_.size(); ++n) {
        const TimelineBand& band = model_->bands().at(n);
        if (band.begin >= position || band.end == band.begin) {
            break;
        }
        const qreal done = static_cast<qreal>(std::min(position, band.end) - band.begin);
        x = boxes_.at(n).left() +
            boxes_.at(n).width() * std::min(done / static_cast<qreal>(band.length), 1.0);
    }
    return x;
}

void TimelineBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme_.color(Role::panel));
    painter.fillRect(QRectF(0, 0, width(), 1), theme_.color(Role::outline));
    if (!model_) {
        return;
    }
    painter.setFont(theme_.text_font(11, QFont::Bold));
    painter.setPen(theme_.color(Role::dim));
    painter.drawText(QRectF(theme_.px(12), theme_.px(5), width() - theme_.px(24), theme_.px(20)),
                     Qt::AlignLeft | Qt::AlignVCenter, model_->title().toUpper());
    paint_bands(painter);
    strip_.paint(painter, strip_area(), *model_);
    paint_marks(painter);

    const QRectF area = bands_area();
    const qreal x = std::clamp(cursor_x(), area.left(), area.right());
    const QColor color = theme_.color(hasFocus() ? Role::focus : Role::text);
    painter.fillRect(QRectF(x - theme_.px(1), area.top() - theme_.px(4), theme_.px(2),
                            area.height() + theme_.px(8)),
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
    const QRectF flag(x, top, size, theme_.px(mark.letter.isEmpty() ? 8 : 12));
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

/// In the bands those of this switch, in the strip all of them.
void TimelineBar::paint_marks(QPainter& painter) const {
    for (const Mark& mark : marks_) {
        if (const auto x = x_of(mark.position)) {
            paint_mark(painter, mark, *x, bands_area().bottom() - theme_.px(8));
        }
        if (const auto x = strip_.x_of(mark.position, strip_area(), *model_)) {
            const QColor color = theme_.color(mark.role);
            painter.fillRect(QRectF(*x - theme_.px(1), strip_area().top() - theme_.px(2),
                                    theme_.px(2), strip_area().height() + theme_.px(4)),
                             color);
        }
    }
}

const TimelineBar::Mark* TimelineBar::mark_at(const QPointF& point) const {
    for (const Mark& mark : marks_) {
        const auto x = x_of(mark.position);
        const QRectF flag(x.value_or(-99) - theme_.px(3), bands_area().bottom() - theme_.px(8),
                          theme_.px(16), theme_.px(16));
        if (flag.contains(point)) {
            return &mark;
        }
    }
    return nullptr;
}

void TimelineBar::paint_bands(QPainter& painter) const {
    for (std::size_t n = 0; n < boxes_.size(); ++n) {
        const TimelineBand& band = model_->bands().at(n);
        const QRectF box = boxes_.at(n).adjusted(0.5, 0, -0.5, 0);
        const bool planned = band.begin == band.end;
        const bool current = model_->position() > band.begin && model_->position() <= band.end;
        const qreal done = std::min(static_cast<qreal>(band.end - band.begin) /
                                        static_cast<qreal>(std::max(band.length, std::size_t{1})),
                                    1.0);
        QPainterPath shape;
        shape.addRoundedRect(box, theme_.px(3), theme_.px(3));
        painter.fillPath(shape, theme_.color(Role::cell));
        painter.strokePath(shape, QPen(theme_.tint(Role::outline, 0.8), 1));
        if (!planned) {
            painter.save();
            painter.setClipRect(QRectF(box.left(), box.top(), box.width() * done, box.height()));
            painter.fillPath(shape, band.strong ? theme_.color(band.role)
                                                : theme_.tint(band.role, current ? 0.42 : 0.24));
            painter.restore();
        }
        const bool on_strong = band.strong && !planned;
        painter.setFont(
            theme_.text_font(11, current || on_strong ? QFont::DemiBold : QFont::Normal));
        painter.setPen(on_strong ? theme_.color(Role::window)
                       : planned ? theme_.color(Role::dim)
                       : current ? theme_.color(Role::text)
                                 : theme_.color(band.role));
        const qreal room = box.width() - theme_.px(8);
        const QFontMetricsF metrics(painter.font());
        if (room > theme_.px(34) || metrics.horizontalAdvance(band.text) <= room) {
            painter.drawText(box, Qt::AlignCenter,
                             metrics.elidedText(band.text, Qt::ElideMiddle, room));
        }
    }
}

void TimelineBar::resizeEvent(QResizeEvent*) {
    lay_out();
}

void TimelineBar::want_at(const QPointF& point) {
    if (!model_) {
        return;
    }
    if (on_strip_) {
        if (const auto position = strip_.position_at(point.x(), strip_area(), *model_)) {
            Q_EMIT position_wanted(*position);
        }
        return;
    }
    for (std::size_t n = 0; n < boxes_.size(); ++n) {
        const TimelineBand& band = model_->bands().at(n);
        const QRectF& box = boxes_.at(n);
        if (point.x() < box.left() || point.x() > box.right()) {
            continue;
        }
        const qreal part = (point.x() - box.left()) / box.width();
        const auto steps =
            static_cast<std::size_t>(std::lround(part * static_cast<qreal>(band.length)));
        Q_EMIT position_wanted(std::min(band.begin + steps, std::max(band.end, band.begin)));
        return;
    }
}

void TimelineBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        on_strip_ = event->position().y() >= strip_area().top();
        want_at(event->position());
    }
}

void TimelineBar::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) {
        const qreal x =
            std::clamp(event->position().x(), bands_area().left(), bands_area().right() - 1);
        want_at({x, event->position().y()});
    }
}

void TimelineBar::keyPressEvent(QKeyEvent* event) {
    const bool plain = event->modifiers() == Qt::NoModifier && model_;
    if (plain && event->key() == Qt::Key_Left && model_->position() > 0) {
        Q_EMIT position_wanted(model_->position() - 1);
    } else if (plain && event->key() == Qt::Key_Right && model_->position() < model_->end()) {
        Q_EMIT position_wanted(model_->position() + 1);
    } else if (plain && event->key() == Qt::Key_Home) {
        Q_EMIT position_wanted(0);
    } else if (plain && event->key() == Qt::Key_End) {
        Q_EMIT position_wanted(model_->end());
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool TimelineBar::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && model_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const Mark* mark = mark_at(help->pos())) {
            QToolTip::showText(help->globalPos(), mark->text, this);
            return true;
        }
        for (std::size_t n = 0; n < boxes_.size(); ++n) {
            if (boxes_.at(n).contains(help->pos())) {
                const TimelineBand& band = model_->bands().at(n);
                const QString when =
                    band.begin == band.end
                        ? tr("not executed yet")
                        : tr("steps %1 to %2").arg(grouped(band.begin), grouped(band.end));
                QToolTip::showText(help->globalPos(), QStringLiteral("%1\n%2").arg(band.text, when),
                                   this);
                return true;
            }
        }
        const QString tip = strip_.tip_at(help->pos(), strip_area(), *model_);
        tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/switch_strip.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include "ui/format.h"

namespace switchscope::ui {

namespace {

constexpr double widest = 46, narrowest = 6; ///< of a box, at 100%

struct Text {
    Q_DECLARE_TR_FUNCTIONS(timeline)
};

} // namespace

bool SwitchStrip::is_crowded(const QRectF& area, const TimelineModel& model) const {
    return static_cast<qreal>(model.switch_count()) * theme_.px(narrowest) > area.width();
}

std::size_t SwitchStrip::boxes(const QRectF& area, const TimelineModel& model) const {
    return is_crowded(area, model)
               ? std::max(static_cast<std::size_t>(area.width() / theme_.px(narrowest)),
                          std::size_t{1})
               : model.switch_count();
}

qreal SwitchStrip::box_width(const QRectF& area, const TimelineModel& model) const {
    const auto count = static_cast<qreal>(std::max(boxes(area, model), std::size_t{1}));
    return std::min(area.width() / count, theme_.px(widest));
}

QRectF SwitchStrip::current_box(const QRectF& area, const TimelineModel& model) const {
    const qreal width = box_width(area, model);
    if (!is_crowded(area, model)) {
        return {area.left() + width * static_cast<qreal>(model.current_switch().value_or(0)),
                area.top(), width, area.height()};
    }
    const qreal part = static_cast<qreal>(model.position()) / static_cast<qreal>(model.end());
    const qreal center = area.left() + part * area.width();
    return {std::clamp(center - width / 2, area.left(), area.right() - width), area.top(), width,
            area.height()};
}

void SwitchStrip::paint(QPainter& painter, const QRectF& area, const TimelineModel& model) const {
    const qreal each = box_width(area, model);
    const qreal air = each > theme_.px(narrowest) * 1.5 ? theme_.px(2) : theme_.px(1);
    const std::size_t count = boxes(area, model);
    const bool crowded = is_crowded(area, model);
    for (std::size_t n = 0; n < count; ++n) {
        const QRectF box(area.left() + each * static_cast<qreal>(n), area.top() + theme_.px(3),
                         std::max(each - air, 1.0), area.height() - theme_.px(6));
        if (crowded) { // many switches: no time runs from left to right within a box
            painter.fillRect(box, theme_.tint(Role::host, 0.45));
            painter.fillRect(box.adjusted(0, box.height() / 2, 0, 0),
                             theme_.tint(Role::guest, 0.6));
            continue;
        }
        const qreal third = box.width() / 3;
        painter.fillRect(QRectF(box.left(), box.top(), third, box.height()),
                         theme_.tint(Role::host, 0.45));
        painter.fillRect(QRectF(box.left() + third, box.top(), third, box.height()),
                         theme_.tint(Role::guest, 0.6));
        painter.fillRect(QRectF(box.left() + 2 * third, box.top(), third, box.height()),
                         theme_.tint(Role::host, 0.45));
    }
    if (model.current_switch()) {
        const QRectF box =
            current_box(area, model).adjusted(-theme_.px(1.5), 0, theme_.px(1.5) - air, 0);
        QPainterPath ring;
        ring.addRoundedRect(box, theme_.px(3), theme_.px(3));
        if (crowded) { // a needle: the box is not this switch alone
            painter.fillPath(ring, theme_.color(Role::panel));
            painter.fillRect(
                QRectF(box.center().x() - theme_.px(1), box.top(), theme_.px(2), box.height()),
                theme_.color(Role::text));
        }
        painter.strokePath(ring, QPen(theme_.color(Role::text), theme_.px(1.5)));
    }
}

std::optional<std::size_t> SwitchStrip::position_at(qreal x, const QRectF& area,
                                                    const TimelineModel& model) const {
    if (is_crowded(area, model)) {
        const qreal part = std::clamp((x - area.left()) / area.width(), 0.0, 1.0);
        return model.entry_before(static_cast<std::size_t>(part * static_cast<qreal>(model.end())));
    }
    const qreal place = (x - area.left()) / box_width(area, model);
    if (place < 0 || place >= static_cast<qreal>(model.switch_count())) {
        return std::nullopt;
    }
    return model.entry_of(static_cast<std::size_t>(place));
}

std::optional<qreal> SwitchStrip::x_of(std::size_t position, const QRectF& area,
                                       const TimelineModel& model) const {
    if (is_crowded(area, model)) {
        return area.left() + area.width() * static_cast<qreal>(position) /
                                 static_cast<qreal>(std::max(model.end(), std::size_t{1}));
    }
    const auto record = model.switch_at(position);
    if (!record || record->end <= record->begin) {
        return std::nullopt;
    }
    const qreal part = static_cast<qreal>(position - record->begin) /
                       static_cast<qreal>(record->end - record->begin);
    return area.left() +
           box_width(area, model) * (static_cast<qreal>(record->number) + std::min(part, 1.0));
}

QString SwitchStrip::tip_at(const QPointF& point, const QRectF& area,
                            const TimelineModel& model) const {
    if (!area.contains(point) || model.switch_count() == 0) {
        return {};
    }
    if (is_crowded(area, model)) {
        return Text::
            tr("All %1 switches; a box stands for about %2 of them.\nClick or drag to go there.")
                .arg(grouped(model.switch_count()),
                     grouped((model.switch_count() + boxes(area, model) / 2) / boxes(area, model)));
    }
    const auto number =
        static_cast<std::size_t>((point.x() - area.left()) / box_width(area, model));
    return number < model.switch_count()
               ? Text::tr("switch %1 of %2").arg(grouped(number + 1), grouped(model.switch_count()))
               : QString();
}

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QRectF>
#include <QString>

#include "ui/timeline_model.h"

class QPainter;

namespace switchscope::ui {

/// All world switches in a row. As long as there is room each has a box of its own; from then on the row is a ruler of
/// all steps, and one box stands for many switches: never more than a few hundred boxes.
class SwitchStrip {
  public:
    explicit SwitchStrip(const Theme& theme) : theme_(theme) {}

    void paint(QPainter& painter, const QRectF& area, const TimelineModel& model) const;
    /// The entry of the switch at `x`; none: nothing is there.
    std::optional<std::size_t> position_at(qreal x, const QRectF& area,
                                           const TimelineModel& model) const;
    /// Where a moment lies; none: in no switch.
    std::optional<qreal> x_of(std::size_t position, const QRectF& area,
                              const TimelineModel& model) const;
    /// Empty where nothing is.
    QString tip_at(const QPointF& point, const QRectF& area, const TimelineModel& model) const;
    std::size_t boxes(const QRectF& area, const TimelineModel& model) const;

  private:
    bool is_crowded(const QRectF& area, const TimelineModel& model) const;
    qreal box_width(const QRectF& area, const TimelineModel& model) const;
    QRectF current_box(const QRectF& area, const TimelineModel& model) const;

    const Theme& theme_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QRectF>

#include "ui/look/theme.h"
#include "ui/timeline/timeline_model.h"

namespace switchscope::ui {

/// Where the three parts of the timeline lie, in the widget's coordinates.
struct TimelineAreas {
    QRectF title;  ///< the line of text at the top
    QRectF bands;  ///< the macros of the switch under the cursor; without height where folded
    QRectF tracks; ///< the lanes of all harts, with the rail of findings below them
};

/// Height of the title's line with the gap below it, in units of Theme::px().
constexpr double timeline_title_units = 25;

/// The areas of a timeline that is `width` pixels wide. Folded, it has no bands.
TimelineAreas timeline_areas(const Theme& theme, qreal width, qreal tracks_height, bool folded);

/// The boxes of the bands, side by side, and the way from a position to its x and back. The
/// functions that take a model need the one whose bands were laid out last.
class BandBoxes {
  public:
    void lay_out(const std::vector<TimelineBand>& bands, const QRectF& area);
    void clear() { boxes_.clear(); }

    std::size_t count() const { return boxes_.size(); }
    const QRectF& box(std::size_t index) const { return boxes_.at(index); }
    /// The left edge of the first step that is not done at `position`. None: the position belongs
    /// to another switch.
    std::optional<qreal> x_of(std::size_t position, const TimelineModel& model) const;
    /// The position nearest to `x`. None: no band is there.
    std::optional<std::size_t> position_at(qreal x, const TimelineModel& model) const;

  private:
    std::vector<QRectF> boxes_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#include "ui/timeline/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace switchscope::ui {

namespace {

constexpr double edge_units = 12, bands_units = 30;

} // namespace

TimelineAreas timeline_areas(const Theme& theme, qreal width, qreal tracks_height, bool folded) {
    const qreal left = theme.px(edge_units), inner = width - theme.px(2 * edge_units);
    TimelineAreas areas;
    areas.title = {left, theme.px(4), inner, theme.px(20)};
    areas.bands = {left, theme.px(timeline_title_units + 5), inner,
                   folded ? 0 : theme.px(bands_units)};
    areas.tracks = {
        left, folded ? theme.px(timeline_title_units + 4) : areas.bands.bottom() + theme.px(15),
        inner, tracks_height};
    return areas;
}

void BandBoxes::lay_out(const std::vector<TimelineBand>& bands, const QRectF& area) {
    // Widths follow the square root of the number of steps, within limits. The guest may execute
    // thousands of instructions where `sret` is one, but both names have to be readable.
    const auto weight = [](const TimelineBand& band) {
        return std::clamp(std::sqrt(static_cast<double>(band.length)), 1.2, 9.0);
    };
    double sum = 0;
    for (const TimelineBand& band : bands) {
        sum += weight(band);
    }
    boxes_.clear();
    qreal x = area.left();
    for (const TimelineBand& band : bands) {
        const qreal width = area.width() * weight(band) / std::max(sum, 1.0);
        boxes_.emplace_back(x, area.top(), width, area.height());
        x += width;
    }
}

std::optional<qreal> BandBoxes::x_of(std::size_t position, const TimelineModel& model) const {
    if (boxes_.empty()) {
        return std::nullopt;
    }
    // Bands that are only planned have no steps yet. The cursor may stand behind the last step
    // that is recorded, so its own position is always inside.
    const auto& bands = model.bands();
    const auto last = std::find_if(bands.rbegin(), bands.rend(),
                                   [](const TimelineBand& band) { return band.end > band.begin; });
    const std::size_t end = last == bands.rend() ? model.position() : last->end;
    if (position < bands.front().begin || position > std::max(end, model.position())) {
        return std::nullopt;
    }
    qreal x = boxes_.front().left();
    for (std::size_t n = 0; n < boxes_.size(); ++n) {
        const TimelineBand& band = bands.at(n);
        if (band.begin >= position || band.end == band.begin) {
            break;
        }
        const qreal done = static_cast<qreal>(std::min(position, band.end) - band.begin);
        x = boxes_.at(n).left() +
            boxes_.at(n).width() * std::min(done / static_cast<qreal>(band.length), 1.0);
    }
    return x;
}

std::optional<std::size_t> BandBoxes::position_at(qreal x, const TimelineModel& model) const {
    const auto box = std::ranges::find_if(
        boxes_, [x](const QRectF& one) { return x >= one.left() && x <= one.right(); });
    if (box == boxes_.end()) {
        return std::nullopt;
    }
    const TimelineBand& band = model.bands().at(static_cast<std::size_t>(box - boxes_.begin()));
    const qreal part = (x - box->left()) / box->width();
    const auto steps =
        static_cast<std::size_t>(std::lround(part * static_cast<qreal>(band.length)));
    return std::min(band.begin + steps, std::max(band.end, band.begin));
}

} // namespace switchscope::ui

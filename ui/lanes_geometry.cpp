// SPDX-License-Identifier: MIT
#include "ui/lanes_geometry.h"

#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace switchscope::ui {

LanesGeometry::LanesGeometry(const LanesModel& model, const Theme& theme, const QSizeF& room)
    : margin_(theme.px(4)), header_height_(theme.px(30)), group_height_(theme.px(15)) {
    // Widths: the names, offsets and 16 digits have to fit; what is left over goes to all.
    const qreal smallest_slot = theme.px(214);
    const qreal smallest_cpu = theme.px(170);
    const qreal smallest_gap = theme.px(30);
    const qreal needed = 2 * (margin_ + smallest_slot + smallest_gap) + smallest_cpu;
    const qreal width = std::max(room.width(), needed);
    const qreal spare = width - needed;
    slot_width_ = std::min(smallest_slot + spare * 0.26, theme.px(400));
    gap_ = std::min(smallest_gap + spare * 0.15, theme.px(110));
    cpu_width_ = std::min(smallest_cpu + spare * 0.18, theme.px(330));
    const qreal used = 2 * (slot_width_ + gap_) + cpu_width_;
    margin_ = std::max(margin_, (width - used) / 2);

    const auto rows = static_cast<qreal>(model.rows().size());
    const auto groups = static_cast<qreal>(model.groups().size());
    const qreal fixed = header_height_ + groups * group_height_ + theme.px(6);
    row_height_ = std::clamp((room.height() - fixed) / std::max(rows, 1.0), theme.px(smallest_row),
                             theme.px(largest_row));
    row_height_ = std::floor(row_height_ * 2) / 2;
    row_tops_.resize(model.rows().size());
    qreal y = header_height_;
    for (const LaneGroup& group : model.groups()) {
        group_tops_.push_back(y);
        y += group_height_;
        for (std::size_t row = group.first; row < group.first + group.count; ++row) {
            row_tops_.at(row) = y;
            y += row_height_;
        }
    }
    size_ = {width, y + theme.px(4)};
}

QRectF LanesGeometry::lane(Lane lane) const {
    switch (lane) {
    case Lane::host:
        return {margin_, 0, slot_width_, 0};
    case Lane::cpu:
        return {margin_ + slot_width_ + gap_, 0, cpu_width_, 0};
    case Lane::guest:
        break;
    }
    return {margin_ + slot_width_ + gap_ + cpu_width_ + gap_, 0, slot_width_, 0};
}

QRectF LanesGeometry::cell(CellId id) const {
    const QRectF column = lane(id.lane);
    return {column.x(), row_tops_.at(id.row) + 1, column.width(), row_height_ - 2};
}

QRectF LanesGeometry::header(Lane which) const {
    const QRectF column = lane(which);
    return {column.x(), 0, column.width(), header_height_};
}

QRectF LanesGeometry::group_title(std::size_t group) const {
    return {margin_, group_tops_.at(group), slot_width_, group_height_};
}

std::optional<CellId> LanesGeometry::cell_at(const QPointF& point) const {
    for (const Lane which : {Lane::host, Lane::cpu, Lane::guest}) {
        const QRectF column = lane(which);
        if (point.x() < column.left() || point.x() > column.right()) {
            continue;
        }
        for (std::size_t row = 0; row < row_tops_.size(); ++row) {
            if (point.y() >= row_tops_.at(row) && point.y() < row_tops_.at(row) + row_height_) {
                return CellId{row, which};
            }
        }
    }
    return std::nullopt;
}

} // namespace switchscope::ui

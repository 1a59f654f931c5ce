// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QRectF>
#include <QSizeF>

#include "ui/lanes_model.h"

namespace switchscope::ui {

class Theme;

/// Where the lanes' cells lie: fills the given room, and asks for more where that is too little to read.
class LanesGeometry {
  public:
    LanesGeometry(const LanesModel& model, const Theme& theme, const QSizeF& room);

    QSizeF size() const { return size_; }
    QRectF cell(CellId id) const;
    QRectF header(Lane lane) const;
    QRectF group_title(std::size_t group) const;
    std::optional<CellId> cell_at(const QPointF& point) const;
    qreal gap() const { return gap_; } ///< between two lanes, where the arrows are

    static constexpr double smallest_row = 15.5, largest_row = 24; ///< at 100%, in pixels

  private:
    QRectF lane(Lane lane) const; ///< x and width only

    QSizeF size_;
    qreal margin_, gap_, header_height_, row_height_ = 0;
    qreal slot_width_ = 0, cpu_width_ = 0;
    std::vector<qreal> row_tops_, group_tops_;
    qreal group_height_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <vector>

#include <QRectF>
#include <QSizeF>

#include "ui/lanes/lanes_arrangement.h"
#include "ui/lanes/lanes_model.h"
#include "ui/lanes/lanes_scale.h"

namespace switchscope::ui {

/// Where the cells of the lanes lie. They fill the given space. Where that is too small to read,
/// size() is larger.
class LanesGeometry {
  public:
    LanesGeometry(const LanesModel& model, const LanesScale& scale, const QSizeF& space,
                  Arrangement arrangement = Arrangement::by_register);

    /// The title of a lane.
    struct Header {
        Lane lane;
        QRectF box;
        bool main = true; ///< false: the lane has a title already, in another column
    };
    /// The title of a group of rows.
    struct Title {
        QRectF box;
        std::size_t group; ///< index into LanesModel::groups()
    };
    /// Memory between the slots that the switch touches.
    struct Between {
        QRectF box;
        const LanePiece* piece; ///< in the model, which must outlive this object
    };

    Arrangement arrangement() const { return arrangement_; }
    QSizeF size() const { return size_; }
    /// Empty where the arrangement does not show the cell.
    QRectF cell(CellId id) const { return cells_.at(id.row).at(static_cast<std::size_t>(id.lane)); }
    const std::vector<Header>& headers() const { return headers_; }
    /// Height of the titles of the lanes, at the top.
    qreal header_height() const { return header_height_; }
    const std::vector<Title>& titles() const { return titles_; }
    const std::vector<Between>& between() const { return between_; }
    std::optional<CellId> cell_at(const QPointF& point) const;
    const LanePiece* piece_at(const QPointF& point) const; ///< null: there is none
    qreal gap() const { return gap_; } ///< width between two lanes, where the arrows are
    /// The cell that an arrow key leads to; it skips cells that keep nothing. None: there is no
    /// such cell. `down`, `right`: -1, 0 or 1.
    std::optional<CellId> neighbour(const LanesModel& model, CellId from, int down,
                                    int right) const;

    static constexpr double smallest_row = 15.5, largest_row = 24; ///< in pixels at 100 %

  private:
    void lay_out_by_register(const LanesModel& model);
    void lay_out_memory(const LanesModel& model);
    void lay_out_compact(const LanesModel& model);
    void share_width(double slot_units, double most_slot_units);
    void choose_row_height(qreal rows, qreal titles);
    QRectF column(Lane lane) const; ///< only x and width are set
    QRectF in_column(Lane lane, qreal y) const;

    LanesScale scale_;
    Arrangement arrangement_;
    QSizeF space_, size_;
    qreal margin_, header_height_, title_height_;
    qreal gap_ = 0, row_height_ = 0, slot_width_ = 0, cpu_width_ = 0;
    std::vector<std::array<QRectF, 3>> cells_; ///< by row and lane
    std::vector<Header> headers_;
    std::vector<Title> titles_;
    std::vector<Between> between_;
};

} // namespace switchscope::ui

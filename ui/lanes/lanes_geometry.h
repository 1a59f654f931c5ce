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

/// Where the lanes' cells lie: fills the given room, and asks for more where that is too little to read.
class LanesGeometry {
  public:
    LanesGeometry(const LanesModel& model, const LanesScale& scale, const QSizeF& room,
                  Arrangement arrangement = Arrangement::by_register);

    struct Header {
        Lane lane;
        QRectF box;
        bool main = true; ///< false: another one of the same lane, that says less
    };
    struct Title {
        QRectF box;
        std::size_t group; ///< of the model
    };
    /// What lies between slots in memory.
    struct Between {
        QRectF box;
        const LanePiece* piece; ///< of the model
    };

    Arrangement arrangement() const { return arrangement_; }
    QSizeF size() const { return size_; }
    /// Empty: the arrangement has no place for it.
    QRectF cell(CellId id) const { return cells_.at(id.row).at(static_cast<std::size_t>(id.lane)); }
    const std::vector<Header>& headers() const { return headers_; }
    qreal header_height() const { return header_height_; } ///< of the lanes' titles, at the top
    const std::vector<Title>& titles() const { return titles_; }
    const std::vector<Between>& between() const { return between_; }
    std::optional<CellId> cell_at(const QPointF& point) const;
    const LanePiece* piece_at(const QPointF& point) const; ///< null: none
    qreal gap() const { return gap_; } ///< between two lanes, where the arrows are
    /// The cell that one comes to by an arrow key, over those that are not kept; none: there is none.
    std::optional<CellId> neighbour(const LanesModel& model, CellId from, int down,
                                    int right) const;

    static constexpr double smallest_row = 15.5, largest_row = 24; ///< at 100%, in pixels

  private:
    void lay_out_by_register(const LanesModel& model);
    void lay_out_memory(const LanesModel& model);
    void lay_out_compact(const LanesModel& model);
    void share_width(double slot_units, double most_slot_units);
    void choose_row_height(qreal rows, qreal titles);
    QRectF column(Lane lane) const; ///< x and width only
    QRectF in_column(Lane lane, qreal y) const;

    LanesScale scale_;
    Arrangement arrangement_;
    QSizeF room_, size_;
    qreal margin_, header_height_, title_height_;
    qreal gap_ = 0, row_height_ = 0, slot_width_ = 0, cpu_width_ = 0;
    std::vector<std::array<QRectF, 3>> cells_; ///< by row and lane
    std::vector<Header> headers_;
    std::vector<Title> titles_;
    std::vector<Between> between_;
};

} // namespace switchscope::ui

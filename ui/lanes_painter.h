// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QPainter>
#include <QPainterPath>

#include "ui/lanes_geometry.h"
#include "ui/lanes_model.h"
#include "ui/theme.h"

namespace switchscope::ui {

/// What of the picture is not in the model.
struct LanesLook {
    World world = World::host;      ///< that runs now
    std::optional<CellId> selected; ///< shown in the inspector
    bool focused = false;           ///< has the keyboard
    double arrow = 1;               ///< how much of the last step's arrow has grown, 0..1
};

/// Draws a LanesModel.
class LanesPainter {
  public:
    LanesPainter(QPainter& painter, const Theme& theme, const LanesModel& model,
                 const LanesGeometry& geometry);

    void paint(const LanesLook& look);
    /// The line a move is drawn along, from where the value is to where it goes. A connector between two registers
    /// runs `reach` away from the CPU's cells.
    static QPainterPath arrow_path(const LaneMove& move, const LanesGeometry& geometry,
                                   const Theme& theme, qreal reach);

  private:
    void paint_headers(World world);
    void paint_header(Lane lane, const QString& text, Role role, Owner marker,
                      Qt::AlignmentFlag alignment);
    void paint_cell(CellId id, const LanesLook& look);
    void paint_not_kept(const QRectF& box, const QString& reason);
    void paint_slot(const LaneCell& cell, const QRectF& box, Lane lane);
    void paint_register(const LaneCell& cell, const QRectF& box);
    void paint_value(const LaneCell& cell, const QRectF& box, Qt::AlignmentFlag alignment,
                     Role role);
    void paint_moves(const LanesLook& look);
    void paint_chain();
    void paint_arrow(const QPainterPath& path, const QPen& pen, qreal grown, bool both_ends);

    QPainter& painter_;
    const Theme& theme_;
    const LanesModel& model_;
    const LanesGeometry& geometry_;
    void choose_fonts();
    bool offsets_fit() const { return offset_width_ > 0; }

    QFont label_font_, value_font_, small_mono_, small_font_, header_font_;
    qreal offset_width_ = 0; ///< 0: no room for offsets
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QPainterPath>
#include <QRegion>

#include "ui/lanes/lanes_geometry.h"
#include "ui/lanes/lanes_model.h"
#include "ui/lanes/lanes_style.h"

namespace switchscope::ui {

/// All that a cell's pixels depend on, its place apart.
struct CellLook {
    std::optional<std::uint64_t> value,
        before; ///< before: what was there in front of the last step, if it wrote here
    Owner owner = Owner::scratch;
    bool written = false;                 ///< by the last step
    bool source = false;                  ///< of what the last step moved
    std::optional<std::uint64_t> address; ///< memory order, where there is room for it
    bool operator==(const CellLook&) const = default;
};

/// Draws the lanes' headers and cells; the arrows over them are the LanesOverlay's.
class LanesPainter {
  public:
    LanesPainter(QPainter& painter, const LanesStyle& style, const LanesModel& model,
                 const LanesGeometry& geometry);

    /// What of it lies in `part` (in the picture's coordinates). `looks`: by row and lane, see look_of().
    void paint(const QRegion& part, World world, const std::vector<CellLook>& looks);
    /// The titles of the lanes alone.
    void paint_headers(const QRegion& part, World world);
    /// One cell, of the model or made up for a legend, in `box`.
    void paint_cell(const LaneCell& cell, const CellLook& look, const QRectF& box, Lane lane);

    /// `landed`: what the last step moves has arrived; until then its destination shows what was there before.
    static CellLook look_of(const LanesModel& model, CellId id, bool landed, bool with_address);
    static std::vector<CellLook> looks_of(const LanesModel& model, const LanesStyle& style,
                                          bool landed);
    /// The pixels that a cell may paint on: its outline is bold at times.
    static QRectF reach_of(const QRectF& cell, const LanesStyle& style);

  private:
    void paint_header(const LanesGeometry::Header& header, World world);
    void paint_struct_address(const QRectF& room);
    void paint_not_kept(const QRectF& box, const QString& reason);
    void paint_between(const LanesGeometry::Between& between);
    void paint_slot(const LaneCell& cell, const CellLook& look, const QRectF& box, Lane lane);
    void paint_place(const LaneCell& cell, const CellLook& look, const QRectF& inner, bool left);
    void paint_register(const LaneCell& cell, const CellLook& look, const QRectF& box);
    qreal paint_value(const LaneCell& cell, const CellLook& look, const QRectF& box,
                      Qt::AlignmentFlag alignment, Role role);
    void paint_before(const CellLook& look, const QRectF& room, Qt::AlignmentFlag alignment);
    bool compact() const { return geometry_.arrangement() == Arrangement::compact; }

    QPainter& painter_;
    const LanesStyle& style_;
    const Theme& theme_;
    const LanesModel& model_;
    const LanesGeometry& geometry_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QPainterPath>
#include <QRegion>

#include "ui/lanes/lanes_geometry.h"
#include "ui/lanes/lanes_model.h"
#include "ui/lanes/lanes_style.h"

namespace switchscope::ui {

/// All that the pixels of a cell depend on, apart from where it is.
struct CellLook {
    std::optional<std::uint64_t> value;
    /// Where the last step wrote another value: what the cell held in front of that step.
    std::optional<std::uint64_t> before;
    Owner owner = Owner::scratch;
    bool written = false;                 ///< by the last step
    bool source = false;                  ///< the last step took its value elsewhere
    std::optional<std::uint64_t> address; ///< shown in the order of memory, where there is space
    bool operator==(const CellLook&) const = default;
};

/// Draws the titles and the cells of the lanes. LanesOverlay draws the arrows over them.
class LanesPainter {
  public:
    LanesPainter(QPainter& painter, const LanesStyle& style, const LanesModel& model,
                 const LanesGeometry& geometry);

    /// Draws what lies in `part`, in coordinates of the picture. `looks`: by row and lane, as
    /// looks_of() has them.
    void paint(const QRegion& part, World world, const std::vector<CellLook>& looks);
    /// Draws the titles of the lanes alone.
    void paint_headers(const QRegion& part, World world);
    /// Draws one cell in `box`. The cell is one of the model, or made up for a legend.
    void paint_cell(const LaneCell& cell, const CellLook& look, const QRectF& box, Lane lane);

    /// `landed`: the values that the last step moved have arrived. Until then their destinations
    /// show what was there before.
    static CellLook look_of(const LanesModel& model, CellId id, bool landed, bool with_address);
    static std::vector<CellLook> looks_of(const LanesModel& model, const LanesStyle& style,
                                          bool landed);
    /// The pixels on which a cell may be drawn: its outline can be bold.
    static QRectF reach_of(const QRectF& cell, const LanesStyle& style);

  private:
    void paint_header(const LanesGeometry::Header& header, World world);
    void paint_struct_address(const QRectF& space);
    void paint_not_kept(const QRectF& box, const QString& reason);
    void paint_between(const LanesGeometry::Between& between);
    void paint_slot(const LaneCell& cell, const CellLook& look, const QRectF& box, Lane lane);
    void paint_place(const LaneCell& cell, const CellLook& look, const QRectF& inner, bool left);
    void paint_register(const LaneCell& cell, const CellLook& look, const QRectF& box);
    qreal paint_value(const LaneCell& cell, const CellLook& look, const QRectF& box,
                      Qt::AlignmentFlag alignment, Role role);
    void paint_before(const CellLook& look, const QRectF& space, Qt::AlignmentFlag alignment);
    bool compact() const { return geometry_.arrangement() == Arrangement::compact; }

    QPainter& painter_;
    const LanesStyle& style_;
    const Theme& theme_;
    const LanesModel& model_;
    const LanesGeometry& geometry_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QPainter>
#include <QPainterPath>
#include <QRegion>

#include "ui/lanes/lanes_geometry.h"
#include "ui/lanes/lanes_model.h"
#include "ui/lanes/lanes_style.h"

namespace switchscope::ui {

/// What the picture shows beside the model.
struct LanesLook {
    std::optional<CellId> selected; ///< the inspector shows it
    bool focused = false;           ///< the view has the keyboard
    double arrow = 1;               ///< how much of the arrow of the last step has grown, 0..1
};

/// What is drawn over the cells: the trail, the way of the selected value, the arrows of the last
/// step with the values that travel along them, and the ring around the selection. It knows the
/// pixels of each of them, so that a step repaints only what it changes.
class LanesOverlay {
  public:
    LanesOverlay() = default;
    /// Takes shapes that stay the same from `before`, which must have the same geometry: making a
    /// shape takes longer than painting it.
    LanesOverlay(const LanesModel& model, const LanesGeometry& geometry, const LanesStyle& style,
                 const LanesLook& look, const LanesOverlay& before);

    /// Paints what lies in `part`.
    void paint(QPainter& painter, const LanesStyle& style, const QRegion& part) const;
    /// The pixels that look different from those of `before`.
    QRegion difference(const LanesOverlay& before) const;

    /// The line along which a move is drawn, from where the value was to where it went. Between two
    /// registers it runs in the gap, `reach` away from the CPU's cells.
    static QPainterPath arrow_path(const LaneMove& move, const LanesGeometry& geometry,
                                   const LanesStyle& style, qreal reach);

    /// One stroke by itself, for a legend: along the middle of `box`, or around it.
    enum class Sample : std::uint8_t { move, swap, trail, chain, selection };
    static LanesOverlay sample(Sample which, Owner owner, const QRectF& box,
                               const LanesStyle& style);

  private:
    enum class Kind : std::uint8_t { trail, chain_ground, chain, ground, arrow, traveller, ring };
    struct Item {
        Kind kind;
        LaneMove move;
        qreal reach = 0;
        qreal grown = 1;
        bool bold = false; ///< of the ring: the view has the keyboard
        QString text{};    ///< of the traveller: its value
        bool operator==(const Item&) const = default;
    };
    struct Drawn {
        Item item;
        QPainterPath line, heads; ///< of the traveller, line is its plate
        QPointF at;               ///< where the traveller is now
        QRect pixels;
    };
    struct Shaper;

    static void add_moves(std::vector<Item>& items, const LanesModel& model,
                          const LanesStyle& style, const LanesLook& look);
    static void add_travellers(std::vector<Item>& items, const LanesModel& model, bool wide);

    std::vector<Drawn> drawn_;
};

} // namespace switchscope::ui

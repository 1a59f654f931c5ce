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

/// What of the picture is not in the model.
struct LanesLook {
    std::optional<CellId> selected; ///< shown in the inspector
    bool focused = false;           ///< has the keyboard
    double arrow = 1;               ///< how much of the last step's arrow has grown, 0..1
};

/// What is drawn over the cells: the trail, the way of the selected value, the arrows of the last step with the values
/// that travel along them, and the ring around the selection. Knows which pixels each of them is on, so that a step
/// paints what it changes.
class LanesOverlay {
  public:
    LanesOverlay() = default;
    /// Takes the shapes that are the same over from `before`, which is of the same geometry.
    LanesOverlay(const LanesModel& model, const LanesGeometry& geometry, const LanesStyle& style,
                 const LanesLook& look, const LanesOverlay& before);

    /// What of it lies in `part`.
    void paint(QPainter& painter, const LanesStyle& style, const QRegion& part) const;
    /// The pixels on which it looks other than `before`.
    QRegion difference(const LanesOverlay& before) const;

    /// The line a move is drawn along, from where the value is to where it goes. A connector between two registers
    /// runs `reach` away from the CPU's cells.
    static QPainterPath arrow_path(const LaneMove& move, const LanesGeometry& geometry,
                                   const LanesStyle& style, qreal reach);

    /// One stroke of it by itself, for a legend: along the middle of `room`, or around it.
    enum class Sample : std::uint8_t { move, swap, trail, chain, selection };
    static LanesOverlay sample(Sample which, Owner owner, const QRectF& room,
                               const LanesStyle& style);

  private:
    enum class Kind : std::uint8_t { trail, chain_ground, chain, ground, arrow, traveller, ring };
    struct Item {
        Kind kind;
        LaneMove move;
        qreal reach = 0;
        qreal grown = 1;
        bool bold = false; ///< the ring: has the keyboard
        QString text{};    ///< the traveller's value
        bool operator==(const Item&) const = default;
    };
    struct Drawn {
        Item item;
        QPainterPath line, heads; ///< the traveller: plate
        QPointF at;               ///< where the traveller is
        QRect pixels;
    };
    struct Shaper;

    static void add_moves(std::vector<Item>& items, const LanesModel& model,
                          const LanesStyle& style, const LanesLook& look);
    static void add_travellers(std::vector<Item>& items, const LanesModel& model, bool roomy);

    std::vector<Drawn> drawn_;
};

} // namespace switchscope::ui

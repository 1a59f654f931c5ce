// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_overlay.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "ui/base/format.h"
#include "ui/look/markers.h"

namespace switchscope::ui {

namespace {

/// Whether a move stays in its column: it is drawn in the gap beside that.
bool is_connector(const LaneMove& move, const LanesGeometry& geometry) {
    return std::abs(geometry.cell(move.from).left() - geometry.cell(move.to).left()) < 1;
}

constexpr qreal soft = 1; ///< antialiasing spreads the edge of a shape over so many pixels

/// The pixels of a shape: its box, half its pen and the soft edge.
QRect pixels_of(const QRectF& box, qreal pen) {
    const qreal around = pen / 2 + soft + 0.5;
    return box.adjusted(-around, -around, around, around).toAlignedRect();
}

/// A path as points with the distance to each of them, for cutting pieces out of it. QPainterPath
/// can do that, too, but it measures all of its curves for every question.
class Way {
  public:
    explicit Way(const QPainterPath& path) {
        constexpr qreal finer = 4; // Qt takes half a pixel for smooth: this is a quarter of that
        const auto polygons = path.toSubpathPolygons(QTransform::fromScale(finer, finer));
        for (const QPointF& point : polygons.value(0)) {
            points_.push_back(point / finer);
            const QPointF step =
                points_.back() - points_.at(points_.size() > 1 ? points_.size() - 2 : 0);
            lengths_.push_back((lengths_.empty() ? 0 : lengths_.back()) +
                               std::hypot(step.x(), step.y()));
        }
    }
    qreal length() const { return lengths_.empty() ? 0 : lengths_.back(); }
    QPointF at(qreal along) const {
        along = std::clamp(along, 0.0, length());
        const auto next =
            static_cast<std::size_t>(std::ranges::lower_bound(lengths_, along) - lengths_.begin());
        if (next == 0 || next >= points_.size()) {
            return points_.empty() ? QPointF() : points_.at(std::min(next, points_.size() - 1));
        }
        const qreal before = lengths_.at(next - 1);
        const qreal part = (along - before) / std::max(lengths_.at(next) - before, 0.001);
        return points_.at(next - 1) + (points_.at(next) - points_.at(next - 1)) * part;
    }
    QPainterPath piece(qreal begin, qreal end) const {
        QPainterPath line(at(begin));
        for (std::size_t n = 0; n < points_.size(); ++n) {
            if (lengths_.at(n) > begin && lengths_.at(n) < end) {
                line.lineTo(points_.at(n));
            }
        }
        line.lineTo(at(end));
        return line;
    }

  private:
    std::vector<QPointF> points_;
    std::vector<qreal> lengths_; ///< from the beginning to each point
};

} // namespace

QPainterPath LanesOverlay::arrow_path(const LaneMove& move, const LanesGeometry& geometry,
                                      const LanesStyle& style, qreal reach) {
    const QRectF from = geometry.cell(move.from);
    const QRectF to = geometry.cell(move.to);
    const qreal air = style.px(4);
    if (!is_connector(move, geometry)) {
        const bool rightward = from.left() < to.left();
        QPainterPath path(
            QPointF(rightward ? from.right() + air : from.left() - air, from.center().y()));
        const QPointF end(rightward ? to.left() - air : to.right() + air, to.center().y());
        if (std::abs(end.y() - path.currentPosition().y()) < 1) {
            path.lineTo(end);
        } else { // the value changes rows: one register stands in for another
            const qreal half = (end.x() - path.currentPosition().x()) / 2;
            path.cubicTo(path.currentPosition() + QPointF(half, 0), end - QPointF(half, 0), end);
        }
        return path;
    }
    // Between two registers: out into the gap, along it, and back in. It leaves above the middle of
    // a row and comes in below it, so that both show where one instruction reads and writes a
    // register.
    const qreal x = from.right() + std::min(reach, geometry.gap() - air);
    const qreal off_middle = move.swap ? 0 : from.height() * 0.2;
    const qreal a = from.center().y() - off_middle;
    const qreal b = to.center().y() + off_middle;
    const qreal turn = std::min(style.px(7), std::abs(b - a) / 2);
    const qreal down = b > a ? 1 : -1;
    QPainterPath path(QPointF(from.right() + air, a));
    path.lineTo(x - turn, a);
    path.quadTo(QPointF(x, a), QPointF(x, a + down * turn));
    path.lineTo(x, b - down * turn);
    path.quadTo(QPointF(x, b), QPointF(x - turn, b));
    path.lineTo(to.right() + air, b);
    return path;
}

/// Makes the shapes of the items.
struct LanesOverlay::Shaper {
    const LanesGeometry& geometry;
    const LanesStyle& style;

    static double pen_units(Kind kind) {
        switch (kind) {
        case Kind::trail:
            return 1.3;
        case Kind::chain_ground:
            return 5;
        case Kind::chain:
            return 1.8;
        case Kind::ground:
            return 7;
        default:
            return 2.8;
        }
    }

    Drawn shape(const Item& item) const {
        Drawn drawn{item, {}, {}, {}, {}};
        switch (item.kind) {
        case Kind::ring: {
            const QRectF box = geometry.cell(item.move.to);
            const qreal radius = style.px(4) + 1;
            drawn.line.addRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), radius, radius);
            drawn.pixels = pixels_of(drawn.line.boundingRect(), style.px(2));
            break;
        }
        case Kind::traveller:
            shape_traveller(drawn);
            break;
        default:
            shape_arrow(drawn);
            break;
        }
        return drawn;
    }

    void shape_arrow(Drawn& drawn) const {
        const qreal width = style.px(pen_units(drawn.item.kind));
        shape_along(drawn, Way(arrow_path(drawn.item.move, geometry, style, drawn.item.reach)),
                    style);
        // Lines end flat and in front of a cell, so their pixels reach no farther than their box at
        // the ends.
        const QRectF box = drawn.line.boundingRect().united(drawn.heads.boundingRect());
        const qreal turn = is_connector(drawn.item.move, geometry) ? width / 2 : 0;
        drawn.pixels =
            box.adjusted(-soft, -width / 2 - soft, turn + soft, width / 2 + soft).toAlignedRect();
    }

    static void shape_along(Drawn& drawn, const Way& way, const LanesStyle& style) {
        const qreal width = style.px(pen_units(drawn.item.kind));
        const qreal head = style.px(5) + width * 1.3;
        const qreal stop = std::max(drawn.item.grown * way.length(), 0.01);
        const auto add_head = [&](const QPointF& tip, const QPointF& behind) {
            QPointF direction = tip - behind;
            direction /= std::max(std::hypot(direction.x(), direction.y()), 0.001);
            const QPointF across(-direction.y(), direction.x());
            drawn.heads.moveTo(tip);
            drawn.heads.lineTo(tip - direction * head + across * head * 0.52);
            drawn.heads.lineTo(tip - direction * head - across * head * 0.52);
            drawn.heads.closeSubpath();
        };
        const bool both_ends = drawn.item.move.swap;
        const qreal body_begin = both_ends ? head * 0.7 : 0;
        const qreal body_end = stop - head * 0.7;
        if (body_end > body_begin) {
            drawn.line = way.piece(body_begin, body_end);
        }
        add_head(way.at(stop), way.at(stop - head));
        if (both_ends) {
            add_head(way.at(0), way.at(head));
        }
        drawn.heads.setFillRule(Qt::WindingFill);
    }

    /// A plate with the last digits of the value. Where the gap is too narrow for digits, it has
    /// the mark of the owner.
    void shape_traveller(Drawn& drawn) const {
        const Way way(arrow_path(drawn.item.move, geometry, style, drawn.item.reach));
        drawn.at = way.at(drawn.item.grown * way.length());
        const qreal width =
            drawn.item.text.isEmpty()
                ? style.px(13)
                : style.small_mono_metrics.horizontalAdvance(drawn.item.text) + style.px(10);
        const qreal height =
            drawn.item.text.isEmpty() ? width : style.small_mono_metrics.height() + style.px(1);
        QRectF plate(0, 0, width, height);
        plate.moveCenter(drawn.at);
        drawn.line.addRoundedRect(plate, height / 2, height / 2);
        drawn.pixels = pixels_of(plate, style.px(1.6));
    }
};

LanesOverlay::LanesOverlay(const LanesModel& model, const LanesGeometry& geometry,
                           const LanesStyle& style, const LanesLook& look,
                           const LanesOverlay& before) {
    std::vector<Item> items;
    std::size_t connectors = 0;
    const auto reach_of_next = [&](const LaneMove& move, double first, double each) {
        const qreal reach = style.px(first + each * static_cast<double>(connectors % 3));
        connectors += is_connector(move, geometry) ? std::size_t{1} : std::size_t{0};
        return reach;
    };
    for (const LaneMove& move : model.trail()) {
        items.push_back({Kind::trail, move, reach_of_next(move, 9, 5)});
    }
    // The way of the selected value is dashed, because the value went there earlier. An arrow of
    // the last step covers it.
    connectors = 0;
    for (const LaneMove& move : model.chain()) {
        if (std::ranges::any_of(model.moves(), [&](const LaneMove& now) {
                return now.from == move.from && now.to == move.to;
            })) {
            continue;
        }
        const qreal reach = reach_of_next(move, 14, 7);
        items.push_back({Kind::chain_ground, move, reach});
        items.push_back({Kind::chain, move, reach});
    }
    if (look.arrow > 0) {
        add_moves(items, model, style, look);
    }
    if (look.arrow < 1) {
        add_travellers(items, model, geometry.gap() > style.px(60));
    }
    if (look.selected && !geometry.cell(*look.selected).isEmpty()) {
        items.push_back({Kind::ring,
                         {*look.selected, *look.selected, false, Owner::scratch},
                         0,
                         1,
                         look.focused});
    }
    const Shaper shaper{geometry, style};
    for (const Item& item : items) {
        const auto there = std::ranges::find(before.drawn_, item, &Drawn::item);
        drawn_.push_back(there != before.drawn_.end() ? *there : shaper.shape(item));
    }
}

LanesOverlay LanesOverlay::sample(Sample which, Owner owner, const QRectF& box,
                                  const LanesStyle& style) {
    const Kind kind = which == Sample::trail       ? Kind::trail
                      : which == Sample::chain     ? Kind::chain
                      : which == Sample::selection ? Kind::ring
                                                   : Kind::arrow;
    const LaneMove move{{}, {}, which == Sample::swap, owner};
    Drawn drawn{{kind, move, 0, 1, true}, {}, {}, {}, box.toAlignedRect()};
    if (which == Sample::selection) {
        drawn.line.addRoundedRect(box.adjusted(2, 2, -2, -2), style.px(4), style.px(4));
    } else {
        QPainterPath along(QPointF(box.left(), box.center().y()));
        along.lineTo(box.right(), box.center().y());
        Shaper::shape_along(drawn, Way(along), style);
    }
    LanesOverlay made;
    made.drawn_.push_back(std::move(drawn));
    return made;
}

/// Connectors nest: the longer one runs farther out.
void LanesOverlay::add_moves(std::vector<Item>& items, const LanesModel& model,
                             const LanesStyle& style, const LanesLook& look) {
    std::vector<LaneMove> moves = model.moves();
    const auto rows_between = [](const LaneMove& move) {
        return move.from.row > move.to.row ? move.from.row - move.to.row
                                           : move.to.row - move.from.row;
    };
    std::ranges::sort(moves, {}, rows_between);
    for (const Kind kind : {Kind::ground, Kind::arrow}) {
        for (std::size_t n = 0; n < moves.size(); ++n) {
            const qreal reach = style.px(24 + 9 * static_cast<double>(n));
            items.push_back({kind, moves.at(n), reach, look.arrow});
        }
    }
}

/// The value that goes from one end to the other, and in a swap the one that goes the other way.
void LanesOverlay::add_travellers(std::vector<Item>& items, const LanesModel& model, bool wide) {
    const auto last_digits = [&](const CellId& of) {
        const auto value = model.cell(of).value;
        return wide && value ? bare_hex(value).right(4) : QString();
    };
    std::vector<Item> travellers;
    for (const Item& item : items) {
        if (item.kind != Kind::arrow) {
            continue;
        }
        travellers.push_back(
            {Kind::traveller, item.move, item.reach, item.grown, false, last_digits(item.move.to)});
        if (item.move.swap) {
            LaneMove back = item.move;
            back.owner = model.cell(back.from).owner;
            travellers.push_back(
                {Kind::traveller, back, item.reach, 1 - item.grown, false, last_digits(back.from)});
        }
    }
    items.insert(items.end(), travellers.begin(), travellers.end());
}

QRegion LanesOverlay::difference(const LanesOverlay& before) const {
    std::vector<QRect> pixels;
    const auto add_what_is_not_in = [&](const LanesOverlay& these, const LanesOverlay& those) {
        std::vector<bool> met(those.drawn_.size());
        for (const Drawn& one : these.drawn_) {
            bool found = false;
            for (std::size_t n = 0; n < those.drawn_.size() && !found; ++n) {
                if (!met.at(n) && those.drawn_.at(n).item == one.item) {
                    met.at(n) = true;
                    found = true;
                }
            }
            if (!found) {
                pixels.push_back(one.pixels);
            }
        }
    };
    add_what_is_not_in(*this, before);
    add_what_is_not_in(before, *this);
    // The end of a macro takes all of its trail away. Then the arrows between the same two columns
    // become one rectangle. Nothing but arrows is between columns, and a region of many parts costs
    // more than painting some pixels twice.
    constexpr std::size_t many = 8;
    std::map<std::pair<int, int>, QRect> columns;
    QRegion changed;
    for (const QRect& one : pixels) {
        if (pixels.size() > many) {
            columns[{one.left(), one.right()}] |= one;
        } else {
            changed += one;
        }
    }
    for (const auto& [column, all] : columns) {
        changed += all;
    }
    return changed;
}

void LanesOverlay::paint(QPainter& painter, const LanesStyle& style, const QRegion& part) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = style.theme();
    for (const Drawn& one : drawn_) {
        if (!part.intersects(one.pixels)) {
            continue;
        }
        painter.setClipRect(one.pixels); // one rectangle is cheap: LanesPainter::paint() says why
        const Role role = role_of(one.item.move.owner);
        QColor color = theme.color(role);
        switch (one.item.kind) {
        case Kind::ring: {
            QPen pen(theme.color(Role::focus), style.px(one.item.bold ? 2 : 1));
            pen.setDashPattern({3, 2});
            painter.strokePath(one.line, pen);
            continue;
        }
        case Kind::traveller:
            painter.fillPath(one.line, theme.color(Role::window));
            painter.strokePath(one.line, QPen(color, style.px(1.6)));
            if (one.item.text.isEmpty()) {
                paint_marker(painter, one.item.move.owner, one.at, style.px(6), color);
            } else {
                painter.setFont(style.small_mono);
                painter.setPen(color);
                painter.drawText(one.line.boundingRect(), Qt::AlignCenter, one.item.text);
            }
            continue;
        case Kind::trail:
            color = theme.tint(role, 0.42);
            break;
        case Kind::chain:
            color = theme.tint(role, 0.85);
            break;
        case Kind::chain_ground:
        case Kind::ground:
            color = theme.color(Role::window);
            break;
        case Kind::arrow:
            break;
        }
        QPen pen(color, style.px(Shaper::pen_units(one.item.kind)), Qt::SolidLine, Qt::FlatCap,
                 Qt::RoundJoin);
        if (one.item.kind == Kind::chain) {
            pen.setDashPattern({3, 2});
        }
        painter.strokePath(one.line, pen);
        painter.fillPath(one.heads, color);
    }
    painter.setClipping(false);
}

} // namespace switchscope::ui

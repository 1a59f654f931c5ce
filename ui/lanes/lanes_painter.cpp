// SPDX-License-Identifier: MIT
#include "ui/lanes/lanes_painter.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

#include "ui/base/format.h"
#include "ui/look/fitted_hex.h"
#include "ui/look/markers.h"

namespace switchscope::ui {

namespace {

struct LanesPainterText {
    Q_DECLARE_TR_FUNCTIONS(lanes)
};

int vertically_centred(Qt::AlignmentFlag horizontal) {
    return static_cast<int>(Qt::AlignVCenter) | static_cast<int>(horizontal);
}

} // namespace

LanesPainter::LanesPainter(QPainter& painter, const LanesStyle& style, const LanesModel& model,
                           const LanesGeometry& geometry)
    : painter_(painter), style_(style), theme_(style.theme()), model_(model), geometry_(geometry) {}

CellLook LanesPainter::look_of(const LanesModel& model, CellId id, bool landed, bool with_address) {
    const LaneCell& cell = model.cell(id);
    CellLook look{cell.value, std::nullopt, cell.owner, cell.written, false, std::nullopt};
    if (with_address) {
        look.address = model.address_of(id);
    }
    bool arrives = false;
    for (const LaneMove& move : model.moves()) {
        look.source = look.source || move.from == id;
        arrives = arrives || move.to == id || (move.swap && move.from == id);
    }
    if (cell.written && arrives && !landed) {
        look.value = cell.before;
        look.owner = cell.owner_before;
        look.written = false;
    } else if (cell.written && cell.before != cell.value) {
        look.before = cell.before;
    }
    return look;
}

std::vector<CellLook> LanesPainter::looks_of(const LanesModel& model, const LanesStyle& style,
                                             bool landed) {
    std::vector<CellLook> looks;
    looks.reserve(3 * model.rows().size());
    for (std::size_t row = 0; row < model.rows().size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            looks.push_back(look_of(model, {row, lane}, landed, style.addresses_fit));
        }
    }
    return looks;
}

QRectF LanesPainter::reach_of(const QRectF& cell, const LanesStyle& style) {
    const qreal pen = style.px(2) / 2 + 1;
    return cell.adjusted(-pen, -pen, pen, pen);
}

void LanesPainter::paint(const QRegion& part, World world, const std::vector<CellLook>& looks) {
    painter_.setRenderHint(QPainter::Antialiasing);
    const auto wanted = [&](const QRectF& box) { return part.intersects(box.toAlignedRect()); };
    paint_headers(part, world);
    for (const LanesGeometry::Title& title : geometry_.titles()) {
        if (wanted(title.box)) {
            painter_.setPen(theme_.color(Role::dim));
            style_.small_text->draw_name(painter_, title.box, Qt::AlignLeft,
                                         model_.groups().at(title.group).title);
        }
    }
    for (const LanesGeometry::Between& between : geometry_.between()) {
        if (wanted(between.box)) {
            paint_between(between);
        }
    }
    for (std::size_t row = 0; row < model_.rows().size(); ++row) {
        for (const Lane lane : {Lane::host, Lane::cpu, Lane::guest}) {
            const CellId id{row, lane};
            const QRectF box = geometry_.cell(id);
            const QRect reach = reach_of(box, style_).toAlignedRect();
            if (!box.isEmpty() && part.intersects(reach)) {
                // A clip of many parts makes every stroke slower than drawing too much: each cell
                // has one rectangle.
                painter_.setClipRect(reach);
                paint_cell(model_.cell(id), looks.at(3 * row + static_cast<std::size_t>(lane)), box,
                           lane);
            }
        }
    }
    painter_.setClipping(false);
}

void LanesPainter::paint_headers(const QRegion& part, World world) {
    painter_.setRenderHint(QPainter::Antialiasing);
    for (const LanesGeometry::Header& header : geometry_.headers()) {
        if (part.intersects(header.box.toAlignedRect())) {
            paint_header(header, world);
        }
    }
}

void LanesPainter::paint_header(const LanesGeometry::Header& header, World world) {
    Role role = Role::host;
    Owner marker = Owner::host;
    QString text;
    switch (header.lane) {
    case Lane::host:
        text = compact() ? LanesPainterText::tr("Host") : LanesPainterText::tr("Host slots");
        break;
    case Lane::guest:
        text = compact() ? LanesPainterText::tr("Guest") : LanesPainterText::tr("Guest slots");
        role = Role::guest;
        marker = Owner::guest;
        break;
    case Lane::cpu:
        text = LanesPainterText::tr("CPU now \u00b7 %1").arg(QLatin1String(world_mode_name(world)));
        role = role_of(world);
        marker = world == World::guest ? Owner::guest : Owner::host;
        break;
    }
    const QRectF& box = header.box;
    const qreal mark = style_.px(8);
    const qreal space = style_.px(7);
    const qreal width = style_.header_metrics.horizontalAdvance(text) + mark + space;
    const qreal left = header.lane == Lane::host    ? box.left()
                       : header.lane == Lane::guest ? box.right() - width
                                                    : box.center().x() - width / 2;
    paint_marker(painter_, marker, {left + mark / 2, box.center().y() + style_.px(0.5)}, mark,
                 theme_.color(role));
    painter_.setFont(style_.header);
    painter_.setPen(theme_.color(role));
    painter_.drawText(QRectF(left + mark + space, box.top(), width, box.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
    painter_.fillRect(QRectF(box.left(), box.bottom() - style_.px(3), box.width(), 1),
                      theme_.tint(role, 0.35));
    if (geometry_.arrangement() == Arrangement::memory && header.lane == Lane::host) {
        paint_struct_address(box.adjusted(width + style_.px(12), 0, 0, 0));
    }
}

/// The address from which the offsets count.
void LanesPainter::paint_struct_address(const QRectF& space) {
    if (!model_.area_address()) {
        return;
    }
    const QString text =
        LanesPainterText::tr("offsets from %1").arg(bare_hex(*model_.area_address()));
    if (style_.small_metrics.horizontalAdvance(text) <= space.width()) {
        painter_.setFont(style_.small);
        painter_.setPen(theme_.color(Role::dim));
        painter_.drawText(space, vertically_centred(Qt::AlignRight), text);
    }
}

void LanesPainter::paint_cell(const LaneCell& cell, const CellLook& look, const QRectF& box,
                              Lane lane) {
    if (!cell.kept) {
        paint_not_kept(box, compact() ? QString() : cell.reason);
        return;
    }
    const qreal radius = style_.px(4);
    const Role role = role_of(look.owner);
    QPainterPath outline;
    outline.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter_.fillPath(outline, look.written ? theme_.tint(role, 0.22) : theme_.color(Role::cell));
    if (lane == Lane::cpu) {
        painter_.strokePath(outline, QPen(theme_.color(Role::outline), 1));
        paint_register(cell, look, box);
    } else {
        paint_slot(cell, look, box, lane);
    }
    // The cell that a value came from has an outline as well as the one that it went to.
    if (look.written || look.source) {
        painter_.strokePath(outline, QPen(theme_.color(role), style_.px(look.written ? 2 : 1.4)));
    }
}

void LanesPainter::paint_not_kept(const QRectF& box, const QString& reason) {
    const qreal step = style_.px(7);
    const qreal top = std::floor(box.top() / step) * step;
    QPainterPath hatching;
    // The lines start from the picture, not from the cell, so that those of neighbouring rows meet.
    for (qreal x = box.left() - std::fmod(box.left() + top, step) - box.height() - step;
         x < box.right() + step; x += step) {
        hatching.moveTo(x, box.bottom());
        hatching.lineTo(x + box.height(), box.top());
    }
    painter_.save();
    painter_.setClipRect(box, Qt::IntersectClip);
    // All lines are one path. Single lines are drawn slightly differently where the edge of the
    // picture cuts them.
    painter_.strokePath(hatching, QPen(theme_.tint(Role::outline, 0.75), 1));
    painter_.restore();
    if (reason.isEmpty()) {
        return;
    }
    const qreal width = style_.small_text->width(reason) + style_.px(14);
    const QRectF plate(box.center().x() - width / 2, box.top(), width, box.height());
    painter_.fillRect(plate, theme_.color(Role::window));
    painter_.setPen(theme_.color(Role::dim));
    style_.small_text->draw_name(painter_, plate, Qt::AlignHCenter, reason);
}

void LanesPainter::paint_between(const LanesGeometry::Between& between) {
    const QString& all = between.piece->text;
    const bool fits = style_.small_text->width(all) + style_.px(18) <= between.box.width();
    paint_not_kept(between.box, fits ? all : between.piece->brief);
}

void LanesPainter::paint_slot(const LaneCell& cell, const CellLook& look, const QRectF& box,
                              Lane lane) {
    const bool left = lane == Lane::host;
    const Role lane_role = left ? Role::host : Role::guest;
    const qreal bar = style_.px(3);
    QPainterPath edge;
    edge.addRoundedRect(left ? QRectF(box.left(), box.top(), bar, box.height())
                             : QRectF(box.right() - bar, box.top(), bar, box.height()),
                        bar / 2, bar / 2);
    painter_.fillPath(edge, theme_.color(lane_role));
    const Qt::AlignmentFlag towards_cpu = left ? Qt::AlignRight : Qt::AlignLeft;
    const qreal pad = style_.px(compact() ? 7 : 10);
    QRectF inner = box.adjusted(pad, 0, -pad, 0);
    const qreal value_width = paint_value(cell, look, inner, towards_cpu, role_of(look.owner));
    if (compact()) {
        return;
    }
    left ? inner.setRight(inner.right() - value_width - style_.px(14))
         : inner.setLeft(inner.left() + value_width + style_.px(14));
    paint_place(cell, look, inner, left);
}

/// The name and the place in memory. In the order of memory the place is outermost, as in a dump.
void LanesPainter::paint_place(const LaneCell& cell, const CellLook& look, const QRectF& inner,
                               bool left) {
    QRectF left_over = inner;
    // A name or a number goes to one end of the space that is left over.
    const auto put = [&](const ShapedText& font, Role role, const QString& text, bool number,
                         bool outer, double space) {
        const qreal width = number ? font.width_of_characters(text) : font.width(text);
        const bool at_left = left == outer;
        const QRectF box(at_left ? left_over.left() : left_over.right() - width, left_over.top(),
                         width + 1, left_over.height());
        painter_.setPen(theme_.color(role));
        number ? font.draw_characters(painter_, box, text)
               : font.draw_name(painter_, box, Qt::AlignLeft, text);
        at_left ? left_over.setLeft(left_over.left() + width + style_.px(space))
                : left_over.setRight(left_over.right() - width - style_.px(space));
    };
    const Role lane_role = left ? Role::host : Role::guest;
    const bool memory = geometry_.arrangement() == Arrangement::memory;
    if (memory && look.address) {
        put(*style_.small_mono_text, Role::faint, hex_value(look.address), true, true, 12);
    }
    if (memory && style_.offsets_fit()) {
        put(*style_.small_mono_text, Role::text, cell.offset, true, true, 6);
        put(*style_.small_mono_text, Role::dim, QString::number(cell.location.size), true, true,
            12);
    }
    put(*style_.label_text, lane_role, cell.label, false, true, 10);
    if (!memory && style_.offsets_fit()) {
        put(*style_.small_mono_text, Role::dim, cell.offset, true, false, 10);
    }
    paint_before(look, left_over, left ? Qt::AlignRight : Qt::AlignLeft);
}

void LanesPainter::paint_register(const LaneCell& cell, const CellLook& look, const QRectF& box) {
    const Role role = role_of(look.owner);
    const qreal pad = style_.px(compact() ? 7 : 9);
    const qreal mark = style_.px(11);
    paint_marker(painter_, look.owner, {box.left() + pad + style_.px(2), box.center().y()},
                 style_.px(6), theme_.color(role));
    painter_.setPen(theme_.color(role));
    style_.label_text->draw_name(painter_, box.adjusted(pad + mark, 0, -pad, 0), Qt::AlignLeft,
                                 cell.label);
    const qreal name = style_.label_text->width(cell.label) + style_.px(8);
    QRectF space = box.adjusted(pad + mark + name, 0, -pad, 0);
    const qreal width = paint_value(cell, look, space, Qt::AlignRight, role);
    if (!compact()) {
        space.setRight(space.right() - width - style_.px(10));
        paint_before(look, space, Qt::AlignRight);
    }
}

/// Returns the width of the digits.
qreal LanesPainter::paint_value(const LaneCell& cell, const CellLook& look, const QRectF& box,
                                Qt::AlignmentFlag alignment, Role role) {
    const QString hex = compact() ? fitted_hex(look.value, style_.digits_in(box.width()))
                                  : hex_value(look.value, cell.location.size);
    if (!look.value) {
        painter_.setPen(theme_.color(Role::faint));
        style_.small_text->draw_name(painter_, box, alignment, hex);
        return style_.value_text->width_of_characters(hex_value(0, cell.location.size));
    }
    const qreal width = style_.value_text->width_of_characters(hex);
    const qreal x = alignment == Qt::AlignRight ? box.right() - width : box.left();
    const QString zeros = compact() ? QString() : hex.left(leading_zeros(hex));
    const qreal zeros_width = style_.value_text->width_of_characters(zeros);
    if (!zeros.isEmpty()) {
        painter_.setPen(theme_.tint(role, theme_.dark() ? 0.38 : 0.36));
        style_.value_text->draw_characters(
            painter_, QRectF(x, box.top(), zeros_width + 1, box.height()), zeros);
    }
    painter_.setPen(theme_.color(role));
    style_.value_text->draw_characters(
        painter_, QRectF(x + zeros_width, box.top(), width, box.height()), hex.mid(zeros.size()));
    return width;
}

/// What the last step wrote over, where there is space for it: "5e63 ->".
void LanesPainter::paint_before(const CellLook& look, const QRectF& space,
                                Qt::AlignmentFlag alignment) {
    if (!look.before) {
        return;
    }
    const QString text = alignment == Qt::AlignRight
                             ? bare_hex(look.before) + QStringLiteral(" \u2192")
                             : QStringLiteral("\u2190 ") + bare_hex(look.before);
    if (style_.small_mono_text->width_of_characters(text) <= space.width()) {
        painter_.setPen(theme_.color(Role::dim));
        style_.small_mono_text->draw_fitted(painter_, space, alignment, text, Qt::ElideNone);
    }
}

} // namespace switchscope::ui

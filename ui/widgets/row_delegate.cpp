// SPDX-License-Identifier: MIT
#include "ui/widgets/row_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include "ui/look/shaped_text.h"
#include "ui/look/theme.h"

namespace switchscope::ui {

RowDelegate::RowDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme) {}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    if (index.data(Qt::DecorationRole).isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, theme_.color(Role::raised));
    }
    if (const QVariant check = index.data(Qt::CheckStateRole); check.isValid()) {
        paint_check(*painter, option, index, check.toInt() == Qt::Checked);
        return;
    }
    const QVariant font = index.data(Qt::FontRole);
    const QVariant ink = index.data(Qt::ForegroundRole);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter->setPen(ink.isValid() ? ink.value<QBrush>().color() : theme_.color(Role::text));
    const int margin = theme_.ipx(6); // the style sheet gives the header the same
    const QRect box = option.rect.adjusted(margin, 0, -margin, 0);
    ShapedText::of(font.isValid() ? font.value<QFont>().resolve(option.font) : option.font)
        .draw_fitted(*painter, box,
                     alignment.isValid() ? Qt::Alignment(alignment.toInt())
                                         : option.displayAlignment,
                     index.data(Qt::DisplayRole).toString(), option.textElideMode);
}

/// Draws a check box where the style would, because Qt takes clicks only there. The style itself
/// would not draw it in the theme's colours.
void RowDelegate::paint_check(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index, bool checked) const {
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    const QRectF box = option.widget->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator,
                                                              &whole, option.widget);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme_.px(2), theme_.px(2));
    painter.fillPath(shape, theme_.color(checked ? Role::host : Role::cell));
    painter.strokePath(shape, QPen(theme_.color(checked ? Role::host : Role::dim), 1));
    if (checked) {
        QPainterPath tick(box.topLeft() + QPointF(0.24 * box.width(), 0.52 * box.height()));
        tick.lineTo(box.topLeft() + QPointF(0.43 * box.width(), 0.71 * box.height()));
        tick.lineTo(box.topLeft() + QPointF(0.77 * box.width(), 0.30 * box.height()));
        painter.strokePath(tick, QPen(theme_.color(Role::window), 0.14 * box.width(), Qt::SolidLine,
                                      Qt::RoundCap, Qt::RoundJoin));
    }
    painter.restore();
}

} // namespace switchscope::ui

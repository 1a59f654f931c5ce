// SPDX-License-Identifier: MIT
#include "ui/row_delegate.h"

#include <QPainter>

#include "ui/shaped_text.h"
#include "ui/theme.h"

namespace switchscope::ui {

RowDelegate::RowDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), theme_(theme) {}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    if (index.data(Qt::DecorationRole).isValid() || index.data(Qt::CheckStateRole).isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, theme_.color(Role::raised));
    }
    const QVariant font = index.data(Qt::FontRole);
    const QVariant ink = index.data(Qt::ForegroundRole);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter->setPen(ink.isValid() ? ink.value<QBrush>().color() : theme_.color(Role::text));
    const int air = theme_.ipx(6); // as in the heads of the columns
    const QRect room = option.rect.adjusted(air, 0, -air, 0);
    ShapedText::of(font.isValid() ? font.value<QFont>().resolve(option.font) : option.font)
        .draw_fitted(*painter, room,
                     alignment.isValid() ? Qt::Alignment(alignment.toInt())
                                         : option.displayAlignment,
                     index.data(Qt::DisplayRole).toString(), option.textElideMode);
}

} // namespace switchscope::ui

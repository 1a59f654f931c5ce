// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace switchscope::ui {

class Theme;

/// Draws cells of tables that hold only text or a check box, as the style sheet would. Qt's own way
/// through the style sheet takes several times as long for each cell, and the inspector's table has
/// other rows after each step. Only cells with a picture go that way.
class RowDelegate : public QStyledItemDelegate {
  public:
    RowDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

  private:
    void paint_check(QPainter& painter, const QStyleOptionViewItem& option,
                     const QModelIndex& index, bool checked) const;

    const Theme& theme_;
};

} // namespace switchscope::ui

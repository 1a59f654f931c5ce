// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace switchscope::ui {

class Theme;

/// Draws the cells of tables that hold nothing but text, as the style sheet would: asking that for each cell takes
/// several times as long, and the table beside the lanes has other rows after each step.
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

// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QAbstractItemView>

#include "ui/widgets/table_text.h"

namespace switchscope::ui {

/// Makes a view one whose content can be taken elsewhere: Ctrl+C copies rows, its menu offers all formats.
class TableCopier : public QObject {
    Q_OBJECT
  public:
    using Text = std::function<QString(TableFormat)>;
    /// Belongs to `view`. `text`: what is copied.
    TableCopier(QAbstractItemView* view, Text text);

    /// Of a widget that has one; null: none.
    static const TableCopier* of(const QWidget* widget);
    void copy(TableFormat format) const;

  Q_SIGNALS:
    /// `rows`: how many, where they were copied by Ctrl+C; else 0.
    void copied(int rows) const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void show_menu(const QPoint& global);

    QAbstractItemView* view_;
    Text text_;
};

} // namespace switchscope::ui

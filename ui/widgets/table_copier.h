// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QAbstractItemView>

#include "ui/widgets/table_text.h"

namespace switchscope::ui {

/// Lets the rows of a view be copied: by Ctrl+C as tabs, by a menu in each format.
class TableCopier : public QObject {
    Q_OBJECT
  public:
    using Text = std::function<QString(TableFormat)>;
    /// The view owns this. `text` makes what is copied.
    TableCopier(QAbstractItemView* view, Text text);

    /// The copier of a widget. Null: it has none.
    static const TableCopier* of(const QWidget* widget);
    void copy(TableFormat format) const;

  Q_SIGNALS:
    /// `rows` is the number of rows that Ctrl+C copied, and 0 after a choice in the menu.
    void copied(int rows) const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void show_menu(const QPoint& global);

    QAbstractItemView* view_;
    Text text_;
};

} // namespace switchscope::ui

// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include "ui/widgets/table_text.h"

namespace switchscope::ui {

class Theme;

/// The table of a panel. Whole rows are selected, and Enter or a click takes a row. The selected
/// rows can be copied as text, Markdown or CSV. Without a selection, all rows are copied.
class DataTable : public QTableView {
    Q_OBJECT
  public:
    /// The model must live longer than the table.
    DataTable(const Theme& theme, QAbstractItemModel* model, const QString& object_name,
              QWidget* parent = nullptr);

    QString text(TableFormat format) const; ///< of the selected rows, or of all

  Q_SIGNALS:
    void row_taken(int row);     ///< clicked, or Enter pressed on it
    void delete_wanted(int row); ///< Del was pressed on it
    void double_clicked_row(int row);

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void lay_out();
    const Theme& theme_;
};

} // namespace switchscope::ui

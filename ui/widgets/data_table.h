// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include "ui/widgets/table_text.h"

namespace switchscope::ui {

class Theme;

/// A table as every panel has it: rows are chosen as a whole, Enter or a click takes one, and what is selected (or all
/// of it) can be copied as text, Markdown or CSV.
class DataTable : public QTableView {
    Q_OBJECT
  public:
    /// The model outlives the table. `name`: for screen readers; the object's name is made of `object_name`.
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
